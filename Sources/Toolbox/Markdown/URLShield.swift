import CMark

/// Protects `*` and `_` in bare URLs from libcmark, which would take them for emphasis:
/// `https://example.org/_a_/b` would lose its underscores.
///
/// GitHub recognises bare URLs before emphasis, but libcmark does not recognise them at all. The
/// two bytes are replaced by control characters without meaning in Markdown before libcmark reads
/// the source, and restored in its tree. Few texts need this.
struct URLShield {
  private static let star: UInt8 = 0x0E
  private static let underscore: UInt8 = 0x0F

  let bytes: [UInt8]

  /// Returns nil if no URL in the source contains these bytes, or if the source already contains
  /// the control characters.
  init?(_ source: UnsafeBufferPointer<UInt8>) {
    let places = Self.signsInURLs(of: source)
    guard !places.isEmpty, !source.contains(Self.star), !source.contains(Self.underscore) else {
      return nil
    }
    var shielded = Array(source)
    for place in places {
      shielded[place] = source[place] == UInt8(ascii: "*") ? Self.star : Self.underscore
    }
    bytes = shielded
  }

  /// Restores the bytes in all texts of the tree. These are in this thread's arena and keep their
  /// lengths, so they are changed in place.
  static func lift(from root: MarkdownNode) {
    var node: MarkdownNode? = root
    while let current = node {
      for text in current.texts { lift(from: text) }
      node = current.firstChild ?? current.following(within: root)
    }
  }

  private static func lift(from text: UnsafeBufferPointer<UInt8>) {
    for (index, byte) in text.enumerated() where byte == star || byte == underscore {
      let sign = byte == star ? UInt8(ascii: "*") : UInt8(ascii: "_")
      UnsafeMutablePointer(mutating: text.baseAddress)?[index] = sign
    }
  }

  private static func signsInURLs(of source: UnsafeBufferPointer<UInt8>) -> [Int] {
    var places: [Int] = []
    var urls = URLFinder(source)
    var start = urls.next(from: 0)
    while start < source.count {
      let end = urlEnd(in: source, from: start) ?? start + 1
      for index in start..<end
      where source[index] == UInt8(ascii: "*") || source[index] == UInt8(ascii: "_") {
        places.append(index)
      }
      start = urls.next(from: end)
    }
    return places
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
