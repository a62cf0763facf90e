import Foundation

/// Reads a text as spellings of terms are kept: canonically decomposed, a run of white space as one
/// space.
struct TermReader: IteratorProtocol, Sequence {
  /// Unicode's Stream-Safe Text Format (UAX #15): no letter of any language has more marks.
  private static let mostMarks = 30

  private let text: UnsafeBufferPointer<UInt8>
  /// Where the next letter or sign begins that has not been begun with.
  private(set) var position: Int
  /// What is left of a letter that was taken apart, the last first.
  private var rest: [Unicode.Scalar] = []

  init(_ text: UnsafeBufferPointer<UInt8>, from position: Int) {
    self.text = text
    self.position = position
  }

  /// Whether the next scalar is the first of a letter, and not in the midst of it.
  var isBetweenLetters: Bool { rest.isEmpty }

  mutating func next() -> Unicode.Scalar? {
    if let scalar = rest.popLast() { return asTyped(scalar) }
    guard position < text.count else { return nil }
    let (scalar, count) = scalarAndCount(in: text, at: position)
    position += count
    if isSpace(scalar) { return space() }
    return scalar.isASCII ? scalar : asTyped(decomposed(scalar))
  }

  private mutating func space() -> Unicode.Scalar {
    while position < text.count {
      let (scalar, count) = scalarAndCount(in: text, at: position)
      guard isSpace(scalar) else { break }
      position += count
    }
    return " "
  }

  /// With the marks behind it, whose order is the same then however they were typed.
  private mutating func decomposed(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    var letter = String.UnicodeScalarView([scalar])
    while position < text.count, letter.count <= Self.mostMarks {
      let (mark, count) = scalarAndCount(in: text, at: position)
      guard mark.properties.canonicalCombiningClass != .notReordered else { break }
      letter.append(mark)
      position += count
    }
    rest = String(letter).decomposedStringWithCanonicalMapping.unicodeScalars.reversed()
    return rest.popLast() ?? scalar
  }
}

/// Apostrophes and hyphens that telephones put in the place of those that keyboards have.
func asTyped(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  switch scalar {
  case "\u{2019}": "'"
  case "\u{2010}", "\u{2011}": "-"
  default: scalar
  }
}

/// Unicode's tables are asked for what is beyond ASCII only: they took a third of the time.
@inline(__always)
private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x21..<0x7F: false
  case 0x20, 0x09...0x0D: true
  case 0..<0x80: false
  default: scalar.properties.isWhitespace
  }
}

/// The scalar that begins at `index`, and its length in bytes. What is not UTF-8 is U+FFFD byte by byte.
func scalarAndCount(
  in text: UnsafeBufferPointer<UInt8>, at index: Int
) -> (scalar: Unicode.Scalar, count: Int) {
  let byte = text[index]
  if byte < 0x80 { return (Unicode.Scalar(byte), 1) }
  let count = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
  guard byte >= 0xC2, text.count - index >= count else { return ("\u{FFFD}", 1) }
  var value = UInt32(byte & (0xFF >> UInt8(count + 1)))
  for offset in 1..<count { value = value << 6 | UInt32(text[index + offset] & 0x3F) }
  return Unicode.Scalar(value).map { ($0, count) } ?? ("\u{FFFD}", 1)
}

/// The scalar that ends before `index`.
func scalarEnding(at index: Int, in text: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar {
  var start = index - 1
  while start > 0, index - start < 4, text[start] & 0xC0 == 0x80 { start -= 1 }
  return scalarAndCount(in: text, at: start).scalar
}
