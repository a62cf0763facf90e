import Foundation

/// Reads a text in the form in which phrases are compared: canonically decomposed, in folded case,
/// with each run of white space as one space, and with the keyboard's apostrophe and hyphen in
/// place of those that phones type.
struct FoldedReader: IteratorProtocol, Sequence {
  /// Maximum number of marks on a letter (UAX #15, Stream-Safe Text Format). No language needs
  /// more.
  private static let maximumMarkCount = 30

  private let text: UnsafeBufferPointer<UInt8>
  private let foldsCase: Bool
  /// Offset of the first byte that was not read yet.
  private(set) var position: Int
  /// Remaining scalars of a character, the last first.
  private var pending: [Unicode.Scalar] = []

  /// - Parameters:
  ///   - text: UTF-8.
  ///   - position: Offset in bytes of a character.
  init(
    _ text: UnsafeBufferPointer<UInt8>, from position: Int = 0, foldsCase: Bool = true
  ) {
    self.text = text
    self.position = position
    self.foldsCase = foldsCase
  }

  /// Whether the next scalar is the first of a character.
  var isAtCharacterStart: Bool { pending.isEmpty }

  @inline(__always)
  mutating func next() -> Unicode.Scalar? {
    if !pending.isEmpty { return pending.popLast() }
    guard position < text.count else { return nil }
    let byte = text[position]
    guard byte < 0x80 else { return nextNonASCII() }
    position += 1
    if isWhiteSpace(byte) { return collapsedSpace() }
    return Unicode.Scalar(foldsCase ? lowercased(byte) : byte)
  }

  private mutating func nextNonASCII() -> Unicode.Scalar? {
    let (scalar, count) = decodedScalar(in: text, at: position)
    position += count
    if scalar.properties.isWhitespace { return collapsedSpace() }
    let scalars = decomposed(scalar).map(asOnKeyboard)
    pending = (foldsCase ? scalars.flatMap(caseFolded) : scalars).reversed()
    return pending.popLast()
  }

  private mutating func collapsedSpace() -> Unicode.Scalar {
    while position < text.count {
      let (scalar, count) = decodedScalar(in: text, at: position)
      guard isWhiteSpace(scalar) else { break }
      position += count
    }
    return " "
  }

  /// Decomposes the scalar together with the marks after it, whose order then does not depend on
  /// how they were typed.
  private mutating func decomposed(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    var character = String.UnicodeScalarView([scalar])
    while position < text.count, character.count <= Self.maximumMarkCount {
      let (mark, count) = decodedScalar(in: text, at: position)
      guard mark.properties.canonicalCombiningClass != .notReordered else { break }
      character.append(mark)
      position += count
    }
    return Array(String(character).decomposedStringWithCanonicalMapping.unicodeScalars)
  }
}

/// Returns the keyboard's character for an apostrophe or hyphen that phones type, otherwise the
/// scalar.
func asOnKeyboard(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  switch scalar {
  case "\u{2019}": "'"
  case "\u{2010}", "\u{2011}": "-"
  default: scalar
  }
}
