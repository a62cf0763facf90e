/// Tells which extensions of CommonMark a source may use, so that most texts are not searched for
/// them.
struct SourceFeatures {
  let mayContainMentions: Bool
  let mayContainURLs: Bool

  /// A source with `&` may contain anything, because a character reference can encode any
  /// character. A source with a backslash may contain a URL that is complete only without the
  /// backslash.
  init(_ source: UnsafeBufferPointer<UInt8>, _ rules: MarkdownRules) {
    let mayEncode = Self.contains(UInt8(ascii: "&"), source)
    let mayJoin = mayEncode || rules.bareURLs && Self.contains(UInt8(ascii: "\\"), source)
    mayContainMentions =
      rules.mention != nil && (mayEncode || Self.contains(UInt8(ascii: "@"), source))
    mayContainURLs = rules.bareURLs && (mayJoin || Self.containsURL(source))
  }

  private static func contains(_ byte: UInt8, _ source: UnsafeBufferPointer<UInt8>) -> Bool {
    var search = ByteSearch(byte)
    return search.next(in: source, from: 0) < source.count
  }

  private static func containsURL(_ source: UnsafeBufferPointer<UInt8>) -> Bool {
    var urls = URLFinder(source)
    return urls.next(from: 0) < source.count
  }
}
