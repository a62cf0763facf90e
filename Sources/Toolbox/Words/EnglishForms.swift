/// Reduces British and American spellings, plurals, and verb forms in -ing and -ed to one key.
/// The browser script has the same rules (words.js).
///
/// A rule may produce a word that does not exist, if it produces the same one for all forms. A
/// base form must stay as it is. If "letrozol" became "letrozole", the misspelling would silently
/// find the right word, and the reader would not see a correction.
enum EnglishForms {
  /// Returns the key of a word. `word`: folded (see `WordForms.folded`).
  static func base(of word: [UInt8]) -> [UInt8] {
    guard word.allSatisfy({ $0 &- 0x61 < 26 }) else { return word }
    if let regular = EnglishTables.irregular[word] {
      return verb(of: singular(of: normalizedSpelling(of: regular)))
    }
    guard word.count >= 4 || word.elementsEqual("mum".utf8) else { return word }
    return verb(of: singular(of: normalizedSpelling(of: word)))
  }
}

/// British and American spellings.
extension EnglishForms {
  /// Replaces a British or American spelling by the common one. Most words have none of the
  /// letters that the rules change, and the tests for these letters skip the rules.
  private static func normalizedSpelling(of word: [UInt8]) -> [UInt8] {
    var word = word
    if word.containsBytes("ae") || word.containsBytes("oe") {
      replaceAll(EnglishTables.prefixes, in: &word) { $0.begins(with: $1) ? 0 : nil }
      replaceAll(EnglishTables.substrings, in: &word) { $0.firstIndex(ofBytes: $1) }
    }
    if word.containsBytes("our") { respellStem(of: &word) }
    respellWholeWord(&word)
    if word.contains(UInt8(ascii: "z")) {
      replaceFirst(EnglishTables.americanEndings, in: &word)
    }
    return word.elementsEqual("ageing".utf8) ? Array("aging".utf8) : word
  }

  /// Applies each pair that fits, in order, at the index that `index` returns.
  private static func replaceAll(
    _ pairs: [(StaticString, String)], in word: inout [UInt8],
    index: ([UInt8], StaticString) -> Int?
  ) {
    for (old, new) in pairs {
      guard let start = index(word, old) else { continue }
      word.replaceSubrange(start..<start + old.utf8CodeUnitCount, with: new.utf8)
    }
  }

  /// Replaces the first ending that fits.
  private static func replaceFirst(_ endings: [(StaticString, String)], in word: inout [UInt8]) {
    guard let (old, new) = endings.first(where: { word.ends(with: $0.0) }) else { return }
    word.replaceSubrange((word.count - old.utf8CodeUnitCount)..., with: new.utf8)
  }

  private static func respellStem(of word: inout [UInt8]) {
    for (old, new) in EnglishTables.ourStems where word.begins(with: old) {
      let ending = word.dropFirst(old.utf8CodeUnitCount)
      guard EnglishTables.ourStemEndings.contains(where: ending.elementsEqual) else { continue }
      word.replaceSubrange(..<old.utf8CodeUnitCount, with: new.utf8)
      return
    }
  }

  private static func respellWholeWord(_ word: inout [UInt8]) {
    if let new = EnglishTables.wholeWords[word] {
      word = new
    } else if word.last == UInt8(ascii: "s"), let new = EnglishTables.wholeWords[word.dropLast()] {
      word = new + [UInt8(ascii: "s")]
    }
  }
}

/// Plurals and verb forms.
extension EnglishForms {
  private static func singular(of word: [UInt8]) -> [UInt8] {
    guard word.count >= 4, word.last == UInt8(ascii: "s"),
      !EnglishTables.singularEndingsInS.contains(where: word.ends)
    else { return word }
    if word.count >= 5, word.ends(with: "ies") { return word.dropLast(3) + [UInt8(ascii: "y")] }
    if isAche(word.dropLast()) { return word.dropLast() }
    return word.dropLast(EnglishTables.pluralEndingsInEs.contains(where: word.ends) ? 2 : 1)
  }

  /// True for "headache", false for "reache" (from "reaches").
  private static func isAche(_ word: ArraySlice<UInt8>) -> Bool {
    let word = Array(word)
    guard word.ends(with: "ache") else { return false }
    return word.count == 4 || !"aeot".utf8.contains(word[word.count - 5])
  }

  private static func verb(of word: [UInt8]) -> [UInt8] {
    let ending =
      word.ends(with: "ing") ? 3 : word.ends(with: "ed") && !word.ends(with: "eed") ? 2 : 0
    guard ending > 0, !EnglishTables.verbExceptions.contains(word) else { return word }
    if word.ends(with: "ied") {
      return word.count > 4 ? word.dropLast(3) + [UInt8(ascii: "y")] : word
    }
    let rest = Array(word.dropLast(ending))
    let isLong = rest.count > 2 || rest.elementsEqual("us".utf8) || rest.elementsEqual("ag".utf8)
    return isLong && rest.contains(where: isVowelOrY) ? infinitive(of: rest) : word
  }

  private static func infinitive(of rest: [UInt8]) -> [UInt8] {
    let last = rest[rest.count - 1]
    if last == rest[rest.count - 2] {
      if "bdgmnprt".utf8.contains(last) { return rest.count > 3 ? rest.dropLast() : rest }
      if last == UInt8(ascii: "l") { return rest.count >= 6 ? rest.dropLast() : rest }
    }
    return needsFinalE(rest) ? rest + [UInt8(ascii: "e")] : rest
  }

  private static func needsFinalE(_ rest: [UInt8]) -> Bool {
    if rest.ends(with: "at"), rest.count > 2 {
      if !"eo".utf8.contains(rest[rest.count - 3]) || rest.ends(with: "creat") { return true }
    }
    if rest.ends(with: "ach"), rest.count == 3 || !"aeot".utf8.contains(rest[rest.count - 4]) {
      return true
    }
    return EnglishTables.endingsBeforeFinalE.contains { rest.ends(with: $0) }
      || isConsonantVowelConsonant(rest)
  }

  /// Whether the stem is any number of consonants, one vowel, and one consonant other than w, x
  /// and y.
  private static func isConsonantVowelConsonant(_ rest: [UInt8]) -> Bool {
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
  func ends(with ending: StaticString) -> Bool {
    ending.utf8CodeUnitCount <= count && hasBytes(ending, at: count - ending.utf8CodeUnitCount)
  }

  fileprivate func begins(with beginning: StaticString) -> Bool {
    beginning.utf8CodeUnitCount <= count && hasBytes(beginning, at: 0)
  }

  /// Whether `part` is at the index `start`. The caller guarantees that it fits in there.
  private func hasBytes(_ part: StaticString, at start: Int) -> Bool {
    for offset in 0..<part.utf8CodeUnitCount
    where self[start + offset] != part.utf8Start[offset] {
      return false
    }
    return true
  }

  fileprivate func containsBytes(_ part: StaticString) -> Bool {
    firstIndex(ofBytes: part) != nil
  }

  fileprivate func firstIndex(ofBytes part: StaticString) -> Int? {
    guard part.utf8CodeUnitCount <= count else { return nil }
    return (0...count - part.utf8CodeUnitCount).first { hasBytes(part, at: $0) }
  }
}
