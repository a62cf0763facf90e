/// British and American spelling, plurals, and the forms of verbs in -ing and -ed, brought to one key.
///
/// Not linguistics: a rule may make a word that is none, as long as it makes the same one of all forms.
/// What matters is that a base form stays as it is, for "letrozol" must not be "letrozole": it is to be
/// corrected, in the reader's sight.
enum EnglishForms {
  /// `word`: folded.
  static func base(of word: [UInt8]) -> [UInt8] {
    guard word.allSatisfy({ $0 &- 0x61 < 26 }) else { return word }
    var text = String(decoding: word, as: UTF8.self)
    if let regular = EnglishTables.irregular[text] { text = regular }
    guard text.utf8.count >= 4 || text == "mum" else { return Array(text.utf8) }
    var base = Array(oneSpelling(of: text).utf8)
    base = singular(of: base)
    return verb(of: base)
  }
}

/// British and American spelling.
extension EnglishForms {
  private static func oneSpelling(of word: String) -> String {
    var word = word
    if let (old, new) = EnglishTables.beginnings.first(where: { word.hasPrefix($0.0) }) {
      word = new + word.dropFirst(old.count)
    }
    if let (old, new) = EnglishTables.parts.first(where: { word.contains($0.0) }),
      let range = word.firstRange(of: old)
    {
      word.replaceSubrange(range, with: new)
    }
    word = withRespeltStem(word)
    if let (old, new) = EnglishTables.endings.first(where: { word.hasSuffix($0.0) }) {
      word = word.dropLast(old.count) + new
    }
    return word == "ageing" ? "aging" : word
  }

  private static func withRespeltStem(_ word: String) -> String {
    for (old, new) in EnglishTables.stems where word.hasPrefix(old) {
      let ending = String(word.dropFirst(old.count))
      if EnglishTables.endingsOfStems.contains(ending) { return new + ending }
    }
    for (old, new) in EnglishTables.words where word.hasPrefix(old) {
      let ending = word.dropFirst(old.count)
      if ending.isEmpty || ending == "s" { return new + ending }
    }
    return word
  }
}

/// Plurals and verbs.
extension EnglishForms {
  private static func singular(of word: [UInt8]) -> [UInt8] {
    guard word.count >= 4, word.last == UInt8(ascii: "s") else { return word }
    if word.count >= 5, word.ends(with: "ies") { return word.dropLast(3) + [UInt8(ascii: "y")] }
    if ["sses", "xes", "ches", "shes", "zes"].contains(where: { word.ends(with: $0) }) {
      return word.dropLast(2)
    }
    if ["ss", "us", "is"].contains(where: { word.ends(with: $0) }) { return word }
    return word.dropLast()
  }

  private static func verb(of word: [UInt8]) -> [UInt8] {
    let isIng = word.count >= 6 && word.ends(with: "ing")
    let isEd = word.count >= 5 && word.ends(with: "ed") && !word.ends(with: "eed")
    guard isIng || isEd, !EnglishTables.noVerbs.contains(String(decoding: word, as: UTF8.self))
    else { return word }
    let rest = Array(word.dropLast(isIng ? 3 : 2))
    guard rest.count >= 3, rest.contains(where: isVowelOrY) else { return word }
    return infinitive(of: rest)
  }

  private static func infinitive(of rest: [UInt8]) -> [UInt8] {
    let last = rest[rest.count - 1]
    if last == rest[rest.count - 2] {
      if "bdgmnprt".utf8.contains(last) { return rest.count > 3 ? rest.dropLast() : rest }
      if last == UInt8(ascii: "l") { return rest.count >= 6 ? rest.dropLast() : rest }
    }
    return takesE(rest) ? rest + [UInt8(ascii: "e")] : rest
  }

  private static func takesE(_ rest: [UInt8]) -> Bool {
    EnglishTables.beforeE.contains { rest.ends(with: $0) } || isShort(rest)
  }

  /// Consonants, one vowel, one consonant other than w, x, y; or a vowel and such a consonant.
  private static func isShort(_ rest: [UInt8]) -> Bool {
    guard let last = rest.last, !isVowel(last), !"wxy".utf8.contains(last) else { return false }
    let vowels = rest.dropLast().filter(isVowel).count
    return vowels == 1 && isVowel(rest[rest.count - 2])
  }

  private static func isVowel(_ letter: UInt8) -> Bool { "aeiou".utf8.contains(letter) }
  private static func isVowelOrY(_ letter: UInt8) -> Bool {
    isVowel(letter) || letter == UInt8(ascii: "y")
  }
}

extension [UInt8] {
  func ends(with ending: String) -> Bool {
    ending.utf8.count <= count && suffix(ending.utf8.count).elementsEqual(ending.utf8)
  }
}
