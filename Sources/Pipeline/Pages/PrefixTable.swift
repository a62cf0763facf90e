/// Numbers distinct prefixes of words in the order in which they are first looked up.
///
/// A hash table with open addressing, because a large forum looks up a million words, for which
/// `Dictionary` is slow.
struct PrefixTable {
  private(set) var prefixes: [WordPrefix] = []
  /// Numbers of prefixes, -1 for a free slot. The size is a power of two, and at least half of
  /// the slots are free.
  private var places: [Int32] = Array(repeating: -1, count: 1 << 10)

  mutating func number(of prefix: WordPrefix) -> Int32 {
    let place = place(of: prefix)
    if places[place] >= 0 { return places[place] }
    let number = Int32(prefixes.count)
    prefixes.append(prefix)
    places[place] = number
    if 2 * prefixes.count > places.count { grow() }
    return number
  }

  private mutating func grow() {
    places = Array(repeating: -1, count: 2 * places.count)
    for (number, prefix) in prefixes.enumerated() { places[place(of: prefix)] = Int32(number) }
  }

  /// Returns the slot of the prefix, or the free slot for it.
  private func place(of prefix: WordPrefix) -> Int {
    let mask = places.count - 1
    var place = Int(truncatingIfNeeded: prefix.mixed) & mask
    while places[place] >= 0, prefixes[Int(places[place])] != prefix { place = (place + 1) & mask }
    return place
  }
}
