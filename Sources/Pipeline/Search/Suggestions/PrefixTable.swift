/// Numbers distinct prefixes of words in the order in which they are first looked up.
///
/// A hash table with open addressing, because a large forum looks up a million words, for which
/// `Dictionary` is slow.
struct PrefixTable {
  private(set) var prefixes: [WordPrefix] = []
  /// Numbers of prefixes, -1 for a free slot. The size is a power of two, and at least half of
  /// the slots are free.
  private var slots: [Int32] = Array(repeating: -1, count: 1 << 10)

  mutating func intern(_ prefix: WordPrefix) -> Int32 {
    let slot = slot(of: prefix)
    if slots[slot] >= 0 { return slots[slot] }
    let number = Int32(prefixes.count)
    prefixes.append(prefix)
    slots[slot] = number
    if 2 * prefixes.count > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: 2 * slots.count)
    for (number, prefix) in prefixes.enumerated() { slots[slot(of: prefix)] = Int32(number) }
  }

  /// Returns the slot of the prefix, or the free slot for it.
  private func slot(of prefix: WordPrefix) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: prefix.tableHash) & mask
    while slots[slot] >= 0, prefixes[Int(slots[slot])] != prefix { slot = (slot + 1) & mask }
    return slot
  }
}
