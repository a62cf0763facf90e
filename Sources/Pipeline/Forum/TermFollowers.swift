import Markdown

/// Says of nearly all words that no term begins with them and goes on as the text does: by the word's
/// key and the three letters behind those that the key stands for.
///
/// Thousands of terms begin with so many common words that by the first word alone most words of a
/// sentence would be read on from, in vain.
struct TermFollowers: Sendable {
  /// Small letters, spaces for white space; a high bit for what is beyond ASCII.
  private var folded = (0..<256).map { Self.fold(UInt8($0)) }
  /// Some bits of each key's hash with three letters: 8 kB, which the processor's nearest memory holds.
  private var bits = Array(repeating: UInt64(0), count: 1024)

  private static let space: UInt8 = 0x20
  /// No three letters: a term may end here, or is to be read in any case.
  private static let anything: UInt64 = 0xFF_FFFF

  /// `letters`: those of a spelling behind the ones that the key stands for.
  mutating func add(_ letters: ArraySlice<Unicode.Scalar>, behind key: UInt64) {
    let next = letters.prefix(3)
    let isPlain = next.count == 3 && next.allSatisfy(\.isASCII)
    let word = isPlain ? next.reversed().reduce(0) { $0 << 8 | UInt64($1.value) } : Self.anything
    let place = Int(TermBeginnings.hash(TermBeginnings.hash(key) ^ word) >> 48)
    bits[place >> 6] |= 1 << UInt64(place & 63)
  }

  func withTables<Result>(_ use: (Tables) -> Result) -> Result {
    folded.withUnsafeBufferPointer { folded in
      bits.withUnsafeBufferPointer { use(Tables(folded: folded, bits: $0)) }
    }
  }

  private static func fold(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
    case 0x80...: 0x80
    default: isSpace(byte) ? space : byte
    }
  }
}

extension TermFollowers {
  /// The tables at hand, for one text.
  struct Tables {
    fileprivate let folded: UnsafeBufferPointer<UInt8>
    fileprivate let bits: UnsafeBufferPointer<UInt64>

    /// `index`: behind the letters that the key stands for.
    ///
    /// Everything is worked out and asked once: which of the conditions holds no processor foresees, that
    /// none does it foresees well.
    @inline(__always)
    func mayFollow(_ key: UInt64, in text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
      if text.count - index < 3 { return true }
      let first = UInt64(folded[Int(text[index])])
      let second = UInt64(folded[Int(text[index + 1])])
      let third = UInt64(folded[Int(text[index + 2])])
      let letters = first | second << 8 | third << 16
      let isForeign = (first | second | third) >> 7
      // White space of any length is one space.
      let pairs = (letters ^ 0x20_2020) | (letters ^ 0x20_2020) >> 8
      let isLong = UInt64(pairs & 0xFF == 0 ? 1 : 0) | UInt64(pairs & 0xFF00 == 0 ? 1 : 0)
      let hash = TermBeginnings.hash(key)
      let held = bit(hash ^ TermFollowers.anything) | bit(hash ^ letters)
      return (held | isForeign | isLong) & 1 != 0
    }

    /// In the lowest place; what stands above is to be left.
    @inline(__always)
    private func bit(_ word: UInt64) -> UInt64 {
      let place = TermBeginnings.hash(word) >> 48
      return bits[Int(place >> 6)] >> (place & 63)
    }
  }
}
