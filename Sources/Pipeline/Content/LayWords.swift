/// Words that mean something else to those who search: one way, from what is typed to what is found.
package struct Synonym: Hashable, Sendable {
  /// Words or phrases as they are written; each of them means all of `means`.
  package let words: [String]
  package let means: [String]

  package init(words: [String], means: [String]) {
    self.words = words
    self.means = means
  }
}

/// An entry of synonyms.yml.
package enum SynonymSet: Hashable, Sendable {
  /// Each means the others.
  case same([String])
  case oneWay(Synonym)

  /// What is typed, with what is found for it.
  package var synonyms: [Synonym] {
    switch self {
    case .same(let words):
      words.map { word in Synonym(words: [word], means: words.filter { $0 != word }) }
    case .oneWay(let synonym): [synonym]
    }
  }

  /// All that stands in the entry.
  package var texts: [String] {
    switch self {
    case .same(let words): words
    case .oneWay(let synonym): synonym.words + synonym.means
    }
  }
}

/// What a search makes of a word or phrase, as far as it tells whether two are one: small letters,
/// without signs. Empty when there is no word in it.
struct PhraseKey: Hashable, Sendable {
  let text: String

  init(_ phrase: String) {
    var words: [String.UnicodeScalarView] = [.init()]
    for scalar in nameKey(of: phrase).unicodeScalars where !Self.isApostrophe(scalar) {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        words[words.count - 1].append(scalar)
      } else if scalar.properties.canonicalCombiningClass != .notReordered {
        words[words.count - 1].append(scalar)
      } else if !words[words.count - 1].isEmpty {
        words.append(.init())
      }
    }
    text = words.filter { !$0.isEmpty }.map { String($0) }.joined(separator: " ")
  }

  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "'" || scalar == "\u{2019}"
  }
}
