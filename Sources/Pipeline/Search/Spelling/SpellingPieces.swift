import Fingerprints
import Words

/// The words that may be suggested for a misspelt one, in pieces. Each word is in the piece of
/// its first sounds and in that of its last sounds, because a misspelling rarely changes both.
struct SpellingPieces: Sendable {
  /// Binary logarithm of the number of pieces.
  let bits: Int
  /// A file for each piece, with a JSON string.
  let files: [IndexFile]

  /// The approximate number of words in a piece.
  private static let wordsPerPiece = 300

  init(_ words: [SuggestedSpelling]) {
    var bits = 0
    while bits < 12, (words.count * 2) >> bits > Self.wordsPerPiece { bits += 1 }
    self.bits = bits
    let mask = UInt32(1 << bits) - 1
    var pieces = [[Int]](repeating: [], count: 1 << bits)
    let sorted = words.sorted { $0.spelling.lexicographicallyPrecedes($1.spelling) }
    for (index, word) in sorted.enumerated() {
      let (first, second) = (Int(word.firstSounds & mask), Int(word.lastSounds & mask))
      pieces[first].append(index)
      if second != first { pieces[second].append(index) }
    }
    files = pieces.enumerated().map { number, piece in
      var json: [UInt8] = [UInt8(ascii: "\"")]
      for index in piece {
        if json.count > 1 { json.append(UInt8(ascii: " ")) }
        json += String(min(35, sorted[index].level), radix: 36).utf8
        json += sorted[index].spelling
      }
      return IndexFile("c/\(number).json", json + [UInt8(ascii: "\"")])
    }
  }
}

/// A spelling that may be suggested for a misspelt word.
struct SuggestedSpelling: Sendable {
  /// Letters and marks in lower case, as UTF-8.
  let spelling: [UInt8]
  /// Binary logarithm of the number of posts that have it, rounded down.
  let level: Int
  /// Hashes of the first two and the last two sounds. Their lowest bits are the numbers of the
  /// pieces.
  let firstSounds: UInt32
  let lastSounds: UInt32

  init(_ spelling: [UInt8], count: Int) {
    let code = PhoneticCode.of(WordForms.folded(spelling))
    self.init(
      spelling, level: Int.bitWidth - 1 - max(1, count).leadingZeroBitCount,
      firstSounds: fnv1a([UInt8(ascii: "f")] + Self.padded(code.prefix(2))),
      lastSounds: fnv1a([UInt8(ascii: "b")] + Self.padded(code.suffix(2))))
  }

  init(_ spelling: [UInt8], level: Int, firstSounds: UInt32, lastSounds: UInt32) {
    (self.spelling, self.level) = (spelling, level)
    (self.firstSounds, self.lastSounds) = (firstSounds, lastSounds)
  }

  private static func padded(_ sounds: ArraySlice<UInt8>) -> [UInt8] {
    Array(sounds) + repeatElement(UInt8(ascii: "_"), count: max(0, 2 - sounds.count))
  }
}
