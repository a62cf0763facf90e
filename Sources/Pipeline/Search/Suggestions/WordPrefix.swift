import Fingerprints
import Words

/// The first letters of a word, at most six. Each letter takes 21 bits, the first letter the
/// highest, so that prefixes are ordered by their letters and shorter ones come first.
struct WordPrefix: Hashable, Comparable, Sendable, BitwiseCopyable {
  static let shortest = 2
  static let longest = 6

  private static let bits = 21

  private var letters: UInt128 = 0

  /// Number of letters. No letter is 0.
  var count: Int {
    letters == 0 ? 0 : Self.longest - letters.trailingZeroBitCount / Self.bits
  }

  /// Appends a letter after the `count` letters that the prefix has. Letters after the sixth are
  /// ignored.
  mutating func append(_ letter: UInt32, after count: Int) {
    guard count < Self.longest else { return }
    letters |= UInt128(letter) << Self.shift(after: count + 1)
  }

  func prefix(_ length: Int) -> WordPrefix {
    var prefix = self
    if length < Self.longest { prefix.letters &= ~(1 << Self.shift(after: length) - 1) }
    return prefix
  }

  /// Whether both words begin alike, with up to five letters compared: lymph and lymphs, biopsy
  /// and biopsies.
  func sharesStem(with other: WordPrefix) -> Bool {
    let length = min(count, other.count, 5)
    return prefix(length) == other.prefix(length)
  }

  var text: String {
    var scalars = String.UnicodeScalarView()
    for number in 0..<count { scalars.append(Unicode.Scalar(self[number]) ?? "\u{FFFD}") }
    return String(scalars)
  }

  /// Hash of the prefix in UTF-8, which determines its piece.
  var pieceHash: UInt32 { fnv1a(text.utf8) }

  static func < (one: WordPrefix, other: WordPrefix) -> Bool { one.letters < other.letters }

  /// Hash for `PrefixTable`.
  var tableHash: UInt64 {
    let folded = UInt64(truncatingIfNeeded: letters >> 64) &* 0x9E37_79B9_7F4A_7C15
    let mixed = (folded ^ UInt64(truncatingIfNeeded: letters)) &* 0xBF58_476D_1CE4_E5B9
    return mixed ^ mixed >> 32
  }

  private subscript(number: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: letters >> Self.shift(after: number + 1)) & (1 << Self.bits - 1)
  }

  private static func shift(after count: Int) -> Int { bits * (longest - count) }
}

/// Appends the prefixes of a text's words of at least two letters. Words are split as in the
/// search: lowercase without accents, apostrophes removed, numbers in one piece.
func appendWordPrefixes(of text: String, to words: inout [WordPrefix]) {
  var text = text
  text.withUTF8 { bytes in
    if bytes.allSatisfy({ $0 < 0x80 }) {
      appendWords(of: bytes, to: &words)
    } else {
      let folded = WordForms.folded(String(decoding: bytes, as: UTF8.self).lowercased())
      appendWords(of: folded.unicodeScalars.map(\.value), to: &words)
    }
  }
}

/// Longer words are skipped, because readers do not type them.
private let longestWord = 40

private func appendWords<Text: RandomAccessCollection>(
  of text: Text, to words: inout [WordPrefix]
) where Text.Element: FixedWidthInteger, Text.Index == Int {
  var word = WordPrefix()
  var count = 0
  var index = text.startIndex
  // The index after the last letter gives 0, which ends the last word.
  func letter(_ index: Int) -> UInt32 { index < text.endIndex ? UInt32(text[index]) : 0 }
  while index <= text.endIndex {
    let scalar = letter(index)
    if isPartOfWord(scalar) {
      word.append(lowercased(scalar), after: count)
      count += 1
    } else if count > 0, isApostrophe(scalar), isPartOfWord(letter(index + 1)) {
      // Wren's becomes wren, don't becomes dont.
      let isGenitive = lowercased(letter(index + 1)) == 0x73 && !isPartOfWord(letter(index + 2))
      if isGenitive { index += 1 }
    } else if scalar == 0x2E || scalar == 0x2C, index > text.startIndex,
      isDigit(letter(index - 1)), isDigit(letter(index + 1))
    {
      word.append(0x2E, after: count)
      count += 1
    } else {
      if count >= WordPrefix.shortest, count <= longestWord { words.append(word) }
      word = WordPrefix()
      count = 0
    }
    index += 1
  }
}

private func lowercased(_ scalar: UInt32) -> UInt32 {
  scalar >= 0x41 && scalar <= 0x5A ? scalar | 0x20 : scalar
}

private func isDigit(_ scalar: UInt32) -> Bool { scalar >= 0x30 && scalar <= 0x39 }

private func isApostrophe(_ scalar: UInt32) -> Bool {
  Unicode.Scalar(scalar)?.isApostrophe ?? false
}

private func isPartOfWord(_ scalar: UInt32) -> Bool {
  Unicode.Scalar(scalar)?.isPartOfWord ?? false
}
