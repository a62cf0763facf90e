/// Tells which extensions of CommonMark a source may use, so that most texts are not searched for
/// them.
struct SignsOfSource {
  let mayHoldMentions: Bool
  let mayHoldURLs: Bool

  /// A source with `&` may contain anything, because a character reference can encode any
  /// character. A source with a backslash may contain a URL that is complete only without the
  /// backslash.
  init(_ source: UnsafeBufferPointer<UInt8>, _ rules: MarkdownRules) {
    let mayHide = Self.holds(UInt8(ascii: "&"), source)
    let mayJoin = mayHide || rules.bareURLs && Self.holds(UInt8(ascii: "\\"), source)
    mayHoldMentions =
      rules.mention != nil && (mayHide || Self.holds(UInt8(ascii: "@"), source))
    mayHoldURLs = rules.bareURLs && (mayJoin || Self.holdsURL(source))
  }

  private static func holds(_ byte: UInt8, _ source: UnsafeBufferPointer<UInt8>) -> Bool {
    var sought = Sought(byte)
    return sought.next(in: source, from: 0) < source.count
  }

  private static func holdsURL(_ source: UnsafeBufferPointer<UInt8>) -> Bool {
    var urls = URLFinder(source)
    return urls.next(from: 0) < source.count
  }
}
