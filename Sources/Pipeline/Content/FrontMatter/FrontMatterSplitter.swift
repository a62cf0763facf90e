import Diagnostics

/// Byte ranges of a front-matter block and of the body below it.
struct FrontMatterSection: Hashable {
  /// Offset of the `---` that opens the block.
  let fenceOffset: Int
  /// The lines of the block, without the two lines `---`.
  let head: Range<Int>
  let body: Range<Int>
}

/// Splits a file into front-matter blocks and bodies, by the section "Where a reply begins" of
/// the content format.
struct FrontMatterSplitter {
  private let bytes: [UInt8]
  private let end: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    end = bytes.count
  }

  /// Returns the sections of a thread file whose text begins at `start`.
  func threadSections(from start: Int, _ collector: inout DiagnosticCollector)
    -> [FrontMatterSection]
  {
    var sections: [FrontMatterSection] = []
    var nextFenceOffset: Int? = start
    guard isFence(at: start) else {
      reportMissingFrontMatter(at: start, &collector)
      return []
    }
    while let fenceOffset = nextFenceOffset {
      guard let head = head(fenceAt: fenceOffset, &collector) else { return sections }
      let bodyStart = startOfNextLine(from: head.upperBound)
      nextFenceOffset = nextReply(from: bodyStart, &collector)
      sections.append(
        FrontMatterSection(
          fenceOffset: fenceOffset, head: head, body: bodyStart..<(nextFenceOffset ?? end)))
    }
    return sections
  }

  /// Returns the only section of a board or a page. A `---` in its body has no special meaning.
  func singleSection(from start: Int, _ collector: inout DiagnosticCollector) -> FrontMatterSection?
  {
    guard isFence(at: start) else {
      reportMissingFrontMatter(at: start, &collector)
      return nil
    }
    guard let head = head(fenceAt: start, &collector) else { return nil }
    return FrontMatterSection(
      fenceOffset: start, head: head, body: startOfNextLine(from: head.upperBound)..<end)
  }
}

extension FrontMatterSplitter {
  private func reportMissingFrontMatter(at start: Int, _ collector: inout DiagnosticCollector) {
    collector.error(
      "no-front-matter",
      "the file must begin with a line '---', lines of 'key: value' and another line '---'",
      at: start)
  }

  /// Returns the lines of the block whose `---` is at `fenceOffset`. Reports a block that is never
  /// closed.
  func head(fenceAt fenceOffset: Int, _ collector: inout DiagnosticCollector) -> Range<Int>? {
    let start = startOfNextLine(from: fenceOffset)
    guard let close = nextFence(from: start) else {
      collector.error(
        "unclosed-front-matter",
        "the closing '---' is missing; add a line '---' after the last 'key: value'",
        at: fenceOffset)
      return nil
    }
    return start..<close
  }

  /// Returns the offset of the `---` that opens the next reply. Reports a `---` that is probably
  /// meant to open one, and skips it.
  private func nextReply(from start: Int, _ collector: inout DiagnosticCollector) -> Int? {
    var line = start
    while line < end {
      let next = startOfNextLine(from: line)
      if isFence(at: line) {
        if isReply(at: next, &collector) { return line }
      } else {
        warnIfFenceIsMissing(at: line, next, &collector)
      }
      line = next
    }
    return nil
  }

  private func isReply(at next: Int, _ collector: inout DiagnosticCollector)
    -> Bool
  {
    switch ReplyOpening(bytes[next..<endOfLine(from: next)]) {
    case .reply: return true
    case .probableReply:
      collector.error(
        "reply-begins-with-author",
        "a reply must begin with 'author:' directly below its '---'; if this is not a reply, put "
          + "an empty line below the '---'", at: next)
    case .text: break
    }
    return false
  }

  /// Warns of a line `author:` with a line `date:` below it inside a body.
  ///
  /// It is probably a reply that would be published under the name of the post above. Typical
  /// causes are `----`, a dash of a word processor, or an empty line below the `---`.
  private func warnIfFenceIsMissing(
    at line: Int, _ next: Int, _ collector: inout DiagnosticCollector
  ) {
    guard bytes[line] == UInt8(ascii: "a"), bytes[line...].starts(with: "author:".utf8),
      bytes[next...].starts(with: "date:".utf8)
    else { return }
    collector.warning(
      "lost-reply",
      "this looks like a reply, but it is part of the post above; put a line that is only '---' "
        + "directly above 'author:'", at: line)
  }

  /// Returns the offset of the next line, at or after `position`, that is only `---`.
  private func nextFence(from position: Int) -> Int? {
    var line = position
    while line < end {
      if isFence(at: line) { return line }
      line = startOfNextLine(from: line)
    }
    return nil
  }

  /// Returns whether the line is `---`. Trailing spaces and tabs are ignored.
  private func isFence(at line: Int) -> Bool {
    guard line + 3 <= end, bytes[line] == hyphen, bytes[line + 1] == hyphen,
      bytes[line + 2] == hyphen
    else { return false }
    var index = line + 3
    while index < end, bytes[index].isBlank { index += 1 }
    if index < end, bytes[index] == carriageReturn { index += 1 }
    return index == end || bytes[index] == lineFeed
  }

  private func startOfNextLine(from position: Int) -> Int {
    min(endOfLine(from: position) + 1, end)
  }

  private func endOfLine(from position: Int) -> Int {
    guard position < end else { return end }
    return firstIndex(of: lineFeed, in: bytes, from: position) ?? end
  }
}
