import Fingerprints

/// How the whole index is laid out.
struct IndexRules: Sendable {
  let segmentCount: Int
  /// There are 2 to the power of so many buckets.
  let bits: Int
  /// And 2 to the power of so many pieces of the dictionary: several of a bucket, for a reader's telephone
  /// loads one for each word.
  let wordBits: Int
  /// Words of more posts are too common to find anything by.
  let common: Int
  /// Spellings of fewer posts correct no others.
  let fewest: Int
  /// These correct others whatever the number: the forum explains them.
  let explained: Set<[UInt8]>
  let stopKeys: Set<[UInt8]>
  /// Of these and of the program: another one may lay the same words out in another way.
  let fingerprint: Fingerprint

  init(
    segmentCount: Int, bits: Int, wordBits: Int, common: Int, fewest: Int,
    explained: Set<[UInt8]>, stopKeys: Set<[UInt8]>, program: String
  ) {
    (self.segmentCount, self.common) = (segmentCount, common)
    (self.bits, self.wordBits) = (bits, wordBits)
    (self.fewest, self.explained, self.stopKeys) = (fewest, explained, stopKeys)
    var printer = Fingerprinter()
    printer.add(program)
    for number in [segmentCount, wordBits, common, fewest] { printer.add(number) }
    for words in [explained, stopKeys] {
      printer.add(words.count)
      for word in words.sorted(by: { $0.lexicographicallyPrecedes($1) }) { printer.add(word) }
    }
    fingerprint = printer.fingerprint()
  }
}
