import Fingerprints

/// A merged bucket: its published files, and the spellings that may be suggested as corrections.
struct Bucket: Sendable {
  /// Names below `search/index/`, in a fixed order.
  private(set) var files: [(name: String, bytes: [UInt8])] = []
  private(set) var spellings: [(spelling: [UInt8], count: Int)] = []

  /// A bucket has the dictionary pieces whose numbers end in the bucket's number, in binary.
  init(_ number: Int, _ rules: IndexRules, _ entries: BucketEntries) {
    let count = 1 << (rules.dictionaryBits - rules.bucketBits)
    var pieces = (0..<count).map { DictionaryPiece(number: number + $0 << rules.bucketBits, rules) }
    entries.forEachWord { word in
      pieces[Int(fnv1a(word.key)) >> rules.bucketBits & (count - 1)].append(word)
      for (spelling, count) in word.spellings where Self.isCorrection(spelling, count, rules) {
        spellings.append((Array(spelling), count))
      }
    }
    files = pieces.flatMap(\.files)
  }

  private static func isCorrection(
    _ spelling: ArraySlice<UInt8>, _ count: Int, _ rules: IndexRules
  ) -> Bool {
    guard (3...60).contains(spelling.count),
      !spelling.contains(where: { $0 &- 0x30 < 10 || $0 == UInt8(ascii: ".") })
    else { return false }
    return count >= rules.correctionThreshold || rules.glossaryWords.contains(Array(spelling))
  }
}
