/// A rough phonetic code for English words. Spellings that sound alike have the same code, so
/// that "herseptin" and "zoladecks" lead to the right words. The browser script has the same
/// rules (spelling.js).
enum PhoneticCode {
  /// Returns the code: the consonants that are sounded, after an `a` for an initial vowel. If the
  /// word has no Latin letters, returns the word itself. `word`: folded (see `WordForms.folded`).
  static func of(_ word: [UInt8]) -> [UInt8] {
    let letters = word.filter { $0 &- 0x61 < 26 }
    guard !letters.isEmpty else { return word }
    var hearing = PhoneticEncoder(letters)
    return hearing.all()
  }
}

/// Encodes the letters from left to right.
private struct PhoneticEncoder {
  private let letters: [UInt8]
  private var index = 0
  private var sounds: [UInt8] = []
  /// The index after the last letter that has a sound.
  private var heardUntil = 0

  init(_ letters: [UInt8]) { self.letters = letters }

  mutating func all() -> [UInt8] {
    begin()
    while index < letters.count { step() }
    return sounds
  }

  private static let groups: [(letters: String, sounds: String)] = [
    ("ph", "f"), ("ck", "k"), ("sch", "sk"), ("tch", "x"), ("ch", "x"), ("sh", "x"), ("th", "t"),
    ("qu", "k"), ("q", "k"), ("x", "ks"), ("z", "s"), ("v", "f"),
  ]

  private static let beginnings: [(letters: String, sounds: String)] = [
    ("kn", "n"), ("gn", "n"), ("pn", "n"), ("wr", "r"), ("ps", "s"), ("x", "s"), ("wh", "w"),
    ("gh", "g"),
  ]

  private mutating func begin() {
    if take(of: Self.beginnings) { return }
    let first = letters[0]
    if "aeiou".utf8.contains(first) {
      hear("a", 1)
    } else if "wyh".utf8.contains(first) {
      hear(String(UnicodeScalar(first)), 1)
    }
  }

  private mutating func step() {
    if begins(with: "gh") {
      index += 2
      return
    }
    if begins(with: "dg"), isBeforeSoftVowel(index + 2) { return hear("j", 2) }
    if take(of: Self.groups) { return }
    switch letters[index] {
    case UInt8(ascii: "c"): hear(isBeforeSoftVowel(index + 1) ? "s" : "k", 1)
    case UInt8(ascii: "g"): hear(isBeforeSoftVowel(index + 1) ? "j" : "g", 1)
    case let letter where "aeiouwyh".utf8.contains(letter): index += 1
    case let letter: hear(String(UnicodeScalar(letter)), 1)
    }
  }

  private mutating func take(of groups: [(letters: String, sounds: String)]) -> Bool {
    guard let group = groups.first(where: { begins(with: $0.letters) }) else { return false }
    hear(group.sounds, group.letters.utf8.count)
    return true
  }

  private func begins(with text: String) -> Bool { letters[index...].starts(with: text.utf8) }

  private func isBeforeSoftVowel(_ index: Int) -> Bool {
    index < letters.count && "eiy".utf8.contains(letters[index])
  }

  private mutating func hear(_ sounds: String, _ count: Int) {
    for (place, sound) in sounds.utf8.enumerated() {
      append(sound, isBehindLast: place > 0 || index == heardUntil)
    }
    index += count
    heardUntil = index
  }

  /// Appends a sound. A repeated sound is dropped, if there is no silent letter between the two.
  private mutating func append(_ sound: UInt8, isBehindLast: Bool) {
    if !isBehindLast || sounds.last != sound { sounds.append(sound) }
  }
}
