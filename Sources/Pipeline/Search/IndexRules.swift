import Fingerprints

/// The sizes, limits and word lists by which the index is laid out.
struct IndexRules: Sendable {
  let segmentCount: Int
  /// Binary logarithm of the number of buckets.
  let bits: Int
  /// Binary logarithm of the number of dictionary pieces. A bucket has several pieces, because a
  /// phone loads a whole piece for each word of a query.
  let wordBits: Int
  /// Words with more posts are common: their postings of levels 0 to 2 and their positions are
  /// not in the index.
  let common: Int
  /// Spellings with fewer posts are not suggested as corrections.
  let fewest: Int
  /// Spellings that are suggested as corrections whatever their number of posts: the glossary's
  /// words.
  let explained: Set<[UInt8]>
  let stopKeys: Set<[UInt8]>
  /// Fingerprint of these rules and of the program, because another version may lay out the same
  /// words differently.
  let fingerprint: Fingerprint

  init(
    segmentCount: Int, bits: Int, wordBits: Int, common: Int, fewest: Int,
    explained: Set<[UInt8]>, stopKeys: Set<[UInt8]>, program: String
  ) {
    (self.segmentCount, self.common) = (segmentCount, common)
    (self.bits, self.wordBits) = (bits, wordBits)
    (self.fewest, self.explained, self.stopKeys) = (fewest, explained, stopKeys)
    var hasher = Fingerprinter()
    hasher.combine(program)
    for number in [segmentCount, wordBits, common, fewest] { hasher.combine(number) }
    for words in [explained, stopKeys] {
      hasher.combine(words.count)
      for word in words.sorted(by: { $0.lexicographicallyPrecedes($1) }) { hasher.combine(word) }
    }
    fingerprint = hasher.fingerprint()
  }
}
