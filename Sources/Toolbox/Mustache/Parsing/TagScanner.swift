/// A tag of a template.
struct Tag {
  enum Sigil {
    case variable, raw, section, inverted, close, partial, parent, block, comment, delimiters
  }

  let sigil: Sigil
  /// From the opening delimiter to the end of the closing delimiter.
  let range: Range<Int>
  /// The text between sigil and closing delimiter, without surrounding white space.
  let content: Range<Int>
}

/// Finds the tags of a template in order, and applies set-delimiter tags.
struct TagScanner {
  enum SyntaxError { case unclosedTag, badDelimiters, missingName, badName }

  private(set) var errors: [(error: SyntaxError, offset: Int)] = []
  private let bytes: [UInt8]
  private var position: Int
  private var opening = Array("{{".utf8)
  private var closing = Array("}}".utf8)
  private var lastSearch: (ending: [UInt8], searched: Range<Int>)?

  init(_ bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    position = start
  }

  /// Returns the next tag. Nil at the end or if a tag is not closed.
  mutating func next() -> Tag? {
    guard let start = find(opening, in: position..<bytes.count) else { return nil }
    let (sigil, inside) = sigil(at: start + opening.count)
    let ending = ending(of: sigil, opened: bytes[inside - 1])
    guard let end = end(of: ending, from: inside) else {
      errors.append((.unclosedTag, inside))
      return nil
    }
    let content = trimmed(inside..<end)
    position = end + ending.count
    return applied(Tag(sigil: sigil, range: start..<position, content: content))
  }
}

extension TagScanner {
  /// Returns the sigil at `offset`, after any white space, and the offset of the tag's content.
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

  private mutating func applied(_ tag: Tag) -> Tag {
    switch tag.sigil {
    case .comment: break
    case .delimiters: setDelimiters(tag)
    default: return validatedName(of: tag)
    }
    return tag
  }

  private mutating func setDelimiters(_ tag: Tag) {
    // A length limit keeps the search for delimiters fast.
    let words = bytes[tag.content].split(whereSeparator: isSpace)
    guard words.count == 2,
      words.allSatisfy({ $0.count <= 16 && !$0.contains(UInt8(ascii: "=")) })
    else { return errors.append((.badDelimiters, tag.content.lowerBound)) }
    (opening, closing) = (Array(words[0]), Array(words[1]))
  }

  /// Checks the name of a tag, which must not contain white space. If it contains an opening
  /// delimiter or a line break, the closing delimiter was probably forgotten. Scanning then
  /// continues after the first word.
  private mutating func validatedName(of tag: Tag) -> Tag {
    let content = tag.content
    if content.isEmpty { errors.append((.missingName, content.lowerBound)) }
    let isUnclosed =
      find(opening, in: content) != nil
      || bytes[content].contains(UInt8(ascii: "\n"))
    guard isUnclosed else {
      guard bytes[content].contains(where: isSpace) else { return tag }
      errors.append((.badName, content.lowerBound))
      return replacedByComment(tag)
    }
    errors.append((.unclosedTag, content.lowerBound))
    let word = bytes[content].prefix { !isSpace($0) && $0 != closing[0] && $0 != opening[0] }
    position = max(word.endIndex, tag.range.lowerBound + opening.count)
    return replacedByComment(
      Tag(
        sigil: tag.sigil, range: tag.range.lowerBound..<position,
        content: content.lowerBound..<word.endIndex))
  }

  /// Replaces a variable tag with an invalid name by a comment, so that it is shown as nothing
  /// and not reported again.
  private func replacedByComment(_ tag: Tag) -> Tag {
    guard tag.sigil == .variable || tag.sigil == .raw else { return tag }
    return Tag(sigil: .comment, range: tag.range, content: tag.content)
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isSpace(bytes[start]) { start += 1 }
    while start < end, isSpace(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  /// Returns the offset of the closing delimiter. Remembers the last result, because a file with
  /// many unclosed tags would otherwise be searched to its end for each of them.
  private mutating func end(of ending: [UInt8], from start: Int) -> Int? {
    if let known = lastSearch, known.ending == ending, known.searched.contains(start) {
      return known.searched.upperBound
    }
    guard let end = find(ending, in: start..<bytes.count) else { return nil }
    lastSearch = (ending, start..<end)
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
