/// A possible mention: an `@` followed by text.
package struct MentionCandidate: Sendable {
  /// The text after the `@`, up to 60 scalars and not beyond its line or the next markup. In a
  /// quoted mention, the text between the quotes.
  package var text: [UInt8]
  package var isQuoted: Bool
  /// Offset in bytes of the `@` in the source, or of its block if the `@` is not found. 0 until
  /// it is searched for.
  package var offset: Int
  /// Lengths in bytes of `text` that a name may have, longest first. Each is the end of a word or
  /// of a punctuation mark.
  package var possibleLengths: [Int]
}

/// Rendering of a mention, chosen by `MarkdownRules.mention`.
package struct MentionRendering: Sendable {
  /// Length in bytes of the name in the candidate's text.
  package var byteCount: Int
  /// Shown after an `@`.
  package var name: String
  /// If it is nil, the name is shown as text without `@`.
  package var href: String?

  package init(byteCount: Int, name: String, href: String?) {
    self.byteCount = byteCount
    self.name = name
    self.href = href
  }
}

/// A candidate and its index in a run of text.
struct FoundMention {
  private static let maximumLength = 60

  let index: Int
  let candidate: MentionCandidate

  init?(in text: UnsafeBufferPointer<UInt8>, at index: Int) {
    self.index = index
    let isQuoted = index + 1 < text.count && text[index + 1] == UInt8(ascii: "\"")
    guard let range = isQuoted ? Self.quoted(text, index + 2) : Self.rest(text, index + 1) else {
      return nil
    }
    let lengths = isQuoted ? [range.count] : Self.possibleLengths(text, range)
    if lengths.isEmpty { return nil }
    candidate = MentionCandidate(
      text: [UInt8](text[range]), isQuoted: isQuoted, offset: 0, possibleLengths: lengths)
  }

  /// Returns the end of the mention in the run of text. The length is clamped because
  /// the callback's result is not trusted.
  func end(of mention: MentionRendering) -> Int {
    if candidate.isQuoted { return index + 3 + candidate.text.count }
    return index + 1 + min(max(mention.byteCount, 0), candidate.text.count)
  }

  private static func quoted(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Range<Int>? {
    let line = line(of: text, from: start, limit: maximumLength + 1)
    guard let end = text[line].firstIndex(of: UInt8(ascii: "\"")), end > start else { return nil }
    return start..<end
  }

  private static func rest(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Range<Int>? {
    let line = line(of: text, from: start, limit: maximumLength)
    guard !line.isEmpty, !isWhitespace(scalar(in: text, at: start).scalar) else {
      return nil
    }
    return line
  }

  /// Returns the range of at most `limit` scalars on one line. A quoted name of 60 scalars needs
  /// one more for its closing quote.
  private static func line(
    of text: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int
  ) -> Range<Int> {
    var (end, count) = (start, 0)
    while end < text.count, count < limit, text[end] != UInt8(ascii: "\n") {
      end += scalar(in: text, at: end).count
      count += 1
    }
    return start..<end
  }

  private static func possibleLengths(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>)
    -> [Int]
  {
    var lengths: [Int] = []
    lengths.reserveCapacity(16)
    var (index, isAfterSpace) = (range.lowerBound, true)
    while index < range.upperBound {
      let (current, count) = scalar(in: text, at: index)
      if !isAfterSpace, !isWordScalar(current) { lengths.append(index - range.lowerBound) }
      isAfterSpace = isWhitespace(current)
      index += count
    }
    let isCut = index < text.count && isWordScalar(scalar(in: text, at: index).scalar)
    if !isAfterSpace, !isCut { lengths.append(index - range.lowerBound) }
    return lengths.reversed()
  }
}
