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
