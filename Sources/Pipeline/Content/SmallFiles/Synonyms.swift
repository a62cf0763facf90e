/// A one-way synonym: a search for one of `words` also finds `means`.
package struct Synonym: Hashable, Sendable {
  /// Words or phrases as they are written. Each of them means all of `means`.
  package let words: [String]
  package let means: [String]

  package init(words: [String], means: [String]) {
    self.words = words
    self.means = means
  }
}

/// An entry of synonyms.yml.
package enum SynonymSet: Hashable, Sendable {
  /// Each word or phrase means all others.
  case same([String])
  case oneWay(Synonym)

  /// The entry as one-way synonyms.
  package var synonyms: [Synonym] {
    switch self {
    case .same(let words):
      words.map { word in Synonym(words: [word], means: words.filter { $0 != word }) }
    case .oneWay(let synonym): [synonym]
    }
  }

  /// All words and phrases of the entry.
  package var texts: [String] {
    switch self {
    case .same(let words): words
    case .oneWay(let synonym): synonym.words + synonym.means
    }
  }
}

/// Normalised form of a word or phrase, in lower case and without punctuation. Phrases with equal
/// keys are the same to a search. Empty if the phrase has no letter or digit.
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
