/// What may be a mention: an `@` with something behind it.
package struct MentionCandidate: Sendable {
  /// What stands behind the `@` on its line, as far as no markup interrupts it, 60 scalars at most;
  /// of a quoted one what stands between the quotes.
  package var text: [UInt8]
  package var isQuoted: Bool
  /// Of the `@`, in bytes, in the source, as well as it can be found there.
  package var offset: Int
  /// The lengths, in bytes of `text`, that a name may have, longest first: each ends where a word
  /// ends.
  package var ends: [Int]
}

/// Whom a mention means.
package struct MentionVerdict: Sendable {
  /// How many bytes of the candidate's text are the name.
  package var byteCount: Int
  /// Shown behind an `@`.
  package var name: String
  /// Nil: the name is shown alone, as text.
  package var href: String?

  package init(byteCount: Int, name: String, href: String?) {
    self.byteCount = byteCount
    self.name = name
    self.href = href
  }
}

/// A candidate, and where it stands in its run of text.
struct FoundMention {
  private static let longest = 60

  let at: Int
  let candidate: MentionCandidate

  init?(in text: UnsafeBufferPointer<UInt8>, at index: Int) {
    at = index
    let isQuoted = index + 1 < text.count && text[index + 1] == UInt8(ascii: "\"")
    guard let range = isQuoted ? Self.quoted(text, index + 2) : Self.rest(text, index + 1) else {
      return nil
    }
    let ends = isQuoted ? [range.count] : Self.ends(text, range)
    if ends.isEmpty { return nil }
    candidate = MentionCandidate(
      text: [UInt8](text[range]), isQuoted: isQuoted, offset: 0, ends: ends)
  }

  /// Where the mention ends in the run of text; what the verdict says is not trusted to lie inside.
  func end(of verdict: MentionVerdict) -> Int {
    if candidate.isQuoted { return at + 3 + candidate.text.count }
    return at + 1 + min(max(verdict.byteCount, 0), candidate.text.count)
  }

  private static func quoted(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Range<Int>? {
    let line = line(of: text, from: start, limit: longest + 1)
    guard let end = text[line].firstIndex(of: UInt8(ascii: "\"")), end > start else { return nil }
    return start..<end
  }

  private static func rest(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Range<Int>? {
    let line = line(of: text, from: start, limit: longest)
    guard !line.isEmpty, !isWhitespace(scalar(in: text, at: start).scalar) else {
      return nil
    }
    return line
  }

  /// At most so many scalars: the end of a quoted name of 60 is one more.
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

  private static func ends(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> [Int] {
    var ends: [Int] = []
    ends.reserveCapacity(16)
    var (index, isAfterSpace) = (range.lowerBound, true)
    while index < range.upperBound {
      let (current, count) = scalar(in: text, at: index)
      if !isAfterSpace, !isWord(current) { ends.append(index - range.lowerBound) }
      isAfterSpace = isWhitespace(current)
      index += count
    }
    let isCut = index < text.count && isWord(scalar(in: text, at: index).scalar)
    if !isAfterSpace, !isCut { ends.append(index - range.lowerBound) }
    return ends.reversed()
  }
}
