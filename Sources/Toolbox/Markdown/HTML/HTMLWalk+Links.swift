import CMark

extension HTMLWalk {
  mutating func enterLink(_ node: MarkdownNode) -> MarkdownNode? {
    guard rules.link != nil else {
      beginAnchor(href: node.destination)
      endAnchorTag(title: node.title)
      openLink = .anchor
      return childOrLeave(node)
    }
    let text = plainText(below: node)
    switch rendering(of: node, text: text) {
    case .link(let href, let rel):
      beginAnchor(href: href, rel: rel)
      endAnchorTag(title: node.title)
      openLink = .anchor
    case .image(let src):
      appendImage(src: src, alt: text, title: node.title)
      return nil
    case .text:
      openLink = .text(showsDestination: !isDestination(node.destination, equalTo: text))
    }
    return childOrLeave(node)
  }

  mutating func leaveLink(_ node: MarkdownNode) {
    switch openLink {
    case .anchor, nil: output.append("</a>")
    case .text(let showsDestination): if showsDestination { appendInParentheses(node.destination) }
    }
    openLink = nil
    source.leaveLink()
  }

  mutating func appendImage(_ node: MarkdownNode) {
    let alt = plainText(below: node)
    guard rules.link != nil else {
      return alt.withUnsafeBufferPointer { appendCommonMarkImage(node, alt: $0) }
    }
    switch rendering(of: node, text: alt) {
    case .image(let src): appendImage(src: src, alt: alt, title: node.title)
    case .link(let href, let rel): appendLinkToImage(node, alt: alt, href: href, rel: rel)
    case .text:
      appendRewritten(alt)
      if !isDestination(node.destination, equalTo: alt) { appendInParentheses(node.destination) }
    }
    source.leaveLink()
  }

  /// Appends a URL that was found in running text.
  mutating func appendBareURL(_ url: UnsafeBufferPointer<UInt8>) {
    let text = String(decoding: url, as: UTF8.self)
    let destination = BareURL.needsScheme(url) ? "http://" + text : text
    switch rendering(ofBareURL: destination, text: url) {
    case .link(let href, let rel):
      beginAnchor(href: href, rel: rel)
      output.append(">")
      appendRewritten(url)
      output.append("</a>")
    case .image(let src): appendImage(src: src, alt: Array(url), title: emptyText)
    case .text: appendRewritten(url)
    }
  }
}

extension HTMLWalk {
  private mutating func rendering(of node: MarkdownNode, text: [UInt8]) -> LinkRendering {
    let destination = node.destination
    let isImage = node.kind == CMARK_NODE_IMAGE
    guard rules.findsOffsets else {
      return rules.link?(
        LinkReference(
          destination: String(decoding: destination, as: UTF8.self), isImage: isImage,
          isBareURL: false, isAutolink: false, offset: 0)) ?? .text
    }
    let location = source.enterLink(to: withoutMailto(destination, shownAs: text))
    let isAutolink =
      !isImage && isDestination(destination, equalTo: text) && location.isInAngleBrackets != false
    let reference = LinkReference(
      destination: String(decoding: destination, as: UTF8.self), isImage: isImage,
      isBareURL: false, isAutolink: isAutolink, offset: location.offset)
    return rules.link?(reference) ?? .text
  }

  private mutating func rendering(
    ofBareURL destination: String, text: UnsafeBufferPointer<UInt8>
  ) -> LinkRendering {
    guard let link = rules.link else { return .link(href: destination, rel: nil) }
    return link(
      LinkReference(
        destination: destination, isImage: false, isBareURL: true, isAutolink: false,
        offset: rules.findsOffsets ? source.offset(ofBareURL: text) : 0))
  }

  private mutating func appendLinkToImage(
    _ node: MarkdownNode, alt: [UInt8], href: String, rel: String?
  ) {
    // A link cannot contain another link. The outer one stays.
    let isInside = openLink != nil
    if !isInside {
      beginAnchor(href: href, rel: rel)
      endAnchorTag(title: node.title)
    }
    if alt.isEmpty { appendRewritten(node.destination) } else { appendRewritten(alt) }
    if !isInside { output.append("</a>") }
  }

  private mutating func beginAnchor(href: String, rel: String? = nil) {
    var href = href
    href.withUTF8 { beginAnchor(href: $0) }
    guard let rel else { return }
    output.append(" rel=\"")
    output.appendEscaped(rel)
    output.append("\"")
  }

  private mutating func beginAnchor(href: UnsafeBufferPointer<UInt8>) {
    output.append("<a href=\"")
    output.appendHref(href)
    output.append("\"")
  }

  private mutating func endAnchorTag(title: UnsafeBufferPointer<UInt8>) {
    appendTitle(title)
    output.append(">")
  }

  private mutating func appendTitle(_ title: UnsafeBufferPointer<UInt8>) {
    if title.isEmpty { return }
    output.append(" title=\"")
    appendRewritten(title)
    output.append("\"")
  }

  private mutating func appendCommonMarkImage(
    _ node: MarkdownNode, alt: UnsafeBufferPointer<UInt8>
  ) {
    output.append("<img src=\"")
    output.appendHref(node.destination)
    output.append("\" alt=\"")
    appendRewritten(alt)
    output.append("\"")
    appendTitle(node.title)
    output.append(" />")
  }

  private mutating func appendImage(
    src: String, alt: [UInt8], title: UnsafeBufferPointer<UInt8>
  ) {
    output.append("<img src=\"")
    output.appendHref(src)
    output.append("\" alt=\"")
    appendRewritten(alt)
    output.append("\"")
    appendTitle(title)
    output.append(" loading=\"lazy\">")
  }

  private mutating func appendInParentheses(_ destination: UnsafeBufferPointer<UInt8>) {
    output.append(" (")
    appendRewritten(destination)
    output.append(")")
  }
}
