import Foundation

/// Computes the keys by which words are indexed and found.
package struct WordForms: Sendable {
  /// Whether the forum is in English. The rules for word forms and spellings apply only to
  /// English.
  private let isEnglish: Bool

  /// `language`: as in forum.yml, for example `en-GB`.
  package init(language: String) {
    let primary = language.split(separator: "-").first.map { $0.lowercased() } ?? ""
    isEnglish = primary == "en"
  }

  /// The keys of the stop words. Empty for a language that has no list.
  package var stopKeys: Set<[UInt8]> { isEnglish ? StopWords.englishKeys : [] }

  /// Returns the key of a word. `surface`: the word in lower case and NFC.
  package func key(of surface: [UInt8]) -> [UInt8] {
    let folded = Self.folded(surface)
    return isEnglish ? EnglishForms.base(of: folded) : folded
  }

  /// Returns the word without accents and ligatures, which people who type on a phone leave out.
  package static func folded(_ surface: [UInt8]) -> [UInt8] {
    if surface.allSatisfy({ $0 < 0x80 }) { return surface }
    return Array(folded(String(decoding: surface, as: UTF8.self)).utf8)
  }

  /// Returns the text without accents and ligatures. `text`: in lower case.
  package static func folded(_ text: String) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars {
      if let letters = plainLetters[scalar] {
        folded.append(contentsOf: letters.unicodeScalars)
      } else if scalar.properties.generalCategory != .nonspacingMark {
        folded.append(scalar)
      }
    }
    return String(folded)
  }

  /// Letters that canonical decomposition (NFD) leaves as they are.
  private static let plainLetters: [Unicode.Scalar: String] = [
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "þ": "th",
    "ς": "σ",
  ]
}
