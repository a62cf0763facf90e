import Diagnostics
import YAML

/// Reads synonyms.yml (words that mean each other) and support-words.yml (words that suggest that
/// a reader needs help first).
struct SynonymReader {
  /// Limits on the number of words in a list, and on the length of a phrase in Unicode scalars.
  /// More words would match too much of the forum. A longer phrase is probably meant to be
  /// several.
  private static let maximumWordCount = 50
  private static let maximumPhraseLength = 100

  private static let sameExample = "same: [hair loss, alopecia]"
  private static let oneWayExample = "{words: [the red devil], means: [epirubicin]}"
  private static let supportLinesExample = "other_support: [{name: Example Crisis Line, phone: …}]"

  private(set) var collector: DiagnosticCollector
  /// Pairs of a word and its meaning in the entries read so far.
  private var known: Set<Pair> = []

  private struct Pair: Hashable {
    let word: PhraseKey
    let meaning: PhraseKey
  }

  /// A phrase in the file, with the key that identifies it.
  private struct Phrase {
    let scalar: LocatedText
    let key: PhraseKey

    var text: String { scalar.text }
  }

  init(_ collector: DiagnosticCollector) { self.collector = collector }

  mutating func synonyms(_ items: [YAMLNode]) -> [SynonymSet] {
    items.compactMap { node in
      let keys = ["same", "words", "means"]
      guard let fields = Fields(node, of: "a synonym", keys: keys, &collector) else { return nil }
      return set(fields)
    }
  }

  /// - Parameter hasSupportLines: whether there is a support line to show above the results.
  mutating func supportWords(_ items: [YAMLNode], hasSupportLines: Bool) -> [String] {
    if let first = items.first, !hasSupportLines {
      collector.warning(
        "no-crisis-line",
        "a search for these words shows crisis lines, but forum.yml has none; add them there, as "
          + "in '\(Self.supportLinesExample)'", at: first.offset)
    }
    let scalars = items.compactMap { node -> LocatedText? in
      if case .scalar(let scalar) = node { return scalar }
      collector.error(
        "not-text",
        "each item of support-words.yml must be a word or phrase; this is \(node.noun); put it in "
          + "quotes",
        at: node.offset)
      return nil
    }
    return distinct(scalars, in: "support-words.yml").map(\.text)
  }
}

extension SynonymReader {
  private mutating func set(_ fields: Fields) -> SynonymSet? {
    let (isSame, isOneWay) = (fields.value("same") != nil, has(fields, "words", "means"))
    if isSame, isOneWay {
      collector.error(
        "mixed-synonym",
        "an entry has either 'same' (each word means the others) or 'words' and 'means' (one way); "
          + "make this two entries", at: fields.offset)
      return nil
    }
    if isSame { return same(fields) }
    if isOneWay { return oneWay(fields) }
    fields.reportMissing("same", Self.sameExample, &collector)
    return nil
  }

  private func has(_ fields: Fields, _ keys: String...) -> Bool {
    keys.contains { fields.value($0) != nil }
  }

  private mutating func same(_ fields: Fields) -> SynonymSet? {
    guard let words = phrases("same", Self.sameExample, fields) else { return nil }
    guard words.count > 1 else {
      // If the list has more words, they have been reported already.
      if fields.list("same", &collector).count == 1 {
        collector.error(
          "lonely-word",
          "'same' needs at least two words, as in '\(Self.sameExample)'",
          at: fields.offset(of: "same"))
      }
      return nil
    }
    for (index, word) in words.enumerated() {
      record(word, meanings: words[..<index], isTwoWay: true)
    }
    return .same(words.map(\.text))
  }

  private mutating func oneWay(_ fields: Fields) -> SynonymSet? {
    let words = phrases("words", Self.oneWayExample, fields)
    let means = phrases("means", Self.oneWayExample, fields)
    guard let words, let means, !words.isEmpty, !means.isEmpty else { return nil }
    let own = Set(words.map(\.key))
    for meaning in means where own.contains(meaning.key) {
      collector.error(
        "means-itself",
        "'\(meaning.text)' is in both 'words' and 'means'; delete one, or use 'same' if the words "
          + "mean each other", at: meaning.scalar.offset)
    }
    for word in words { record(word, meanings: means[...]) }
    return .oneWay(Synonym(words: words.map(\.text), means: means.map(\.text)))
  }

  /// Reports a meaning that an entry above already gives for the word. If `isTwoWay` is true, each
  /// of the meanings also means the word.
  private mutating func record(_ word: Phrase, meanings: ArraySlice<Phrase>, isTwoWay: Bool = false)
  {
    for meaning in meanings {
      let isNew = known.insert(Pair(word: word.key, meaning: meaning.key)).inserted
      let isNewBack =
        !isTwoWay || known.insert(Pair(word: meaning.key, meaning: word.key)).inserted
      if isNew && isNewBack { continue }
      let (earlier, its) = isNew ? (meaning, word) : (word, meaning)
      collector.error(
        "same-synonym",
        "an entry above already says that '\(earlier.text)' means '\(its.text)'; delete one",
        at: word.scalar.offset)
    }
  }

  /// Returns the phrases of a list. Nil if the list is missing, empty or too long.
  private mutating func phrases(
    _ key: String, _ example: String, _ fields: Fields
  ) -> [Phrase]? {
    guard !fields.isEmpty(key) else {
      if fields.value(key) == nil {
        fields.reportMissing(key, example, &collector)
      } else {
        collector.error(
          "empty-list", "'\(key)' is empty; add words, as in '\(example)'",
          at: fields.offset(of: key))
      }
      return nil
    }
    let scalars = fields.texts(key, &collector)
    guard scalars.count <= Self.maximumWordCount else {
      collector.error(
        "too-many-words",
        "'\(key)' has more than \(Self.maximumWordCount) words; make it several entries",
        at: fields.offset(of: key))
      return nil
    }
    return distinct(scalars, in: "'\(key)'")
  }

  /// Returns the valid phrases, each once. Repeated phrases are reported.
  private mutating func distinct(_ scalars: [LocatedText], in list: String) -> [Phrase] {
    var first: [PhraseKey: LocatedText] = [:]
    return scalars.compactMap { scalar in
      guard let key = key(of: scalar) else { return nil }
      if let earlier = first[key] {
        let other = earlier.text == scalar.text ? "" : " (as '\(earlier.text)')"
        collector.error(
          "word-twice", "'\(scalar.text)' is twice in \(list)\(other); delete one",
          at: scalar.offset)
        return nil
      }
      first[key] = scalar
      return Phrase(scalar: scalar, key: key)
    }
  }

  private mutating func key(of scalar: LocatedText) -> PhraseKey? {
    let key = PhraseKey(scalar.text)
    if scalar.text.isEmpty {
      collector.error(
        "empty-item", "this item of the list is empty; write a word or delete the item",
        at: scalar.offset)
    } else if key.text.isEmpty {
      collector.error(
        "no-word", "'\(scalar.text)' has no letter or digit; write a word or delete the item",
        at: scalar.offset)
    } else if scalar.text.contains(" - ") {
      // YAML reads an item that is indented further than the one before as part of that one.
      collector.error(
        "dashed-phrase",
        "'\(scalar.text)' is read as one phrase with a dash; if these are several items, begin "
          + "each '- ' in the same column", at: scalar.offset)
    } else if scalar.text.unicodeScalars.count > Self.maximumPhraseLength {
      collector.error(
        "long-phrase",
        "this phrase is longer than \(Self.maximumPhraseLength) characters; make it several items",
        at: scalar.offset)
    } else {
      return key
    }
    return nil
  }
}
