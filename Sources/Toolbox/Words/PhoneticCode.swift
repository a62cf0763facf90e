/// A rough phonetic code for English words. Spellings that sound alike have the same code, so
/// that "herseptin" and "zoladecks" lead to the right words. The browser script has the same
/// rules (spelling.js).
package enum PhoneticCode {
  /// Returns the code: the consonants that are sounded, after an `a` for an initial vowel. If the
  /// word has no Latin letters, returns the word itself. `word`: folded (see `WordForms.folded`).
  package static func of(_ word: [UInt8]) -> [UInt8] {
    let letters = word.filter { $0 &- 0x61 < 26 }
    guard !letters.isEmpty else { return word }
    var encoder = PhoneticEncoder(letters)
    return encoder.encode()
  }
}

/// Encodes the letters from left to right.
private struct PhoneticEncoder {
  private let letters: [UInt8]
  private var index = 0
  private var sounds: [UInt8] = []
  /// The index after the last letter that has a sound.
  private var soundEnd = 0

  init(_ letters: [UInt8]) { self.letters = letters }

  mutating func encode() -> [UInt8] {
    encodeBeginning()
    while index < letters.count { encodeNext() }
    return sounds
  }

  private static let groups: [(letters: String, sounds: String)] = [
    ("ph", "f"), ("ck", "k"), ("sch", "sk"), ("tch", "x"), ("ch", "x"), ("sh", "x"), ("th", "t"),
    ("qu", "k"), ("q", "k"), ("x", "ks"), ("z", "s"), ("v", "f"),
  ]

  private static let initialGroups: [(letters: String, sounds: String)] = [
    ("kn", "n"), ("gn", "n"), ("pn", "n"), ("wr", "r"), ("ps", "s"), ("x", "s"), ("wh", "w"),
    ("gh", "g"),
  ]

  private mutating func encodeBeginning() {
    if emitGroup(of: Self.initialGroups) { return }
    let first = letters[0]
    if "aeiou".utf8.contains(first) {
      emit("a", 1)
    } else if "wyh".utf8.contains(first) {
      emit(String(UnicodeScalar(first)), 1)
    }
  }

  private mutating func encodeNext() {
    if begins(with: "gh") {
      index += 2
      return
    }
    if begins(with: "dg"), isBeforeSoftVowel(index + 2) { return emit("j", 2) }
    if emitGroup(of: Self.groups) { return }
    switch letters[index] {
    case UInt8(ascii: "c"): emit(isBeforeSoftVowel(index + 1) ? "s" : "k", 1)
    case UInt8(ascii: "g"): emit(isBeforeSoftVowel(index + 1) ? "j" : "g", 1)
    case let letter where "aeiouwyh".utf8.contains(letter): index += 1
    case let letter: emit(String(UnicodeScalar(letter)), 1)
    }
  }

  private mutating func emitGroup(of groups: [(letters: String, sounds: String)]) -> Bool {
    guard let group = groups.first(where: { begins(with: $0.letters) }) else { return false }
    emit(group.sounds, group.letters.utf8.count)
    return true
  }

  private func begins(with text: String) -> Bool { letters[index...].starts(with: text.utf8) }

  private func isBeforeSoftVowel(_ index: Int) -> Bool {
    index < letters.count && "eiy".utf8.contains(letters[index])
  }

  private mutating func emit(_ sounds: String, _ letterCount: Int) {
    for (offset, sound) in sounds.utf8.enumerated() {
      append(sound, isAdjacent: offset > 0 || index == soundEnd)
    }
    index += letterCount
    soundEnd = index
  }

  /// Appends a sound. A repeated sound is dropped if the two are adjacent. `isAdjacent`: whether
  /// there is no silent letter between the last sound and this one.
  private mutating func append(_ sound: UInt8, isAdjacent: Bool) {
    if !isAdjacent || sounds.last != sound { sounds.append(sound) }
  }
}
