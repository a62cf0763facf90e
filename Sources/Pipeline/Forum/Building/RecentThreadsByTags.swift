/// Hash table from a set of tags to the last three threads that have all of these tags.
///
/// A thread is identified by its rank in the order of starts. Collisions are resolved by linear
/// probing. Every build looks up all subsets of each thread's tags.
struct RecentThreadsByTags {
  private struct Entry: BitwiseCopyable {
    /// 0 in an empty entry.
    var key: UInt64 = 0
    /// Ranks of the threads, latest first. -1 if there are fewer than three.
    var first: Int32 = -1
    var second: Int32 = -1
    var third: Int32 = -1
  }

  private var entries: [Entry]
  private var count = 0
  /// Keys of all subsets of one thread's tags, by bit mask.
  private var keys = Array(repeating: UInt64(0), count: 1 << RelatedThreads.maximumTags)
  /// Non-empty subsets as bit masks, the largest first, by the number of tags.
  private let sets = (0...RelatedThreads.maximumTags).map { count in
    (1..<max(1 << count, 1)).sorted { ($1.nonzeroBitCount, $0) < ($0.nonzeroBitCount, $1) }
  }

  init(expecting threads: Int) {
    entries = Array(repeating: Entry(), count: Self.size(for: 2 * threads))
  }

  /// Returns a power of two that is at least twice `count`, so that at most half of it is filled.
  private static func size(for count: Int) -> Int {
    var size = 256
    while size < 2 * count { size *= 2 }
    return size
  }

  /// Returns the threads most related to one with these tags, then records this thread.
  mutating func findAndRecord(_ tags: ArraySlice<Int32>, rank: Int32) -> TopThreads {
    var related = TopThreads()
    if tags.isEmpty { return related }
    computeKeys(tags)
    reserveCapacity(adding: 1 << tags.count)
    var size = 0
    for set in sets[tags.count] {
      if set.nonzeroBitCount != size { related.beginNextSize() }
      size = set.nonzeroBitCount
      let slot = slot(of: keys[set])
      let entry = entries[slot]
      if entry.key == 0 { count += 1 }
      related.insert(entry.first)
      related.insert(entry.second)
      related.insert(entry.third)
      entries[slot] = Entry(
        key: keys[set], first: rank, second: entry.first, third: entry.second)
    }
    return related
  }
}

extension RecentThreadsByTags {
  /// Computes the key of each subset of the tags.
  ///
  /// A key is the sum of its tags' hashes, which does not depend on their order. The probability
  /// that two of a million sets have the same key is below one in ten million. Two threads would
  /// then appear to be related.
  private mutating func computeKeys(_ tags: ArraySlice<Int32>) {
    let first = tags.startIndex
    for set in 1..<1 << tags.count {
      let tag = tags[first + set.trailingZeroBitCount]
      keys[set] = keys[set & (set - 1)] &+ mixBits(UInt64(UInt32(bitPattern: tag)))
    }
  }

  private func slot(of key: UInt64) -> Int {
    let mask = entries.count - 1
    var slot = Int(truncatingIfNeeded: key >> 32) & mask
    while entries[slot].key != key, entries[slot].key != 0 { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func reserveCapacity(adding more: Int) {
    guard 2 * (count + more) > entries.count else { return }
    let oldEntries = entries
    entries = Array(repeating: Entry(), count: 2 * oldEntries.count)
    for entry in oldEntries where entry.key != 0 { entries[slot(of: entry.key)] = entry }
  }
}

/// Up to three threads. Those that share more tags come first, then later ones.
struct TopThreads {
  /// Ranks in the order of starts. Only the first `count` are valid.
  private(set) var ranks: InlineArray<3, Int32> = [-1, -1, -1]
  private(set) var count = 0
  /// Number of threads that were found for larger sets of tags.
  private var fixedCount = 0

  /// Begins with the sets of the next smaller size.
  mutating func beginNextSize() { fixedCount = count }

  /// Inserts a thread. Ignores -1 and a thread that was inserted before.
  mutating func insert(_ rank: Int32) {
    guard rank >= 0, fixedCount < RelatedThreads.maximumCount else { return }
    for index in 0..<count where ranks[index] == rank { return }
    var index = count
    while index > fixedCount, ranks[index - 1] < rank { index -= 1 }
    guard index < RelatedThreads.maximumCount else { return }
    count = min(count + 1, RelatedThreads.maximumCount)
    for next in stride(from: count - 1, to: index, by: -1) { ranks[next] = ranks[next - 1] }
    ranks[index] = rank
  }
}

/// Spreads a small number over all bits (the finaliser of SplitMix64). In practice no sum of
/// results is 0, which marks an empty entry.
private func mixBits(_ number: UInt64) -> UInt64 {
  var bits = (number &+ 1) &* 0x9E37_79B9_7F4A_7C15
  bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
  bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
  return bits ^ bits >> 31
}
