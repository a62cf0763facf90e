import TestSupport
import Testing

@testable import TextMatching

@Suite struct PhraseMatcherTests {
  private static let pieces = [
    "a", "b", "A", "B", "ab", "é", "e\u{301}", "É", " ", " ", "\n", "\u{A0}", "-", "'", "’", "+",
    "_",
    "1", ".", "aaaaaaaab", "e\u{323}\u{301}", "ẹ\u{301}", "é\u{323}", "ß", "ss", "SS", "\u{1E9E}",
    "\u{212A}", "k", "ı", "I", "\u{FB00}", "ff", "σ", "ς", "Σ", "山", "ſ", "s", "…", "@", "\u{1F0}",
  ]

  @Test(arguments: [
    PhraseMatcher.Rules(), .init(allowsSpaceSubstitutes: true), .init(joinsWordsAtSign: true),
  ])
  func findsWhatAnExhaustiveSearchFinds(rules: PhraseMatcher.Rules) {
    var random = SplitMix64(seed: 20_261_201)
    var count = 0
    for _ in 0..<1200 {
      // Few pieces, so that texts have phrases often.
      let pieces = (0..<9).map { _ in random.pick(Self.pieces) } + [" "]
      let phrases = (0..<random.number(1...6)).map { _ in
        Phrase(
          random.text(of: pieces, count: 1...4),
          random.pick([Phrase.LetterCase.any, .any, .exact, .wordByWord]))
      }
      let matcher = PhraseMatcher(phrases, rules)
      let text = random.text(of: pieces, count: 0...16)
      let found = matches(matcher, in: text)
      let expected = ExhaustiveSearch(phrases: phrases, rules: rules, text: text).matches()
      #expect(found == expected, "\(phrases.map(\.written)) in \(text.debugDescription)")
      count += expected.count
    }
    #expect(count > 400)
  }

  @Test func scalarsAroundTheTextJoinItsFirstAndLastWord() {
    let matcher = PhraseMatcher([Phrase("node", .any)])
    var text = "node"
    text.withUTF8 { text in
      #expect(matcher.next(in: text, from: 0) != nil)
      #expect(matcher.next(in: text, from: 0, before: "a") == nil)
      #expect(matcher.next(in: text, from: 0, after: "s") == nil)
      #expect(matcher.next(in: text, from: 0, before: "(", after: ")") != nil)
    }
  }

  @Test func anEmptyPhraseIsNeverFound() {
    #expect(PhraseMatcher([Phrase("", .any), Phrase(" \u{A0}", .any)]).isEmpty)
  }

  @Test func manySpaceSubstitutesTakeNoLongTime() {
    let phrases = (1..<40).map {
      Phrase(Array(repeating: "a", count: $0).joined(separator: " "), .any)
    }
    let hyphenated = (1..<40).map {
      Phrase(Array(repeating: "a", count: $0).joined(separator: "-") + "!", .any)
    }
    let matcher = PhraseMatcher(phrases + hyphenated, .init(allowsSpaceSubstitutes: true))
    let text = Array(repeating: "a", count: 4000).joined(separator: "-")
    let time = ContinuousClock().measure { #expect(matches(matcher, in: text).count == 103) }
    #expect(time < .seconds(20))
  }
}

private func matches(_ matcher: PhraseMatcher, in text: String) -> [Range<Int>] {
  var text = text
  return text.withUTF8 { text in
    var found: [Range<Int>] = []
    var position = 0
    while let match = matcher.next(in: text, from: position) {
      found.append(match.range)
      position = match.range.upperBound
    }
    return found
  }
}

/// Reference implementation: compares each phrase with the text between each pair of characters.
private struct ExhaustiveSearch {
  let phrases: [Phrase]
  let rules: PhraseMatcher.Rules
  let text: String

  func matches() -> [Range<Int>] {
    let characters = Array(text.unicodeScalars)
    let offsets = characters.reduce(into: [0]) { $0.append($0[$0.count - 1] + UTF8.width($1)) }
    var found: [Range<Int>] = []
    var start = 0
    while start < characters.count {
      let end = (start..<characters.count).map { $0 + 1 }.last {
        isMatch(characters, start..<$0)
      }
      if let end { found.append(offsets[start]..<offsets[end]) }
      start = end ?? start + 1
    }
    return found
  }

  private func isMatch(_ scalars: [Unicode.Scalar], _ range: Range<Int>) -> Bool {
    let (first, last) = (scalars[range.lowerBound], scalars[range.upperBound - 1])
    if first.properties.isWhitespace || last.properties.isWhitespace { return false }
    if range.lowerBound > 0, isJoined(scalars[range.lowerBound - 1], first) { return false }
    if range.upperBound < scalars.count, isJoined(scalars[range.upperBound], last) { return false }
    var part = String(String.UnicodeScalarView(scalars[range]))
    return part.withUTF8 { bytes in
      let folded = Array(FoldedReader(bytes))
      return phrases.contains { phrase in
        isEqual(folded[...], phrase.folded[...]) && phrase.allowsLetterCase(of: bytes)
      }
    }
  }

  private func isEqual(
    _ text: ArraySlice<Unicode.Scalar>, _ phrase: ArraySlice<Unicode.Scalar>
  ) -> Bool {
    guard text.count == phrase.count else { return false }
    return zip(text, phrase).allSatisfy { scalar, expected in
      scalar == expected
        || rules.allowsSpaceSubstitutes && expected == " " && isSpaceSubstitute(scalar)
    }
  }

  private func isJoined(_ neighbour: Unicode.Scalar, _ scalar: Unicode.Scalar) -> Bool {
    rules.joinsWordsAtSign && neighbour == "@" || isWordScalar(neighbour) && isWordScalar(scalar)
  }
}
