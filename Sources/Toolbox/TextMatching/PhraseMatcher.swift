// The TextMatching module finds phrases in texts: many phrases in one pass (`PhraseMatcher`), in a
// form in which different ways to type a phrase are equal (`FoldedReader`). It knows nothing about
// what the phrases are: glossary terms, names of former members, and others.

/// Finds phrases in text, in one pass for any number of phrases.
///
/// The first eight bytes of each word are looked up, which rejects most words. If a phrase may begin
/// there, the text is compared scalar by scalar with the remaining phrases, in folded form. The
/// longest phrase wins. A phrase is found only as whole words.
package struct PhraseMatcher: Sendable {
  package let phrases: [Phrase]
  /// Indices of the phrases, sorted by their folded form.
  package let order: [Int32]
  private let starts: PhraseStartFinder
  private let candidates: PhraseCandidates
  private let rules: Rules

  /// What is the same for all phrases.
  package struct Rules: Sendable {
    /// Whether `-`, `_`, `+` and `.` in the text match a space of a phrase, because URLs and file
    /// names use them in place of spaces.
    package var allowsSpaceSubstitutes = false
    /// Whether a word after an `@` is part of a longer word, such as an address.
    package var joinsWordsAtSign = false

    package init(allowsSpaceSubstitutes: Bool = false, joinsWordsAtSign: Bool = false) {
      self.allowsSpaceSubstitutes = allowsSpaceSubstitutes
      self.joinsWordsAtSign = joinsWordsAtSign
    }
  }

  /// Empty phrases are never found.
  package init(_ phrases: [Phrase], _ rules: Rules = Rules()) {
    self.phrases = phrases
    self.rules = rules
    order = phrases.indices.filter { !phrases[$0].folded.isEmpty }.map { Int32($0) }.sorted {
      phrases[Int($0)].folded.lexicographicallyPrecedes(phrases[Int($1)].folded)
    }
    starts = PhraseStartFinder(order, phrases, rules)
    candidates = PhraseCandidates(starts.candidates, phrases)
  }

  package var isEmpty: Bool { order.isEmpty }

  /// Returns the next phrase at or after `position`.
  ///
  /// - Parameters:
  ///   - text: UTF-8.
  ///   - before: Scalar directly before the text, which may belong to its first word.
  ///   - after: Scalar directly after the text, which may belong to its last word.
  package func next(
    in text: UnsafeBufferPointer<UInt8>, from position: Int,
    before: Unicode.Scalar? = nil, after: Unicode.Scalar? = nil
  ) -> PhraseMatch? {
    let surroundings = Surroundings(text: text, before: before, after: after)
    var index = position
    while let start = starts.next(in: text, from: &index) {
      if let match = longest(from: start, in: surroundings) { return match }
    }
    return nil
  }
}

extension PhraseMatcher {
  /// Returns the end of the word that continues at `end`, including parts that are joined by hyphens
  /// and apostrophes.
  package static func wordEnd(in text: UnsafeBufferPointer<UInt8>, from end: Int) -> Int {
    var wordEnd = end
    while wordEnd < text.count {
      let (joint, count) = decodedScalar(in: text, at: wordEnd)
      guard asOnKeyboard(joint) == "-" || asOnKeyboard(joint) == "'" else { break }
      var index = wordEnd + count
      while index < text.count {
        let (scalar, count) = decodedScalar(in: text, at: index)
        guard isWordScalar(scalar) else { break }
        index += count
      }
      if index == wordEnd + count { break }
      wordEnd = index
    }
    return wordEnd
  }
}

/// A phrase in a text.
package struct PhraseMatch: Equatable, Sendable {
  /// Index of the phrase.
  package let phrase: Int
  /// Range in bytes of the text.
  package let range: Range<Int>
}

/// A text and the scalars around it.
private struct Surroundings {
  let text: UnsafeBufferPointer<UInt8>
  let before: Unicode.Scalar?
  let after: Unicode.Scalar?
}

/// Progress of a comparison: phrases that equal the text so far.
private struct Progress {
  /// As a range of candidates.
  var left: Range<Int>
  /// Number of scalars that are known to be equal.
  var depth: Int
  var reader: FoldedReader
  /// Last scalar that was read.
  var last: Unicode.Scalar
}

extension PhraseMatcher {
  private func longest(from start: PhraseStart, in surroundings: Surroundings) -> PhraseMatch? {
    let (first, _) = decodedScalar(in: surroundings.text, at: start.offset)
    guard mayBegin(with: first, at: start.offset, in: surroundings) else { return nil }
    let compared = start.offset + start.sharedCount
    let last =
      start.sharedCount > 0 ? Unicode.Scalar(surroundings.text[compared - 1]) : first
    let progress = Progress(
      left: start.candidates, depth: start.sharedCount,
      reader: FoldedReader(surroundings.text, from: compared), last: last)
    return longest(progress, from: start.offset, in: surroundings)
  }

  private func longest(
    _ progress: Progress, from start: Int, in surroundings: Surroundings
  ) -> PhraseMatch? {
    var progress = progress
    var found: PhraseMatch?
    while true {
      // A phrase that ends here sorts before longer ones.
      while let phrase = candidates.phrase(in: progress.left, ofLength: progress.depth) {
        progress.left.removeFirst()
        let range = start..<progress.reader.position
        if progress.reader.isAtCharacterStart, mayEnd(progress, in: surroundings),
          phrases[phrase].allowsLetterCase(
            of: UnsafeBufferPointer(rebasing: surroundings.text[range]))
        {
          found = PhraseMatch(phrase: phrase, range: range)
        }
      }
      guard !progress.left.isEmpty, let scalar = progress.reader.next() else { return found }
      if rules.allowsSpaceSubstitutes, isSpaceSubstitute(scalar) {
        var asSpace = progress
        asSpace.advance(past: " ", last: scalar, in: candidates)
        if !asSpace.left.isEmpty,
          let match = longest(asSpace, from: start, in: surroundings)
        {
          found = longer(found, match)
        }
      }
      progress.advance(past: scalar, last: scalar, in: candidates)
    }
  }

  private func longer(_ one: PhraseMatch?, _ other: PhraseMatch) -> PhraseMatch {
    one.map { $0.range.upperBound >= other.range.upperBound ? $0 : other } ?? other
  }

  private func mayBegin(
    with scalar: Unicode.Scalar, at index: Int, in surroundings: Surroundings
  ) -> Bool {
    let neighbour = index == 0 ? surroundings.before : lastScalar(of: surroundings.text[..<index])
    return neighbour.map { !isJoined($0, scalar) } ?? true
  }

  private func mayEnd(_ progress: Progress, in surroundings: Surroundings) -> Bool {
    let index = progress.reader.position
    let neighbour =
      index == surroundings.text.count
      ? surroundings.after : decodedScalar(in: surroundings.text, at: index).scalar
    return neighbour.map { !isJoined($0, progress.last) } ?? true
  }

  private func isJoined(_ neighbour: Unicode.Scalar, _ scalar: Unicode.Scalar) -> Bool {
    rules.joinsWordsAtSign && neighbour == "@" || isWordScalar(neighbour) && isWordScalar(scalar)
  }
}

extension Progress {
  /// Keeps the candidates that have `scalar` next. `last`: the scalar of the text.
  @inline(__always)
  fileprivate mutating func advance(
    past scalar: Unicode.Scalar, last: Unicode.Scalar, in candidates: PhraseCandidates
  ) {
    left = candidates.narrowed(left, to: scalar, at: depth)
    depth += 1
    self.last = last
  }
}
