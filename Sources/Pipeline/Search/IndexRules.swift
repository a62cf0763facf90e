import Fingerprints

/// The sizes, limits and word lists by which the index is laid out.
struct IndexRules: Sendable {
  let segmentCount: Int
  /// Binary logarithm of the number of buckets.
  let bucketBits: Int
  /// Binary logarithm of the number of dictionary pieces. A bucket has several pieces, because a
  /// phone loads a whole piece for each word of a query.
  let dictionaryBits: Int
  /// Words with more posts are common: their postings of levels 0 to 2 and their positions are
  /// not in the index.
  let commonThreshold: Int
  /// Spellings with fewer posts are not suggested as corrections.
  let correctionThreshold: Int
  /// Spellings that are suggested as corrections whatever their number of posts: the glossary's
  /// words.
  let glossaryWords: Set<[UInt8]>
  let stopKeys: Set<[UInt8]>
  /// Fingerprint of these rules and of the program, because another version may lay out the same
  /// words differently.
  let fingerprint: Fingerprint

  init(
    segmentCount: Int, bucketBits: Int, dictionaryBits: Int, commonThreshold: Int,
    correctionThreshold: Int,
    glossaryWords: Set<[UInt8]>, stopKeys: Set<[UInt8]>, program: String
  ) {
    (self.segmentCount, self.commonThreshold) = (segmentCount, commonThreshold)
    (self.bucketBits, self.dictionaryBits) = (bucketBits, dictionaryBits)
    (self.correctionThreshold, self.glossaryWords, self.stopKeys) = (
      correctionThreshold, glossaryWords, stopKeys
    )
    var hasher = Fingerprinter()
    hasher.combine(program)
    for number in [segmentCount, dictionaryBits, commonThreshold, correctionThreshold] {
      hasher.combine(number)
    }
    for words in [glossaryWords, stopKeys] {
      hasher.combine(words.count)
      for word in words.sorted(by: { $0.lexicographicallyPrecedes($1) }) { hasher.combine(word) }
    }
    fingerprint = hasher.fingerprint()
  }
}
