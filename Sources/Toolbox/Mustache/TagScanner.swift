/// A tag as it stands in a template.
struct Tag {
  enum Sigil {
    case variable, raw, section, inverted, close, partial, parent, block, comment, delimiters
  }

  let sigil: Sigil
  /// From the opening delimiter to behind the closing one.
  let range: Range<Int>
  /// What stands in it, without the white space around it.
  let content: Range<Int>
}

/// Finds the tags of a template, one after the other, and obeys set-delimiter tags.
struct TagScanner {
  enum Mistake { case unclosedTag, badDelimiters, missingName, badName }

  private(set) var mistakes: [(mistake: Mistake, offset: Int)] = []
  private let bytes: [UInt8]
  private var position: Int
  private var opening = Array("{{".utf8)
  private var closing = Array("}}".utf8)
  private var lastEnd: (ending: [UInt8], searched: Range<Int>)?

  init(_ bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    position = start
  }

  /// The next tag, or nil when there is none; nothing behind a tag that never ends is one.
  mutating func next() -> Tag? {
    guard let start = find(opening, in: position..<bytes.count) else { return nil }
    let (sigil, inside) = sigil(at: start + opening.count)
    let ending = ending(of: sigil, opened: bytes[inside - 1])
    guard let end = end(of: ending, from: inside) else {
      mistakes.append((.unclosedTag, inside))
      return nil
    }
    let content = trimmed(inside..<end)
    position = end + ending.count
    return checked(Tag(sigil: sigil, range: start..<position, content: content))
  }
}

extension TagScanner {
  /// The sigil at `offset`, white space before it passed over, and where the tag's content begins.
  private func sigil(at offset: Int) -> (Tag.Sigil, Int) {
    var offset = offset
    while offset < bytes.count, isSpace(bytes[offset]) { offset += 1 }
    guard offset < bytes.count, let sigil = Self.sigils[bytes[offset]] else {
      return (.variable, offset)
    }
    return (sigil, offset + 1)
  }

  private static let sigils: [UInt8: Tag.Sigil] = [
    UInt8(ascii: "{"): .raw, UInt8(ascii: "&"): .raw, UInt8(ascii: "#"): .section,
    UInt8(ascii: "^"): .inverted, UInt8(ascii: "/"): .close, UInt8(ascii: ">"): .partial,
    UInt8(ascii: "<"): .parent, UInt8(ascii: "$"): .block, UInt8(ascii: "!"): .comment,
    UInt8(ascii: "="): .delimiters,
  ]

  private func ending(of sigil: Tag.Sigil, opened byte: UInt8) -> [UInt8] {
    if sigil == .raw, byte == UInt8(ascii: "{") { return [UInt8(ascii: "}")] + closing }
    return sigil == .delimiters ? [UInt8(ascii: "=")] + closing : closing
  }

  private mutating func checked(_ tag: Tag) -> Tag {
    switch tag.sigil {
    case .comment: break
    case .delimiters: setDelimiters(tag)
    default: return checkedName(of: tag)
    }
    return tag
  }

  private mutating func setDelimiters(_ tag: Tag) {
    // Longer ones would make the search for them slow, and nobody needs them.
    let words = bytes[tag.content].split(whereSeparator: isSpace)
    guard words.count == 2,
      words.allSatisfy({ $0.count <= 16 && !$0.contains(UInt8(ascii: "=")) })
    else { return mistakes.append((.badDelimiters, tag.content.lowerBound)) }
    (opening, closing) = (Array(words[0]), Array(words[1]))
  }

  /// A name holds no white space. One that holds an opening delimiter or a line's end is taken for a
  /// tag whose closing delimiter was forgotten, and the search goes on behind its first word.
  private mutating func checkedName(of tag: Tag) -> Tag {
    let content = tag.content
    if content.isEmpty { mistakes.append((.missingName, content.lowerBound)) }
    let isUnclosed =
      find(opening, in: content) != nil
      || bytes[content].contains(UInt8(ascii: "\n"))
    guard isUnclosed else {
      guard bytes[content].contains(where: isSpace) else { return tag }
      mistakes.append((.badName, content.lowerBound))
      return nameless(tag)
    }
    mistakes.append((.unclosedTag, content.lowerBound))
    let word = bytes[content].prefix { !isSpace($0) && $0 != closing[0] && $0 != opening[0] }
    position = max(word.endIndex, tag.range.lowerBound + opening.count)
    return nameless(
      Tag(
        sigil: tag.sigil, range: tag.range.lowerBound..<position,
        content: content.lowerBound..<word.endIndex))
  }

  /// What shows a value without a name shows nothing, and nothing more is said of it.
  private func nameless(_ tag: Tag) -> Tag {
    guard tag.sigil == .variable || tag.sigil == .raw else { return tag }
    return Tag(sigil: .comment, range: tag.range, content: tag.content)
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isSpace(bytes[start]) { start += 1 }
    while start < end, isSpace(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  /// Where the tag ends. What was found is remembered, for else a file of tags that are never closed
  /// would be searched to its end for each of them.
  private mutating func end(of ending: [UInt8], from start: Int) -> Int? {
    if let known = lastEnd, known.ending == ending, known.searched.contains(start) {
      return known.searched.upperBound
    }
    guard let end = find(ending, in: start..<bytes.count) else { return nil }
    lastEnd = (ending, start..<end)
    return end
  }

  private func find(_ word: [UInt8], in range: Range<Int>) -> Int? {
    var offset = range.lowerBound
    while offset + word.count <= range.upperBound {
      if bytes[offset] == word[0], bytes[offset...].starts(with: word) { return offset }
      offset += 1
    }
    return nil
  }
}

func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
