/// Random numbers that are the same on each run (Vigna's SplitMix64).
package struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension SplitMix64 {
  package mutating func number(_ range: ClosedRange<Int>) -> Int {
    .random(in: range, using: &self)
  }

  /// Returns true with a probability of 1 / `count`.
  package mutating func oneIn(_ count: Int) -> Bool { number(1...count) == 1 }

  /// Returns a random element of `items`, which must not be empty.
  package mutating func pick<Items: Collection>(_ items: Items) -> Items.Element {
    items[items.index(items.startIndex, offsetBy: number(0...(items.count - 1)))]
  }

  package mutating func text(of pieces: [String], count: ClosedRange<Int>) -> String {
    (0..<number(count)).map { _ in pick(pieces) }.joined()
  }
}
