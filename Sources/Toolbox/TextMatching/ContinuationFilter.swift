/// Rejects most words that share their key with a phrase but continue differently. A lookup combines
/// the key with the three letters after those in the key.
///
/// Thousands of phrases begin with many common words. With the key alone most words of a sentence
/// would have to be compared letter by letter.
struct ContinuationFilter: Sendable {
  /// Lower-case form of each byte. White space becomes a space, a non-ASCII byte 0x80.
  private let folded: [UInt8]
  /// Bloom filter with one hash of a key and three letters. It has 8 kB, which fits in the
  /// first-level cache.
  private var bits = Array(repeating: UInt64(0), count: 1024)

  private static let space: UInt8 = 0x20
  /// Stands for any three letters. Used for a phrase that has fewer or non-ASCII ones.
  private static let wildcard: UInt64 = 0xFF_FFFF

  init(_ rules: PhraseMatcher.Rules) {
    folded = (UInt8.min...UInt8.max).map { byte in
      if byte >= 0x80 { return 0x80 }
      let isSubstitute = rules.allowsSpaceSubstitutes && isSpaceSubstitute(Unicode.Scalar(byte))
      return isWhiteSpace(byte) || isSubstitute ? Self.space : lowercased(byte)
    }
  }

  /// Adds a phrase. `letters` are those after the letters in the key.
  mutating func add(_ letters: ArraySlice<Unicode.Scalar>, after key: UInt64) {
    let next = letters.prefix(3)
    let isASCII = next.count == 3 && next.allSatisfy(\.isASCII)
    let word =
      isASCII
      ? next.reversed().reduce(0) { $0 << 8 | UInt64(folded[Int($1.value)]) } : Self.wildcard
    let bit = Int(PhraseStartFinder.hash(PhraseStartFinder.hash(key) ^ word) >> 48)
    bits[bit >> 6] |= 1 << UInt64(bit & 63)
  }

  func withTables<Result>(_ use: (Tables) -> Result) -> Result {
    folded.withUnsafeBufferPointer { folded in
      bits.withUnsafeBufferPointer { use(Tables(folded: folded, bits: $0)) }
    }
  }
}

extension ContinuationFilter {
  /// Pointers to the tables, valid inside `withTables`.
  struct Tables {
    fileprivate let folded: UnsafeBufferPointer<UInt8>
    fileprivate let bits: UnsafeBufferPointer<UInt64>

    /// Returns whether a phrase may continue at `index`, which is after the letters in the key.
    ///
    /// Evaluated without branches: the single test at the end is nearly always false and predicts
    /// well.
    @inline(__always)
    func mayContinue(_ key: UInt64, in text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
      if text.count - index < 3 { return true }
      let first = UInt64(folded[Int(text[index])])
      let second = UInt64(folded[Int(text[index + 1])])
      let third = UInt64(folded[Int(text[index + 2])])
      let letters = first | second << 8 | third << 16
      let isNonASCII = (first | second | third) >> 7
      // Phrases have single spaces, so adjacent white space in the text cannot be compared here.
      let pairs = (letters ^ 0x20_2020) | (letters ^ 0x20_2020) >> 8
      let hasRun = UInt64(pairs & 0xFF == 0 ? 1 : 0) | UInt64(pairs & 0xFF00 == 0 ? 1 : 0)
      let hash = PhraseStartFinder.hash(key)
      let isKnown = bit(hash ^ ContinuationFilter.wildcard) | bit(hash ^ letters)
      return (isKnown | isNonASCII | hasRun) & 1 != 0
    }

    /// Returns the filter's bit in the lowest bit. The other bits are arbitrary.
    @inline(__always)
    private func bit(_ word: UInt64) -> UInt64 {
      let bit = PhraseStartFinder.hash(word) >> 48
      return bits[Int(bit >> 6)] >> (bit & 63)
    }
  }
}
