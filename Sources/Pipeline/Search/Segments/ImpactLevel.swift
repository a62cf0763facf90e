/// The weight of a word in a post, in four levels: the term frequency component of BM25
/// (Robertson and Zaragoza, 2009, section 3.4) with k1 = 1.2 and b = 0.6.
///
/// The length of the post is compared with 100 words, not with the forum's mean, and the browser
/// script applies the rarity of the word. The levels therefore depend on the post alone, and a
/// new post does not change those of other posts.
enum ImpactLevel {
  static let count = 4

  /// Returns the level, 0 to 3. `frequency`: the number of times that the word is in the post.
  /// `length`: the number of words in the post.
  static func of(frequency: Int, length: Int, isBoosted: Bool) -> Int {
    let frequency = Double(frequency)
    let value = frequency / (frequency + 1.2 * (0.4 + 0.006 * Double(length)))
    let weight = isBoosted ? value * 1.15 : value
    if weight >= 0.65 { return 3 }
    if weight >= 0.5 { return 2 }
    return weight >= 0.35 ? 1 : 0
  }
}

/// A post, and the properties that decide the levels of its words.
struct IndexedPost: BitwiseCopyable {
  let coordinate: SegmentCoordinate
  /// In words.
  private let length: Int32
  /// True for a post by an official member and for the accepted answer.
  private let isBoosted: Bool
  /// The levels of words that the post has once, twice and three times, in two bits each.
  /// Precomputed, because the level of every word of the post is needed and most words occur at
  /// most three times.
  private let levels: UInt8

  init(_ coordinate: SegmentCoordinate, length: Int, isBoosted: Bool) {
    self.coordinate = coordinate
    self.length = Int32(clamping: length)
    self.isBoosted = isBoosted
    levels = (1...3).reduce(0) { levels, frequency in
      let level = ImpactLevel.of(frequency: frequency, length: length, isBoosted: isBoosted)
      return levels | UInt8(level) << UInt8(2 * (frequency - 1))
    }
  }

  @inline(__always)
  func level(ofFrequency frequency: Int) -> Int {
    if frequency <= 3 { return Int(levels &>> UInt8(2 &* (frequency &- 1))) & 3 }
    return ImpactLevel.of(frequency: frequency, length: Int(length), isBoosted: isBoosted)
  }
}
