import Content
import Diagnostics
import Foundation
import Markdown
import PipelineFixtures
import Survey
import TestSupport
import Testing
import Words

@testable import Search

/// Compares `appendPlainTextIfSimple`, the fast path without libcmark, with the parser. Whenever the
/// fast path accepts a text, the words must be the same.
@Suite struct PlainTextFastPathTests {
  private let renderer = MarkdownRenderer()
  private let rules: MarkdownRules = {
    var rules = MarkdownRules.post
    rules.plainText = .ownWords
    return rules
  }()

  @Test func specificationExamplesAgree() throws {
    let accepted = expectSameWords(of: try Self.specification())
    #expect(accepted > 100, "\(accepted)")
  }

  @Test func sampleWordsAgreeAndMostUseTheFastPath() throws {
    let posts = try Self.sample()
    #expect(posts.count > 250)
    let accepted = expectSameWords(of: posts)
    #expect(accepted * 10 >= posts.count * 6, "\(accepted) of \(posts.count)")
  }

  /// Texts for which the fast path and the parser differed during development, or nearly did.
  @Test(arguments: [
    "Ma*[r](x)*malade", "Ma_[r](x)_malade", "[Ma](x)rmalade", "[a](b)*c", "[a](b)*c*", "[2](x)*.5",
    "don*'t", "don_'t", "don'*t", "don'*t*", "don*’t", "don_’t", "don’_t_", "_Wren_’s", "*Wren*'s",
    "“_Wren_”s", "2*.5", "2.*5", "2*.*5", "2,_5_", "1*,000", "http*://x.y z", "http:*//x.y z",
    "http:/*/x.y* z", "http:[/](x)*/y* z", "http*:*//x.y* z", "www*.x.y* z", "www.*x.y z*",
    "h_ttp://x y",
    "[a](b`c) d`", "a `b [c](d`)e", "[a](b_c) _d", "> a\rb", "> ```\rb\n\nc", "> - a\r\rb\n\nc",
    "> a\n\n> b\nc", "> a\n- b", "> ```\n\nc", "- > a\nb", "- a\n> b", "- a\n\n> b\n\nc",
    "a\n> b\n\nc",
    "a\n---\nb", "---\na", "- - -\na", "* * *\na", "* * a", "**a\n* b**", "-\ta", "+ a\n+ b",
    "- 1. a",
    "-   a", "-     a", "- # a", "- ```\na", "-\n  a", "***", "*** a", "**a** b", "__a__b", "_a_b",
    "a_b_c", "a*b*c", "a & b &amp; c", "a &b; c", "a&#32;b", "a < b", "a <b c", "a<1@b>c", "a<1@b>",
    "<1@b>c", "2<.5@b>", "a <3 b@c", "<a@b.c>", "a\\*b",
    "![a](b)", "!*[a](b)*", "[a]", "[a][b]", "[a]: /b\n\nc", "[a](b \"c\") d", "[a]() b", "[](b)c",
    "[a](<b c>) d", "[a](b\\)c) d", "[a]((b)) c", "[a](b)(c)", "[a](b", "[a] (b)", "[a\nb](c) d",
    "[http://a.b](c)d e", "http://a.b/[c d](e) f", "http://a.b/*c d* e", "http://a.b/_c d_ e",
    "(www.a.b/*c*) d", "a\u{301}*b*", "*a*\u{301}b", "a_\u{301}b_ c", "\u{A0}*a*\u{A0}b",
    "\u{2003}a", "a\u{2028}b", "\u{FEFF}# a", "\t a", "a\n\tb", "a  \nb", "a\\\nb", "a\u{0}b",
    "2022\na", "1. a", "1) a", "1.5 a", "12345678901. a", "~~~\na", "=\na", "a\n=", "a\n==\nb",
    "#a", "# a #", "#\ta", "a\n\n    b", "a\n    b", "    a", "- a\n\n      b", "@Wren's @\"Jo\" a",
  ])
  func difficultTextsAgree(source: String) {
    expectSameWords(of: [Array(source.utf8)])
  }

  @Test func unparsableTextsAgree() {
    let deep = String(repeating: "- ", count: 16_000) + String(repeating: "\n", count: 3_000)
    expectSameWords(of: [Array((deep + "> quoted\n\nown\n").utf8)])
  }

  @Test func randomTextsAgree() {
    var random = SplitMix64(seed: 1)
    let texts = (0..<Self.rounds).map { _ in Array(random.text(of: Self.syntax, count: 0...24).utf8)
    }
    let accepted = expectSameWords(of: texts)
    #expect(accepted > Self.rounds / 20, "\(accepted)")
  }

  @Test func randomLinesAgree() {
    var random = SplitMix64(seed: 2)
    let texts = (0..<Self.rounds).map { _ in Array(Self.lines(&random).utf8) }
    let accepted = expectSameWords(of: texts)
    #expect(accepted > Self.rounds / 10, "\(accepted)")
  }

  /// Words and punctuation only, because the fast path declines most other syntax at once.
  @Test func randomPunctuationAgrees() {
    var random = SplitMix64(seed: 3)
    let texts = (0..<Self.rounds).map { _ in
      Array(random.text(of: Self.punctuation, count: 1...12).utf8)
    }
    let accepted = expectSameWords(of: texts)
    #expect(accepted > Self.rounds / 10, "\(accepted)")
  }
}

extension PlainTextFastPathTests {
  /// The number of random texts in each test. FORUMGEN_ROUNDS sets a larger number.
  private static let rounds =
    ProcessInfo.processInfo.environment["FORUMGEN_ROUNDS"].flatMap(Int.init) ?? 8_000

  private static let syntax =
    PlainTextFastPathTests.inlines + PlainTextFastPathTests.blocks + [
      "\r\n", "\r", "\u{0}", "\t", "\\", "`", "```",
    ]

  private static let punctuation = [
    "a", "b", "2", "é", "\u{301}", "*", "*", "_", "_", "**", "'", "’", ".", ",", ":", "/", "//",
    " ", " ",
    "[c](d)", "[", "](x)", ")", "(", "\"", "“", "”", "http", "www", "s", "-", "\n", "!", "@", "&",
    "<", ">",
    "\u{A0}",
  ]

  private static let inlines = [
    "word", "a", "b", "Wren", "2", "2022", "é", "日本", "😀", "e\u{301}", " ", " ", " ", "*", "*", "_",
    "**",
    "__", "***", "*a*", "**b**", "_c_", "[d](e)", "[f](http://g.h/_i_)", "[", "]", "(", ")", "](",
    "![",
    "![j](k)", "[l]", "[l]: /m", "'", "'s", "’", "’s", ".", ",", "!", "?", ":", ";", "/", "-", "–",
    "…", "\"",
    "“", "”", "&", "&amp;", "&#32;", "&nbsp;", "&x", "<", ">", "<b>", "</b>", "<!--", "-->",
    "<a@b.c>",
    "<http://x.y>", "http://a.b/c*d*", "https://a.b/_c_", "www.a.b", "HTTP://A.B", "me@example.org",
    "@Wren",
    "@\"Jo Smith\"", "\\*", "\\", "`", "``", "`code`", "~", "=", "+", "#", "|", "\u{A0}",
    "\u{2003}",
    "\u{200D}", "don't", "1,000", "2.5",
  ]

  private static let blocks = [
    "\n", "\n", "\n\n", "\n\n", "\n- ", "\n* ", "\n+ ", "\n> ", "\n>", "\n> > ", "\n\n> ", "\n1. ",
    "\n2) ",
    "\n# ", "\n## ", "\n---\n", "\n***\n", "\n===\n", "\n- - -", "\n    ", "\n  ", "\n\t", "  \n",
    "\\\n",
    "\n```\n", "\n~~~\n", "\n<div>\n", "\n[l]: /m\n", "\n\n\n",
  ]

  private static let lineStarts = [
    "", "", "", "", "", "", "- ", "* ", "+ ", "> ", "> - ", "> > ", "- > ", ">", "-", "1. ", "# ",
    "    ", " ",
    "  ", "-  ", "\t", "~~~", "---", "===", "***", "[l]: ", "<div>",
  ]

  /// Returns lines as in a typical post: words with some markup, quotes and lists.
  private static func lines(_ random: inout SplitMix64) -> String {
    (0..<random.number(1...8)).map { _ in
      if random.oneIn(4) { return "\n" }
      let lineStart = random.oneIn(2) ? "" : random.pick(lineStarts)
      let words = (0..<random.number(0...5)).map { _ in
        random.oneIn(3) ? random.pick(inlines) : random.pick(["word", "tea", "a", "Wren", "4"])
      }
      return lineStart + words.joined(separator: random.oneIn(4) ? "" : " ")
        + (random.oneIn(12) ? "\r\n" : "\n")
    }.joined()
  }

  private static func specification() throws -> [[UInt8]] {
    struct Example: Decodable { let markdown: String }
    let file = "\(repository)/Tests/Toolbox/Markdown/commonmark-spec/spec-0.30.json"
    let data = try Data(contentsOf: URL(fileURLWithPath: file))
    return try JSONDecoder().decode([Example].self, from: data).map { Array($0.markdown.utf8) }
  }

  private static func sample() throws -> [[UInt8]] {
    let folder = SourceFolder("\(repository)/content")
    let (tree, _) = try ContentTree.list(folder)
    let today = try #require(Day("2026-11-20"))
    var reader = ContentReader(tree, baseURL: nil) { _ in today }
    let reading = try reader.read()
    let survey = ThreadSurveyor(folder, reading.context, site: reading.site)
    return try tree.boards.flatMap(\.threads).flatMap { path in
      let summary = try #require(try survey.summarise(path).summary)
      let found = try survey.readDocument(path, summary.stamp, summaries: summary.posts)
      let document = try #require(found)
      return document.posts.map { Array(document.source.bytes[$0.body]) }
    }
  }
}

extension PlainTextFastPathTests {
  /// Records the shortest text for which they differ. Returns the number of texts that the
  /// fast path accepted.
  @discardableResult
  private func expectSameWords(of sources: [[UInt8]]) -> Int {
    var accepted = 0
    var different: [[UInt8]] = []
    for source in sources {
      guard let words = fastPathWords(of: source) else { continue }
      accepted += 1
      if words != parserWords(of: source) { different.append(source) }
    }
    guard let source = different.min(by: { $0.count < $1.count }) else { return accepted }
    Issue.record(
      """
      \(different.count) of \(accepted), as \(String(decoding: source, as: UTF8.self).debugDescription): \
      \(fastPathWords(of: source) ?? []) for \(parserWords(of: source))
      """)
    return accepted
  }

  /// Returns nil if the fast path declines.
  private func fastPathWords(of source: [UInt8]) -> [String]? {
    var text: [UInt8] = Array("before ".utf8)
    let before = text
    guard renderer.appendPlainTextIfSimple(of: source[...], to: &text) else {
      #expect(text == before, "nothing appended")
      return nil
    }
    #expect(text.starts(with: before))
    return words(of: Array(text.dropFirst(before.count)))
  }

  private func parserWords(of source: [UInt8]) -> [String] {
    var text: [UInt8] = []
    renderer.appendPlainText(of: source[...], rules, to: &text)
    return words(of: text)
  }

  private func words(of text: [UInt8]) -> [String] {
    withExtendedLifetime(WordScratch()) { scratch in
      text.withUnsafeBufferPointer { text in
        var scan = WordScan(text, scratch)
        var words: [String] = []
        while scan.next() { words.append(String(decoding: scan.word.surface, as: UTF8.self)) }
        return words
      }
    }
  }
}
