import Foundation
import Markdown

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
    let (scalar, count) = Markdown.scalar(in: text, at: position)
    position += count
    if isWhitespace(scalar) { return space() }
    return scalar.isASCII ? scalar : asTyped(decomposed(scalar))
  }

  private mutating func space() -> Unicode.Scalar {
    while position < text.count {
      let (scalar, count) = Markdown.scalar(in: text, at: position)
      guard isWhitespace(scalar) else { break }
      position += count
    }
    return " "
  }

  /// With the marks behind it, whose order is the same then however they were typed.
  private mutating func decomposed(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    var letter = String.UnicodeScalarView([scalar])
    while position < text.count, letter.count <= Self.mostMarks {
      let (mark, count) = Markdown.scalar(in: text, at: position)
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
