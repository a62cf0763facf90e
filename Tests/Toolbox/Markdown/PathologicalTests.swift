import Markdown
import Testing

/// Posts of 64 kB on which a parser or renderer may take quadratic time. The limit is generous
/// because a debug build on a busy machine is slow. Quadratic time takes far longer.
@Suite struct PathologicalTests {
  static let size = 64_000

  static func repeated(_ part: String, _ size: Int = size) -> String {
    String(repeating: part, count: size / part.utf8.count)
  }

  static let repeatedParts = [
    "a_ ", "_a ", "a]", "[a", "*a_ ", "[ a_", "[ (](", "![[]()", "[a](<b", "[a](b", "<!--", "<!---",
    "<!--a-", "<?", "<!A",
    "</", "<![CDATA[", "<a b='", "<a b=\"", "<a ", "![", "[]", "_a__ ", "a**b", "`` ", "`", "*_",
    "***", "a*b_", "&a;",
    "&#x41;", "\\", "[a]: b\n", "[a]: b\n\n", "[a][b]", "> \n", ">a\n", "- a\n", "* * ", "- - ",
    "1. ", "\t", "  \n", "\n",
    "<a@b.", "<ab:", "***a ", "a__b", "[[]](", "[a](b \"", "[a](b '", "[a](b (", "](", "[a](\\(",
    "# ", "=\n-\n", "a\n=\n", "~~~\n",
    "<div>\n\n", "\r", "[x\n", "@", "@ ", "@\"", "@a ", "@a\"", "@Wren ", "@gone", "www.", "_www.",
    "www.a.b ", "_www.a.b", "](www.a.b*", "http://",
    "*http://a", "http://a.b/_", "http://a.b)", "http://a.b&a;", "<b@c.d>", "<http://a.b>",
    "[a](b) ", "![a](b)", "[![a](b)](c)", "é@", "\u{A0}www.a_b",
  ]

  static let others: [String] = [
    repeated("*a **a ", 32_000) + "b" + repeated(" a** a*", 32_000),
    repeated("*a ", 30_000) + repeated("_a*_ ", 30_000),
    "a**b" + repeated("c* "), repeated("[", 32_000) + "a" + repeated("]", 32_000),
    repeated("> ") + "a", repeated(">"),
    (0..<250).map { repeated(" ", 2 * $0 + 1) + "* a\n" }.joined(),
    (1..<354).map { "e" + repeated("`", $0) }.joined(),
    "</" + repeated("<!--"), repeated("- ", 32_000) + "x" + repeated("\n", 32_000),
    "> " + repeated("- ", 30_000) + "x\n" + repeated(">\n", 30_000),
    repeated(">", 32_000) + repeated("a*", 32_000),
    repeated(">", 21_000) + repeated("[a]()", 42_000),
    (0..<3500).map { "[x\($0)]: /u\n\n[y]\n\n" }.joined(),
    (0..<4000).map { "[\($0)]: u\n" }.joined() + repeated("[0] ", 16_000),
    "[a]: b\n\n" + repeated(repeated("[", 500) + "x" + repeated("]", 499) + " "),
    "[x]: " + repeated("u", 2000) + "\n\n" + repeated("[x]", 62_000),
    repeated("- ", 200) + "a\n" + repeated("\n", 63_000),
    repeated("1. ", 9_000) + "a\n" + repeated("\n", 50_000),
    repeated("*", 32_000) + "a" + repeated("*", 32_000),
    repeated("_", 32_000) + "a" + repeated("_", 32_000), "<a " + repeated("b "),
    repeated(">", 20_000) + "a\n" + repeated("b\n", 40_000),
    repeated("*@", 32_000) + repeated("*", 32_000),
    repeated("**", 30_000) + "@" + repeated("**", 30_000),
    repeated("[](x)", 60_000) + "@a", "[a]: b\n\n" + repeated("[a] ", 60_000),
    repeated("> ", 300) + repeated("[a](b)\n> ", 60_000),
    "www.a.b/" + repeated(")", 60_000), "www.a.b/" + repeated("(", 30_000) + repeated(")", 30_000),
    "www." + repeated("a.", 60_000), "@" + repeated("\u{301}", 60_000),
  ]

  static let hostile =
    repeatedParts.map { MarkdownExample(repeated($0), "") } + others.map { MarkdownExample($0, "") }

  @Test(.serialized, arguments: hostile)
  func hostileInputRendersInTime(_ example: MarkdownExample) throws {
    let bytes = Array(example.source.utf8)
    let start = ContinuousClock.now
    var html: [UInt8] = []
    MarkdownRenderer().render(bytes[...], .forum, into: &html)
    #expect(ContinuousClock.now - start < .seconds(20))
    guard html.count < 200_000 else { return }
    #expect(firstUnbalanced(try tags(of: String(decoding: html, as: UTF8.self))) == nil)
  }

  @Test func slowSourceIsShownAsText() {
    let source =
      Self.repeated("- ", 32_000) + "<b> @Wren\n\n" + Self.repeated("\n", 32_000) + "Rose"
    var html: [UInt8] = []
    let outcome = MarkdownRenderer().render(
      Array(source.utf8)[...], RuleTests.redacting, into: &html)
    #expect(outcome == .shownAsText(.deepNesting))
    let found = String(decoding: html, as: UTF8.self)
    #expect(
      found.hasPrefix("<p>- - - ") && found.hasSuffix("- &lt;b&gt; @Wren</p>\n<p>&lt;X&gt;</p>\n"))
    var text: [UInt8] = []
    #expect(
      MarkdownRenderer().appendPlainText(
        of: Array(source.utf8)[...], RuleTests.redacting, to: &text) == outcome)
    #expect(text.suffix(3) == Array("<X>".utf8)[...])
  }

  @Test func nestedImagesAreLimitedInLargeTexts() {
    var html: [UInt8] = []
    let source = Array(Self.repeated("![[]()", 200_000).utf8)
    #expect(
      MarkdownRenderer().render(source[...], .forum, into: &html) == .shownAsText(.nestedImages))
  }

  static let ordinary = [
    repeated("Hello @Wren, *this* is a `text` of https://e.org/a_b and [a](b).\n\n"),
    repeated("- a\n  - b\n    - c *d*\n\n"),
    repeated("> > > a *b*\n> > b\n> c\n\n"), repeated("1. a **b**\n\n   b\n\n"),
    repeated("---\n\n- - -\n\n* * * * * * *\n\n"), repeated("\ta[1] = 5 * 3;\n\n"),
    repeated("| 1 | 2.5 | 3. |\n|---|-----|----|\n"),
    repeated(String(repeating: "-", count: 200) + "\n\n"), repeated("2.5 1.0 3. 4) -1 +2\n"),
    repeated(repeated(" ", 2000) + "x\n\n"),
  ]

  @Test(arguments: ordinary)
  func ordinaryTextsStayBelowTheLimit(_ source: String) {
    var html: [UInt8] = []
    #expect(MarkdownRenderer().render(Array(source.utf8)[...], .forum, into: &html) == .rendered)
  }
}
