/// Says of a word that terms begin with whether one may go on as the text does: by the three letters
/// behind it, or behind its eighth letter.
///
/// Thousands of terms begin with so many common words that most words of a sentence would be read on
/// from, in vain.
struct TermFollowers: Sendable {
  /// Small letters, spaces for white space; 0xFF for what is beyond ASCII.
  private var folded = (0..<256).map { Self.fold(UInt8($0)) }
  /// Some bits of each key's hash with three letters: 8 kB, as the processor's nearest memory likes it.
  private var bits = Array(repeating: UInt64(0), count: 1024)

  private static let space: UInt8 = 0x20
  private static let foreign: UInt8 = 0xFF
  /// No three letters: a term may end here, or is to be read in any case.
  private static let anything: UInt64 = 0xFF_FFFF

  /// `letters`: those of a spelling behind the ones that the key stands for.
  mutating func add(_ letters: ArraySlice<Unicode.Scalar>, behind key: UInt64) {
    let next = letters.prefix(3)
    let isPlain = next.count == 3 && next.allSatisfy(\.isASCII)
    let word = isPlain ? next.reversed().reduce(0) { $0 << 8 | UInt64($1.value) } : Self.anything
    let place = Self.place(key, word)
    bits[place >> 6] |= 1 << UInt64(place & 63)
  }

  /// `index`: behind the letters that the key stands for.
  @inline(__always)
  func mayFollow(_ key: UInt64, in text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    if holds(key, Self.anything) || text.count - index < 3 { return true }
    let first = folded[Int(text[index])]
    let second = folded[Int(text[index + 1])]
    let third = folded[Int(text[index + 2])]
    if first == Self.foreign || second == Self.foreign || third == Self.foreign { return true }
    // White space of any length is one space.
    if second == Self.space, first == Self.space || third == Self.space { return true }
    return holds(key, UInt64(first) | UInt64(second) << 8 | UInt64(third) << 16)
  }

  @inline(__always)
  private func holds(_ key: UInt64, _ letters: UInt64) -> Bool {
    let place = Self.place(key, letters)
    return bits[place >> 6] & (1 << UInt64(place & 63)) != 0
  }

  @inline(__always)
  private static func place(_ key: UInt64, _ letters: UInt64) -> Int {
    Int(TermBeginnings.hash(TermBeginnings.hash(key) ^ letters) >> 48)
  }

  private static func fold(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
    case 0x80...: foreign
    default: isASCIISpace(byte) ? space : byte
    }
  }
}
