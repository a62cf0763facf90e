import Foundation
import Markdown

/// Reads a text in the form in which spellings are stored: canonically decomposed, with each run
/// of white space as one space.
struct TermReader: IteratorProtocol, Sequence {
  /// Maximum number of marks on a letter (UAX #15, Stream-Safe Text Format). No language needs
  /// more.
  private static let mostMarks = 30

  private let text: UnsafeBufferPointer<UInt8>
  /// Offset of the first byte that was not read yet.
  private(set) var position: Int
  /// Remaining scalars of a decomposed letter, the last first.
  private var rest: [Unicode.Scalar] = []

  init(_ text: UnsafeBufferPointer<UInt8>, from position: Int) {
    self.text = text
    self.position = position
  }

  /// Whether the next scalar is the first of a letter.
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

  /// Decomposes the scalar together with the marks after it, whose order then does not depend on
  /// how they were typed. Returns the first scalar of the result.
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

/// Returns the keyboard's character for an apostrophe or hyphen that phones type, otherwise the
/// scalar.
func asTyped(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  switch scalar {
  case "\u{2019}": "'"
  case "\u{2010}", "\u{2011}": "-"
  default: scalar
  }
}
