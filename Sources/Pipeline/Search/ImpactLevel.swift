/// How much a word weighs in a post, in four steps: BM25's part of the term's frequency (Robertson and
/// Zaragoza, 2009, section 3.4), k1 = 1.2, b = 0.6.
///
/// The length is held against 100 words, not against the forum's mean, and the word's rarity is left to the
/// reader's script: so a post's levels are its own, and a new post changes no other's.
enum ImpactLevel {
  static let count = 4

  /// 0 to 3. `frequency`: how often the word is in the post; `length`: of the post, in words.
  static func of(frequency: Int, length: Int, weighsMore: Bool) -> Int {
    let frequency = Double(frequency)
    let value = frequency / (frequency + 1.2 * (0.4 + 0.006 * Double(length)))
    let weight = weighsMore ? value * 1.15 : value
    if weight >= 0.65 { return 3 }
    if weight >= 0.5 { return 2 }
    return weight >= 0.35 ? 1 : 0
  }
}

/// A post, and what its words weigh.
struct IndexedPost: BitwiseCopyable {
  let coordinate: Coordinate
  /// In words.
  private let length: Int32
  /// An official answer, or the accepted one.
  private let weighsMore: Bool
  /// The levels of what it has once, twice, three times, in two bits each: most words, and all of a post's
  /// words ask.
  private let levels: UInt8

  init(_ coordinate: Coordinate, length: Int, weighsMore: Bool) {
    self.coordinate = coordinate
    self.length = Int32(clamping: length)
    self.weighsMore = weighsMore
    levels = (1...3).reduce(0) { levels, frequency in
      let level = ImpactLevel.of(frequency: frequency, length: length, weighsMore: weighsMore)
      return levels | UInt8(level) << UInt8(2 * (frequency - 1))
    }
  }

  @inline(__always)
  func level(ofFrequency frequency: Int) -> Int {
    if frequency <= 3 { return Int(levels &>> UInt8(2 &* (frequency &- 1))) & 3 }
    return ImpactLevel.of(frequency: frequency, length: Int(length), weighsMore: weighsMore)
  }
}
