import TestSupport
import Testing

@testable import Forum

/// Compares `TermIndex` with an exhaustive search, on random texts.
@Suite struct TermSearchTests {
  private static let pieces = [
    "a", "b", "A", "B", "ab", "é", "e\u{301}", "É", " ", " ", "\n", "\u{A0}", "-", "'", "’", "+",
    "1", ".", "aaaaaaaab", "e\u{323}\u{301}", "ẹ\u{301}", "é\u{323}",
  ]

  @Test func indexEqualsExhaustiveSearch() {
    var random = SplitMix64(seed: 20_261_125)
    var count = 0
    for _ in 0..<1500 {
      let entries = (0..<random.number(1...8)).map { _ in
        (0..<random.number(1...2)).map { _ in Self.term(&random) }
      }
      let index = termIndex(entries)
      let text = random.text(of: Self.pieces, count: 0...30)
      let found = index.all(in: text).map { Found(range: $0.term, wordEnd: $0.wordEnd) }
      let expected = ExhaustiveTermSearch(entries.joined().map { $0 }, text).found()
      #expect(found == expected, "\(entries) in \(text.debugDescription)")
      count += expected.count
    }
    #expect(count > 800)
  }

  private static func term(_ random: inout SplitMix64) -> String {
    while true {
      let term = random.text(of: pieces, count: 1...3).trimmed
      if term.contains(where: { $0.isLetter }) { return term }
    }
  }
}

private struct Found: Equatable {
  let range: Range<Int>
  let wordEnd: Int
}

/// Reference implementation: tries each spelling at each index, with Swift's string comparison.
private struct ExhaustiveTermSearch {
  let spellings: [String]
  let scalars: [Unicode.Scalar]
  let offsets: [Int]

  init(_ spellings: [String], _ text: String) {
    self.spellings = spellings.map(Self.plain)
    scalars = Array(text.unicodeScalars)
    offsets = scalars.reduce(into: [0]) { $0.append($0[$0.count - 1] + UTF8.width($1)) }
  }

  func found() -> [Found] {
    var found: [Found] = []
    var start = 0
    while start < scalars.count {
      guard let end = (start..<scalars.count).map({ $0 + 1 }).last(where: { isTerm(start..<$0) })
      else {
        start += 1
        continue
      }
      let wordEnd = wordEnd(end)
      found.append(Found(range: offsets[start]..<offsets[end], wordEnd: offsets[wordEnd]))
      start = wordEnd
    }
    return found
  }

  private func isTerm(_ range: Range<Int>) -> Bool {
    if range.lowerBound > 0, isOneWord(range.lowerBound - 1) { return false }
    if range.upperBound < scalars.count, isOneWord(range.upperBound - 1) { return false }
    if scalars[range.lowerBound].properties.isWhitespace { return false }
    if scalars[range.upperBound - 1].properties.isWhitespace { return false }
    let text = Self.plain(String(String.UnicodeScalarView(scalars[range])))
    return spellings.contains { Self.matchesCase(text, $0) }
  }

  private func isOneWord(_ index: Int) -> Bool { isWord(index) && isWord(index + 1) }

  private func isWord(_ index: Int) -> Bool {
    Character(scalars[index]).isLetter || Character(scalars[index]).isNumber
      || scalars[index].properties.generalCategory == .nonspacingMark
  }

  private func wordEnd(_ end: Int) -> Int {
    var end = end
    while end + 1 < scalars.count, "-'’".unicodeScalars.contains(scalars[end]), isWord(end + 1) {
      end += 1
      while end < scalars.count, isWord(end) { end += 1 }
    }
    return end
  }

  private static func plain(_ text: String) -> String {
    text.replacing("’", with: "'").split { $0.isWhitespace }.joined(separator: " ")
  }

  private static func matchesCase(_ text: String, _ spelling: String) -> Bool {
    if !spelling.contains(where: \.isLowercase) { return text == spelling }
    let (words, wanted) = (words(of: text), words(of: spelling))
    return words.count == wanted.count
      && zip(words, wanted).allSatisfy { word, wanted in
        let (tail, wantedTail) = (word.dropFirst(), wanted.dropFirst())
        return word.prefix(1).lowercased() == wanted.prefix(1).lowercased()
          && (tail == wantedTail || String(tail) == wantedTail.lowercased())
      }
  }

  /// Splits a text into words and single characters between words.
  private static func words(of text: String) -> [Substring] {
    var words: [Substring] = []
    var rest = text[...]
    while let first = rest.first {
      let isWord = first.isLetter || first.isNumber
      let word = isWord ? rest.prefix { $0.isLetter || $0.isNumber } : rest.prefix(1)
      words.append(word)
      rest = rest.dropFirst(word.count)
    }
    return words
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
