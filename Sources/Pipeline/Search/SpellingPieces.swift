import Fingerprints

/// The words that a misspelt one may have been meant to be, in pieces: each word in one by the beginning of
/// its sound and in one by its end, for an error rarely spoils both.
struct SpellingPieces: Sendable {
  /// There are 2 to the power of so many pieces.
  let bits: Int
  /// Each a JSON string.
  let pieces: [[UInt8]]

  /// Words in a piece, about.
  private static let size = 300

  /// `words`: each with the logarithm of the number of its posts.
  init(_ words: [CorrectSpelling]) {
    var bits = 0
    while bits < 12, (words.count * 2) >> bits > Self.size { bits += 1 }
    self.bits = bits
    let mask = UInt32(1 << bits) - 1
    var pieces = [[Int]](repeating: [], count: 1 << bits)
    let sorted = words.sorted { $0.spelling.lexicographicallyPrecedes($1.spelling) }
    for (index, word) in sorted.enumerated() {
      let (first, second) = (Int(word.beginning & mask), Int(word.end & mask))
      pieces[first].append(index)
      if second != first { pieces[second].append(index) }
    }
    self.pieces = pieces.map { piece in
      var json: [UInt8] = [UInt8(ascii: "\"")]
      for index in piece {
        if json.count > 1 { json.append(UInt8(ascii: " ")) }
        json += String(min(35, sorted[index].level), radix: 36).utf8
        json += sorted[index].spelling
      }
      return json + [UInt8(ascii: "\"")]
    }
  }
}

/// A spelling that may be the right one for another.
struct CorrectSpelling: Sendable {
  /// Letters and marks.
  let spelling: [UInt8]
  /// floor(log2) of the number of posts that have it.
  let level: Int
  /// Which pieces it is in.
  let beginning: UInt32
  let end: UInt32

  init(_ spelling: [UInt8], count: Int) {
    let sound = WordSound.of(WordForms.folded(spelling))
    self.init(
      spelling, level: Int.bitWidth - 1 - max(1, count).leadingZeroBitCount,
      beginning: fnv1a([UInt8(ascii: "f")] + Self.padded(sound.prefix(2))),
      end: fnv1a([UInt8(ascii: "b")] + Self.padded(sound.suffix(2))))
  }

  init(_ spelling: [UInt8], level: Int, beginning: UInt32, end: UInt32) {
    (self.spelling, self.level) = (spelling, level)
    (self.beginning, self.end) = (beginning, end)
  }

  private static func padded(_ sounds: ArraySlice<UInt8>) -> [UInt8] {
    Array(sounds) + repeatElement(UInt8(ascii: "_"), count: max(0, 2 - sounds.count))
  }
}
