import Diagnostics
import Markdown
import TestSupport
import Testing

@testable import Content
@testable import Forum

/// Returns an index in which each inner array is one glossary entry: its term, then its other
/// spellings.
func termIndex(_ entries: [[String]]) -> TermIndex {
  TermIndex(
    entries.map { spellings in
      let scalars = spellings.map { LocatedText(text: $0, offset: 0) }
      return GlossaryTerm(term: scalars[0], means: "", also: Array(scalars.dropFirst()))
    })
}

extension TermIndex {
  /// Returns all terms in a text: the entry, the byte range of the term, and the byte offset after
  /// its whole word, where the meaning is inserted.
  func all(in text: String) -> [(entry: Int, term: Range<Int>, wordEnd: Int)] {
    var text = text
    return text.withUTF8 { bytes in
      var (running, found) = (RunningText(bytes), [(entry: Int, term: Range<Int>, wordEnd: Int)]())
      while let next = next(in: running) {
        found.append(next)
        running.position = next.wordEnd
      }
      return found
    }
  }

  /// Returns the text with each term in brackets.
  func marked(_ text: String) -> String {
    var bytes = Array(text.utf8)
    for found in all(in: text).reversed() {
      bytes.insert(contentsOf: "]".utf8, at: found.term.upperBound)
      bytes.insert(contentsOf: "[".utf8, at: found.term.lowerBound)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Recognition of glossary terms in running text.
@Suite struct TermTests {
  private let index = termIndex([
    ["seroma", "seromas"], ["ER", "ER+", "oestrogen receptor"], ["lymph node", "lymph nodes"],
    ["sentinel node", "sentinel node biopsy", "sentinel lymph node"], ["HER2 positive"],
    ["PICC line"], ["X-ray"], ["Paget's disease"], ["Ödem"], ["Ménière's"], ["5-FU"], ["+ve"],
    ["er"], ["山田"], ["Herceptin"], ["node"],
  ])

  @Test(arguments: [
    "a [seroma].", "[Seroma]", "([seroma])", "“[seroma]”", "[seromas] and a [seroma]",
    "[seroma], [seroma]", "a\n[seroma]\nb", "SEROMA", "seRoma", "aseroma", "seromata", "seroma2",
    "2seroma", "seromaé", "éseroma", "seroma\u{301}", "_[seroma]_", "[seroma]'s", "[seroma]-like",
    "[seroma]’s", "[seroma]…",
  ])
  func aTermIsFoundAsAWholeWord(_ text: String) { expect(text) }

  @Test(arguments: [
    "[ER]", "[er]", "[Er]", "eR", "ERs", "[ER]-positive", "[ER+]", "[ER+], [ER]", "[er]+",
    "[Oestrogen Receptor]", "[oestrogen receptor]", "OESTROGEN RECEPTOR",
    "[HER2 positive]", "[her2 positive]", "[Her2 Positive]", "[hER2 Positive]", "HER2 POSITIVE",
    "[PICC line]", "[picc line]", "[Picc Line]", "PicC line", "[x-ray]", "[X-Ray]", "X-RAY",
    "[herceptin]", "[Herceptin]", "HERCEPTIN", "[5-FU]", "5-fu", "[+ve]", "+VE", "HER2 [+ve]",
  ])
  func letterCaseFollowsTheRule(_ text: String) { expect(text) }

  @Test(arguments: [
    "[sentinel node biopsy]", "a [sentinel node] biopsied", "[sentinel lymph node]",
    "[lymph nodes]", "lymph lymphs [lymph node]", "sentinel [lymph nodes]", "a [node]",
    "sentinels [node]", "sentinel, [node]",
  ])
  func theLongestTermWins(_ text: String) { expect(text) }

  @Test(arguments: [
    "[lymph  node]", "[lymph\nnode]", "[lymph \n\t node]", "[lymph\u{A0}node]",
    "[lymph\u{2009}node]", "lymph-[node]", "lymph. [node]", "lympho [node]", "[lymph node] ",
  ])
  func anyWhiteSpaceMatchesASpace(_ text: String) { expect(text) }

  @Test(arguments: [
    "[Ödem]", "[ödem]", "[O\u{308}dem]", "[o\u{308}dem]", "ÖDEM", "Odem", "xÖdem", "Ödeme",
    "[Ménière's]", "[Me\u{301}nie\u{300}re’s]", "[ménie\u{300}re's] x", "Meniere's", "[山田]",
    "山田人", "([山田])", "[Paget’s disease]",
    "[paget's Disease]", "[X‑ray]", "[X‐ray]",
  ])
  func unicodeFormsOfALetterAreEqual(_ text: String) { expect(text) }

  @Test(arguments: ["@seroma", "seroma@example.org", "info@seroma.org", "@ER", "a @ [seroma]"])
  func wordsNextToAnAtSignAreNotTerms(_ text: String) { expect(text) }

  private func expect(_ marked: String, at place: Testing.SourceLocation = #_sourceLocation) {
    let text = marked.replacing("[", with: "").replacing("]", with: "")
    #expect(index.marked(text) == marked, sourceLocation: place)
  }

  @Test(arguments: [
    ("seroma", 6), ("seroma's.", 8), ("seroma’s", 10), ("seroma-like thing", 11), ("seroma-", 6),
    ("seroma - a", 6), ("seroma-a-b'c d", 12), ("seroma'", 6), ("seroma/node", 6),
  ])
  func theMeaningIsInsertedAfterTheWord(_ text: String, _ wordEnd: Int) {
    #expect(index.all(in: text).first?.wordEnd == wordEnd)
  }

  @Test func adjacentCharactersArePartOfTheWord() {
    func count(_ before: Unicode.Scalar?, _ after: Unicode.Scalar?) -> Int {
      Array("seroma".utf8).withUnsafeBufferPointer {
        index.next(in: RunningText($0, before: before, after: after)) == nil ? 0 : 1
      }
    }
    #expect(count(nil, nil) == 1 && count(" ", ".") == 1 && count("é", nil) == 0)
    #expect(count(nil, "s") == 0 && count("@", nil) == 0 && count(nil, "\u{301}") == 0)
  }

  @Test func withoutTermsNothingIsFound() {
    #expect(TermIndex([]).isEmpty && TermIndex([]).all(in: "seroma").isEmpty)
  }
}

/// Running time with thousands of terms and hostile texts.
@Suite struct HostileTermTests {
  private static let size = 64_000

  private static func repeated(_ part: String) -> String {
    String(repeating: part, count: size / part.utf8.count)
  }

  /// Words that share a prefix with thousands of terms, and words that never end.
  @Test(arguments: [
    "aaa ", "aaa aaa aab ", "a", "é", "\u{301}", "aaa\u{301}", " ", "aaa\n\n", "-", "aaa-", "+",
    "term 4999x ", "term ", "term 12", "Term 4999\u{301} ", "山", "’", "é\u{301}\u{323}",
  ])
  func nearMissesAreSearchedFast(_ part: String) {
    let words = (0..<1000).map { "aaa " + String(repeating: "aaa ", count: $0 % 20) + "x\($0)" }
    let index = termIndex(
      (0..<5000).map { ["term \($0)"] } + words.map { [$0] } + [["é"], ["+ve"], ["’n"]])
    let text = Self.repeated(part) + "z"
    let start = ContinuousClock.now
    _ = index.all(in: text)
    #expect(ContinuousClock.now - start < .seconds(20))
  }
}
