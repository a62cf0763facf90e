import Foundation

/// How words are brought to the form that they are looked for by.
struct WordForms: Sendable {
  /// Whether the forum is in English: the rules for forms and spellings are that language's.
  let isEnglish: Bool

  /// `language`: as in forum.yml, `en-GB`.
  init(language: String) {
    let primary = language.split(separator: "-").first.map { $0.lowercased() } ?? ""
    isEnglish = primary == "en"
  }

  /// The key under which a word is found. `surface`: lower case, NFC.
  func key(of surface: [UInt8]) -> [UInt8] {
    let folded = Self.folded(surface)
    return isEnglish ? EnglishForms.base(of: folded) : folded
  }

  /// Without accents, and with ligatures and the like taken apart: who types on a telephone leaves
  /// them out.
  static func folded(_ surface: [UInt8]) -> [UInt8] {
    if surface.allSatisfy({ $0 < 0x80 }) { return surface }
    let apart = String(decoding: surface, as: UTF8.self).decomposedStringWithCanonicalMapping
    var folded: [UInt8] = []
    for scalar in apart.unicodeScalars
    where scalar.properties.generalCategory != .nonspacingMark {
      folded.append(contentsOf: (plainLetters[scalar] ?? String(scalar)).utf8)
    }
    return folded
  }

  /// Letters that no decomposition takes apart.
  private static let plainLetters: [Unicode.Scalar: String] = [
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "þ": "th",
    "ς": "σ",
  ]
}
