import CMarkArena

/// Finds the links and mentions of libcmark's tree in the source. The tree's columns are not
/// exact, so each text is searched for in the lines of its block, after the text found before it.
struct SourceMap {
  let source: UnsafeBufferPointer<UInt8>
  private var lines: LineCursor
  private var block: MarkdownNode?
  /// Range of the block's lines, set when it is first needed.
  private var range: Range<Int>?
  /// Start of the search for the next link.
  private var cursor = 0
  private var nextCursor = 0
  private var mentionCursor = 0
  /// Number of bytes that may still be searched. Without a limit, many references to one
  /// definition would take quadratic time.
  private var searchBudget = 4_000_000

  init(_ source: UnsafeBufferPointer<UInt8>) {
    self.source = source
    lines = LineCursor(source)
  }

  /// Makes `block`, a paragraph or a heading, the block of the links and mentions that follow.
  mutating func enter(_ block: MarkdownNode) {
    self.block = block
    range = nil
  }

  /// Returns the offset of the destination of the link that begins now, else that of the link,
  /// else that of its block. `isInAngleBrackets` is nil if the destination is not found.
  mutating func enterLink(
    to destination: UnsafeBufferPointer<UInt8>
  ) -> (offset: Int, isInAngleBrackets: Bool?) {
    let block = blockRange()
    let start = max(cursor, block.lowerBound)
    let range = start..<max(start, block.upperBound)
    if let found = findDestination(destination, range) ?? find(destination, range) {
      nextCursor = found + 1
      return (found, found > 0 && source[found - 1] == UInt8(ascii: "<"))
    }
    let link = openBracket.withUTF8Buffer { find($0, range) }
    if let link { nextCursor = link + 1 }
    return (link ?? block.lowerBound, nil)
  }

  /// Returns the offset of a bare URL, else that of its block.
  mutating func offset(ofBareURL url: UnsafeBufferPointer<UInt8>) -> Int {
    let block = blockRange()
    let start = max(cursor, block.lowerBound)
    guard let found = find(url, start..<max(start, block.upperBound)) else {
      return block.lowerBound
    }
    cursor = found + 1
    return found
  }

  mutating func leaveLink() {
    cursor = max(cursor, nextCursor)
  }

  /// Returns the offset of the `@` of a mention, else that of its block.
  mutating func offset(ofMention mention: MentionCandidate) -> Int {
    let block = blockRange()
    let start = max(mentionCursor, block.lowerBound)
    let text =
      [UInt8(ascii: "@")] + (mention.isQuoted ? [UInt8(ascii: "\"")] : [])
      + mention.text.prefix(mention.possibleLengths.last ?? 0)
    let found = text.withUnsafeBufferPointer {
      find($0, start..<max(start, block.upperBound))
    }
    if let found { mentionCursor = found + 1 }
    return found ?? block.lowerBound
  }

  /// Returns the source of a block, from its start column to the end of its last line.
  mutating func text(of block: MarkdownNode) -> UnsafeBufferPointer<UInt8> {
    let start = lines.offset(ofLine: block.startLine)
    let end = lines.offset(ofLine: block.endLine + 1)
    let indented = min(start + max(0, block.startColumn - 1), end)
    return trimmingTrailingWhitespace(
      UnsafeBufferPointer(rebasing: source[indented..<max(indented, end)]))
  }
}

private let openBracket: StaticString = "["

extension SourceMap {
  private mutating func blockRange() -> Range<Int> {
    if let range { return range }
    guard let block else { return 0..<source.count }
    let start = lines.offset(ofLine: block.startLine)
    let found = start..<max(start, lines.offset(ofLine: block.endLine + 1))
    range = found
    return found
  }

  /// Searches only after `(` or `<`, because the same text may also occur in the sentence before.
  private mutating func findDestination(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Int? {
    var rest = range
    while let found = find(text, rest) {
      let before = found > 0 ? source[found - 1] : 0
      if before == UInt8(ascii: "(") || before == UInt8(ascii: "<") { return found }
      rest = (found + 1)..<range.upperBound
    }
    return nil
  }

  private mutating func find(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Int? {
    guard !text.isEmpty, text.count <= range.count, searchBudget > 0,
      let base = source.baseAddress,
      let found = cmark_find_bytes(
        base + range.lowerBound, range.count, text.baseAddress, text.count)
    else {
      searchBudget -= range.count
      return nil
    }
    let offset = UnsafeRawPointer(found) - UnsafeRawPointer(base)
    searchBudget -= offset - range.lowerBound
    return offset
  }
}

/// Offsets of lines. Queries in ascending order read the source once.
struct LineCursor {
  private let source: UnsafeBufferPointer<UInt8>
  private var line = 1
  private var start = 0

  init(_ source: UnsafeBufferPointer<UInt8>) {
    self.source = source
  }

  /// Returns the offset of a line, counted from 1, or the source's end if there are fewer lines.
  /// If `number` is before the line of the last query, returns the offset of the latter.
  mutating func offset(ofLine number: Int) -> Int {
    while line < number, start < source.count {
      start = endOfLine(from: start)
      line += 1
    }
    return start
  }

  /// Returns the offset after a line's end, which is LF, CR or both, as in libcmark.
  private func endOfLine(from start: Int) -> Int {
    var end = start
    while end < source.count, source[end] != 0x0A, source[end] != 0x0D { end += 1 }
    if end + 1 < source.count, source[end] == 0x0D, source[end + 1] == 0x0A { end += 1 }
    return min(end + 1, source.count)
  }
}
