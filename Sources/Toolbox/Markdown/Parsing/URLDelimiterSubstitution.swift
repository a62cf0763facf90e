import CMark

/// Protects `*` and `_` in bare URLs from libcmark, which would take them for emphasis:
/// `https://example.org/_a_/b` would lose its underscores.
///
/// GitHub recognises bare URLs before emphasis, but libcmark does not recognise them at all. The
/// two bytes are replaced by control characters without meaning in Markdown before libcmark reads
/// the source, and restored in its tree. Few texts need this.
struct URLDelimiterSubstitution {
  private static let starSubstitute: UInt8 = 0x0E
  private static let underscoreSubstitute: UInt8 = 0x0F

  let bytes: [UInt8]

  /// Returns nil if no URL in the source contains these bytes, or if the source already contains
  /// the control characters.
  init?(_ source: UnsafeBufferPointer<UInt8>) {
    let indices = Self.delimiterIndices(inURLsOf: source)
    guard !indices.isEmpty, !source.contains(Self.starSubstitute),
      !source.contains(Self.underscoreSubstitute)
    else {
      return nil
    }
    var substituted = Array(source)
    for index in indices {
      substituted[index] =
        source[index] == UInt8(ascii: "*") ? Self.starSubstitute : Self.underscoreSubstitute
    }
    bytes = substituted
  }

  /// Restores the bytes in all texts of the tree. These are in this thread's arena and keep their
  /// lengths, so they are changed in place.
  static func restore(in root: MarkdownNode) {
    var node: MarkdownNode? = root
    while let current = node {
      for text in current.texts { restore(in: text) }
      node = current.firstChild ?? current.nodeAfterSubtree(within: root)
    }
  }

  private static func restore(in text: UnsafeBufferPointer<UInt8>) {
    for (index, byte) in text.enumerated()
    where byte == starSubstitute || byte == underscoreSubstitute {
      let delimiter = byte == starSubstitute ? UInt8(ascii: "*") : UInt8(ascii: "_")
      UnsafeMutablePointer(mutating: text.baseAddress)?[index] = delimiter
    }
  }

  private static func delimiterIndices(inURLsOf source: UnsafeBufferPointer<UInt8>) -> [Int] {
    var indices: [Int] = []
    var urls = URLFinder(source)
    var start = urls.next(from: 0)
    while start < source.count {
      let end = urlEnd(in: source, from: start) ?? start + 1
      for index in start..<end
      where source[index] == UInt8(ascii: "*") || source[index] == UInt8(ascii: "_") {
        indices.append(index)
      }
      start = urls.next(from: end)
    }
    return indices
  }

  private static func urlEnd(in source: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard start == 0 || BareURL.mayFollow(source[start - 1]) else { return nil }
    return BareURL.end(in: source, from: start, endsAtMarkup: true)
  }
}

extension MarkdownNode {
  fileprivate var texts: [UnsafeBufferPointer<UInt8>] {
    switch kind {
    case CMARK_NODE_TEXT, CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE, CMARK_NODE_HTML_BLOCK: [literal]
    case CMARK_NODE_CODE_BLOCK: [literal, fenceInfo]
    case CMARK_NODE_LINK, CMARK_NODE_IMAGE: [destination, title]
    default: []
    }
  }
}
