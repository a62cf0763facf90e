/// What a source may hold besides CommonMark, so that most texts need not be looked through for it.
struct SignsOfSource {
  let mayHoldMentions: Bool
  let mayHoldURLs: Bool

  /// A character reference may stand for any sign, and a backslash may be taken out of a URL: where
  /// there is one of these, there may be anything.
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
