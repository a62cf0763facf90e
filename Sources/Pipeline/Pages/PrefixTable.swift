/// Numbers for beginnings of words, in the order in which they are met.
///
/// A million words are looked up: in a dictionary that took three times as long.
struct PrefixTable {
  private(set) var prefixes: [WordPrefix] = []
  /// A number, or -1; as many places as two to the power of something, half of them free at least.
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

  /// Where the beginning stands, else the free place that is for it.
  private func place(of prefix: WordPrefix) -> Int {
    let mask = places.count - 1
    var place = Int(truncatingIfNeeded: prefix.mixed) & mask
    while places[place] >= 0, prefixes[Int(places[place])] != prefix { place = (place + 1) & mask }
    return place
  }
}
