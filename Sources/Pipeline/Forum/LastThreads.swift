/// For sets of tags the last three threads that have them. Threads are named by their ranks in the
/// order of their starts.
///
/// A table with open addressing, for half a million sets are asked for on every build.
struct LastThreads {
  private struct Entry: BitwiseCopyable {
    /// 0 where nothing was entered.
    var key: UInt64 = 0
    /// The latest first; -1 where there are fewer.
    var first: Int32 = -1
    var second: Int32 = -1
    var third: Int32 = -1
  }

  private var entries: [Entry]
  private var count = 0
  /// Of the sets of one thread's tags.
  private var keys = Array(repeating: UInt64(0), count: 1 << RelatedThreads.countedTags)
  /// By the number of tags: their sets as bits, the largest first.
  private let sets = (0...RelatedThreads.countedTags).map { count in
    (1..<max(1 << count, 1)).sorted { ($1.nonzeroBitCount, $0) < ($0.nonzeroBitCount, $1) }
  }

  init(expecting threads: Int) {
    entries = Array(repeating: Entry(), count: Self.size(for: 2 * threads))
  }

  /// A power of two; at most half of it is filled.
  private static func size(for count: Int) -> Int {
    var size = 256
    while size < 2 * count { size *= 2 }
    return size
  }

  /// The threads next to one with these tags, which is entered.
  mutating func visit(_ tags: ArraySlice<Int32>, rank: Int32) -> NearestThreads {
    var nearest = NearestThreads()
    if tags.isEmpty { return nearest }
    setKeys(tags)
    reserve(1 << tags.count)
    var size = 0
    for set in sets[tags.count] {
      if set.nonzeroBitCount != size { nearest.beginRound() }
      size = set.nonzeroBitCount
      let place = place(of: keys[set])
      let entry = entries[place]
      if entry.key == 0 { count += 1 }
      nearest.offer(entry.first)
      nearest.offer(entry.second)
      nearest.offer(entry.third)
      entries[place] = Entry(
        key: keys[set], first: rank, second: entry.first, third: entry.second)
    }
    return nearest
  }
}

extension LastThreads {
  /// The sum of its tags' numbers stands for a set, whatever their order. That two of a million sets
  /// have one sum is less likely than one in ten million; two threads would seem related, no more.
  private mutating func setKeys(_ tags: ArraySlice<Int32>) {
    let first = tags.startIndex
    for set in 1..<1 << tags.count {
      let tag = tags[first + set.trailingZeroBitCount]
      keys[set] = keys[set & (set - 1)] &+ mixed(UInt64(UInt32(bitPattern: tag)))
    }
  }

  private func place(of key: UInt64) -> Int {
    let mask = entries.count - 1
    var place = Int(truncatingIfNeeded: key >> 32) & mask
    while entries[place].key != key, entries[place].key != 0 { place = (place + 1) & mask }
    return place
  }

  private mutating func reserve(_ more: Int) {
    guard 2 * (count + more) > entries.count else { return }
    let old = entries
    entries = Array(repeating: Entry(), count: 2 * old.count)
    for entry in old where entry.key != 0 { entries[place(of: entry.key)] = entry }
  }
}

/// Up to three threads: those that share more tags before those that share fewer, the latest first.
struct NearestThreads {
  /// In the order of their starts; the first `count` count.
  private(set) var ranks: InlineArray<3, Int32> = [-1, -1, -1]
  private(set) var count = 0
  /// So many of the first were found in larger sets.
  private var settled = 0

  /// Smaller sets begin.
  mutating func beginRound() { settled = count }

  /// -1 is nobody. One that is there already is passed over.
  mutating func offer(_ rank: Int32) {
    guard rank >= 0, settled < RelatedThreads.most else { return }
    for place in 0..<count where ranks[place] == rank { return }
    var place = count
    while place > settled, ranks[place - 1] < rank { place -= 1 }
    guard place < RelatedThreads.most else { return }
    count = min(count + 1, RelatedThreads.most)
    for later in stride(from: count - 1, to: place, by: -1) { ranks[later] = ranks[later - 1] }
    ranks[place] = rank
  }
}

/// Spreads a small number over all bits (the finaliser of SplitMix64; never 0 for a sum in practice).
private func mixed(_ number: UInt64) -> UInt64 {
  var bits = (number &+ 1) &* 0x9E37_79B9_7F4A_7C15
  bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
  bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
  return bits ^ bits >> 31
}
