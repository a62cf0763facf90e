import CMark

/// Returns the text below a node without markup, as in an image's alt text. Breaks become spaces.
func plainText(below root: MarkdownNode) -> [UInt8] {
  var text: [UInt8] = []
  var node = root.firstChild
  while let current = node {
    switch current.kind {
    case CMARK_NODE_TEXT, CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE:
      text.append(contentsOf: current.literal)
    case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: text.append(UInt8(ascii: " "))
    default: break
    }
    node = current.firstChild ?? current.nodeAfterSubtree(within: root)
  }
  return text
}

/// Returns whether the text is the destination, which then need not be shown in addition.
func isDestination(_ destination: UnsafeBufferPointer<UInt8>, equalTo text: [UInt8]) -> Bool {
  if destination.elementsEqual(text) { return true }
  return destination.starts(with: "mailto:".utf8) && destination.dropFirst(7).elementsEqual(text)
}

/// Returns the destination without the `mailto:` that libcmark adds to an e-mail autolink.
func withoutMailto(
  _ destination: UnsafeBufferPointer<UInt8>, shownAs text: [UInt8]
) -> UnsafeBufferPointer<UInt8> {
  guard destination.count == text.count + 7, isDestination(destination, equalTo: text) else {
    return destination
  }
  return UnsafeBufferPointer(rebasing: destination.dropFirst(7))
}
