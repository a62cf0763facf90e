import CMark

extension HTMLWalk {
  mutating func enterBlock(_ node: MarkdownNode) -> MarkdownNode? {
    switch node.kind {
    case CMARK_NODE_BLOCK_QUOTE, CMARK_NODE_LIST: return enterContainer(node)
    case CMARK_NODE_ITEM: beginTag("<li>")
    case CMARK_NODE_PARAGRAPH: enterParagraph(node)
    case CMARK_NODE_HEADING: enterHeading(node)
    case CMARK_NODE_CODE_BLOCK: appendCodeBlock(node)
    case CMARK_NODE_HTML_BLOCK: appendRawBlock(node)
    case CMARK_NODE_THEMATIC_BREAK: beginTag("<hr />\n")
    default: break
    }
    return childOrLeave(node)
  }

  mutating func leaveBlock(_ node: MarkdownNode) {
    switch node.kind {
    case CMARK_NODE_BLOCK_QUOTE, CMARK_NODE_LIST: leaveContainer(node)
    case CMARK_NODE_ITEM: output.append("</li>\n")
    case CMARK_NODE_PARAGRAPH: if !node.isTightParagraph { output.append("</p>\n") }
    case CMARK_NODE_HEADING: leaveHeading()
    default: break
    }
  }

  /// Returns the first child. If there is none, appends the end of the node, because the walk
  /// does not come back to it.
  mutating func childOrLeave(_ node: MarkdownNode) -> MarkdownNode? {
    if let child = node.firstChild { return child }
    if node.kind == CMARK_NODE_LINK { leaveLink(node) } else { leaveBlock(node) }
    return nil
  }
}

extension HTMLWalk {
  private mutating func beginTag(_ tag: StaticString) {
    output.beginLine()
    output.append(tag)
  }

  private mutating func enterContainer(_ node: MarkdownNode) -> MarkdownNode? {
    if let maximum = rules.maximumBlockDepth, blockDepth >= maximum {
      beginTag("<p>")
      appendRewritten(replacingInvalidUTF8(source.text(of: node)))
      output.append("</p>\n")
      return nil
    }
    blockDepth += 1
    output.beginLine()
    appendContainerTag(node)
    return childOrLeave(node)
  }

  private mutating func appendContainerTag(_ node: MarkdownNode) {
    if node.kind == CMARK_NODE_BLOCK_QUOTE { return output.append("<blockquote>\n") }
    guard node.isOrderedList else { return output.append("<ul>\n") }
    guard node.listStart != 1 else { return output.append("<ol>\n") }
    output.append("<ol start=\"")
    output.appendEscaped(String(node.listStart))
    output.append("\">\n")
  }

  private mutating func leaveContainer(_ node: MarkdownNode) {
    blockDepth -= 1
    if node.kind == CMARK_NODE_BLOCK_QUOTE { return beginTag("</blockquote>\n") }
    output.append(node.isOrderedList ? "</ol>\n" : "</ul>\n")
  }

  private mutating func enterParagraph(_ node: MarkdownNode) {
    source.enter(node)
    if !node.isTightParagraph { beginTag("<p>") }
  }

  private mutating func enterHeading(_ node: MarkdownNode) {
    source.enter(node)
    output.beginLine()
    let typed = node.headingLevel + rules.headingShift
    let maximumLevel = rules.closesHeadingGaps ? min(6, headingLevel + 1) : 6
    headingLevel = min(maximumLevel, max(1, typed))
    appendHeadingTag("<h", ">")
    isInHeading = true
  }

  private mutating func leaveHeading() {
    appendHeadingTag("</h", ">\n")
    isInHeading = false
  }

  private mutating func appendHeadingTag(_ before: StaticString, _ after: StaticString) {
    output.append(before)
    output.append(UInt8(ascii: "0") + UInt8(headingLevel))
    output.append(after)
  }

  private mutating func appendCodeBlock(_ node: MarkdownNode) {
    beginTag("<pre><code")
    let language = node.fenceInfo.prefix { !isASCIIWhitespace($0) }
    let isRewritten = rules.rewriteText?(UnsafeBufferPointer(rebasing: language)) != nil
    if !language.isEmpty, !isRewritten {
      output.append(" class=\"language-")
      output.appendEscaped(UnsafeBufferPointer(rebasing: language))
      output.append("\"")
    }
    output.append(">")
    appendRewritten(node.literal)
    output.append("</code></pre>\n")
  }

  private mutating func appendRawBlock(_ node: MarkdownNode) {
    output.beginLine()
    guard rules.rawHTML == .shownAsText else {
      output.append(raw: node.literal)
      return output.beginLine()
    }
    output.append("<p>")
    appendRewritten(trimmingTrailingWhitespace(node.literal))
    output.append("</p>\n")
  }
}
