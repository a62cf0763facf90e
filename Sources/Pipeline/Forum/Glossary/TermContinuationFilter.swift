import Markdown

/// Rejects most words that share their key with a term but continue differently. A lookup
/// combines the key with the three letters after those in the key.
///
/// Thousands of terms begin with many common words. With the key alone most words of a sentence
/// would have to be compared letter by letter.
struct TermContinuationFilter: Sendable {
  /// Lower-case form of each byte. White space becomes a space, a non-ASCII byte 0x80.
  private var folded = (0..<256).map { Self.fold(UInt8($0)) }
  /// Bloom filter with one hash of a key and three letters. It has 8 kB, which fits in the
  /// first-level cache.
  private var bits = Array(repeating: UInt64(0), count: 1024)

  private static let space: UInt8 = 0x20
  /// Stands for any three letters. Used for a spelling that has fewer or non-ASCII ones.
  private static let anything: UInt64 = 0xFF_FFFF

  /// Adds a spelling. `letters` are those after the letters in the key.
  mutating func add(_ letters: ArraySlice<Unicode.Scalar>, behind key: UInt64) {
    let next = letters.prefix(3)
    let isPlain = next.count == 3 && next.allSatisfy(\.isASCII)
    let word = isPlain ? next.reversed().reduce(0) { $0 << 8 | UInt64($1.value) } : Self.anything
    let place = Int(TermStartFinder.hash(TermStartFinder.hash(key) ^ word) >> 48)
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

extension TermContinuationFilter {
  /// Pointers to the tables, valid inside `withTables`.
  struct Tables {
    fileprivate let folded: UnsafeBufferPointer<UInt8>
    fileprivate let bits: UnsafeBufferPointer<UInt64>

    /// Returns whether a term may continue at `index`, which is after the letters in the key.
    ///
    /// Evaluated without branches: the single test at the end is nearly always false and predicts
    /// well.
    @inline(__always)
    func mayFollow(_ key: UInt64, in text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
      if text.count - index < 3 { return true }
      let first = UInt64(folded[Int(text[index])])
      let second = UInt64(folded[Int(text[index + 1])])
      let third = UInt64(folded[Int(text[index + 2])])
      let letters = first | second << 8 | third << 16
      let isForeign = (first | second | third) >> 7
      // Spellings have single spaces, so adjacent white space in the text cannot be compared
      // here.
      let pairs = (letters ^ 0x20_2020) | (letters ^ 0x20_2020) >> 8
      let isLong = UInt64(pairs & 0xFF == 0 ? 1 : 0) | UInt64(pairs & 0xFF00 == 0 ? 1 : 0)
      let hash = TermStartFinder.hash(key)
      let held = bit(hash ^ TermContinuationFilter.anything) | bit(hash ^ letters)
      return (held | isForeign | isLong) & 1 != 0
    }

    /// Returns the filter's bit in the lowest bit. The other bits are arbitrary.
    @inline(__always)
    private func bit(_ word: UInt64) -> UInt64 {
      let place = TermStartFinder.hash(word) >> 48
      return bits[Int(place >> 6)] >> (place & 63)
    }
  }
}
