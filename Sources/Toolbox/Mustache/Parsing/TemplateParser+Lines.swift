import Diagnostics

/// Lines and white space: finds standalone tags, the starts of lines, and indentations.
extension TemplateParser {
  /// Appends the text from the cursor to `offset`, line by line.
  mutating func appendText(upTo offset: Int) {
    guard !isInParent else { return skipTextOutsideBlocks(upTo: offset) }
    while cursor < offset {
      if atLineStart { beginLine(before: offset) }
      let end = bytes[cursor..<offset].firstIndex(of: newline).map { $0 + 1 } ?? offset
      if cursor < end { openTags[openTags.count - 1].nodes.append(.literal(cursor..<end)) }
      atLineStart = end > cursor && bytes[end - 1] == newline
      cursor = end
    }
  }

  /// Appends the text before `tag`, which is not standalone, and moves the cursor to the end of
  /// `tag`.
  mutating func appendText(upTo tag: Tag) {
    appendText(upTo: tag.range.lowerBound)
    if atLineStart, !isInParent { beginLine(before: cursor) }
    cursor = tag.range.upperBound
  }

  /// Moves the cursor to the end of `tag`. If it is standalone, moves the cursor to the next line
  /// and returns the tag's indentation.
  mutating func consumeLine(of tag: Tag) -> Range<Int>? {
    guard let indentation = indentation(of: tag), let end = nextLine(after: tag) else {
      appendText(upTo: tag)
      return nil
    }
    appendText(upTo: indentation.lowerBound)
    moveCursor(toLineAt: end)
    return indentation
  }

  private mutating func moveCursor(toLineAt offset: Int) {
    cursor = offset
    atLineStart = true
  }

  private mutating func beginLine(before offset: Int) {
    let start = cursor
    while cursor < offset, isBlank(bytes[cursor]) { cursor += 1 }
    openTags[openTags.count - 1].nodes.append(.line(start..<cursor))
    atLineStart = false
  }
}

extension TemplateParser {
  /// Opens a parent tag. Whether it is standalone is known only at its closing tag. Until then
  /// its indentation is kept in `opened`.
  mutating func openParent(_ tag: Tag, _ opened: inout OpenTag) {
    opened.indentation = indentation(of: tag)
    if let indentation = opened.indentation, !isInParent {
      appendText(upTo: indentation.lowerBound)
      cursor = tag.range.upperBound
    } else {
      appendText(upTo: tag)
    }
    reportIfOutsideBlock(tag)
  }

  mutating func consumeLine(ofParent opened: OpenTag, closedBy tag: Tag) -> Range<Int>? {
    cursor = tag.range.upperBound
    atLineStart = false
    guard let indentation = opened.indentation else { return nil }
    if let end = nextLine(after: tag) {
      moveCursor(toLineAt: end)
      return indentation
    }
    if !isInParent { openTags[openTags.count - 1].nodes.append(.line(indentation)) }
    return nil
  }

  /// Opens a block. In a parent tag, other text before the block on its line is ignored because
  /// text outside blocks is never shown.
  mutating func openBlock(_ tag: Tag, _ opened: inout OpenTag) {
    let indentation = indentation(of: tag)
    if let end = nextLine(after: tag), end < bytes.count, isInParent || indentation != nil {
      appendText(upTo: indentation?.lowerBound ?? tag.range.lowerBound)
      moveCursor(toLineAt: end)
      opened.opensLine = true
    } else {
      appendText(upTo: tag)
      atLineStart = false
    }
    opened.indentation = indentation
  }

  mutating func consumeEnd(ofBlockClosedBy tag: Tag) {
    let fillsParent = openTags.count > 1 && openTags[openTags.count - 2].isParent
    guard fillsParent, let indentation = indentation(of: tag) else {
      if fillsParent { appendText(upTo: tag) } else { _ = consumeLine(of: tag) }
      return
    }
    appendText(upTo: indentation.lowerBound)
    cursor = tag.range.upperBound
  }

  func block(from closed: OpenTag) -> Block {
    let own = closed.indentation ?? closed.tag.range.lowerBound..<closed.tag.range.lowerBound
    let isWholeLines = closed.opensLine && !closed.nodes.isEmpty
    return Block(
      name: closed.name, offset: closed.tag.content.lowerBound, opensLine: closed.opensLine,
      indentation: isWholeLines ? indentationOfContent(after: closed.tag) : own,
      nodes: closed.nodes)
  }

  /// Returns the indentation of the first line after `tag` that is not blank.
  private func indentationOfContent(after tag: Tag) -> Range<Int> {
    var start = tag.range.upperBound
    var offset = start
    while offset < bytes.count, isSpace(bytes[offset]) {
      if bytes[offset] == newline { start = offset + 1 }
      offset += 1
    }
    return start..<offset
  }

  /// Skips text in a parent tag but outside its blocks, and reports it if it is not white space.
  mutating func skipTextOutsideBlocks(upTo offset: Int) {
    if let skipped = bytes[cursor..<max(cursor, offset)].firstIndex(where: { !isSpace($0) }) {
      diagnostics.report(.contentOutsideBlock(openTags[openTags.count - 1].name), at: skipped)
    }
    cursor = max(cursor, offset)
  }
}

extension TemplateParser {
  /// Returns the white space between the start of the line and `tag`. Nil if the line begins with
  /// anything else.
  private func indentation(of tag: Tag) -> Range<Int>? {
    var start = tag.range.lowerBound
    while start > 0, isBlank(bytes[start - 1]) { start -= 1 }
    let isAtLineStart = start == 0 || bytes[start - 1] == newline || isByteOrderMark(before: start)
    return isAtLineStart ? start..<tag.range.lowerBound : nil
  }

  private func isByteOrderMark(before offset: Int) -> Bool {
    offset == 3 && bytes.starts(with: [0xEF, 0xBB, 0xBF])
  }

  /// Returns the offset of the next line. Nil if anything but white space follows `tag` on its
  /// line.
  private func nextLine(after tag: Tag) -> Int? {
    var end = tag.range.upperBound
    while end < bytes.count, isBlank(bytes[end]) || bytes[end] == carriageReturn { end += 1 }
    guard end < bytes.count else { return end }
    return bytes[end] == newline ? end + 1 : nil
  }
}

private let newline = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
