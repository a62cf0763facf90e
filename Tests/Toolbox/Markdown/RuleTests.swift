import Markdown
import Testing

@Suite struct RuleTests {
  static func replacingRose(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    let text = String(decoding: text, as: UTF8.self)
    guard text.contains("Rose") else { return nil }
    return Array(replacing("Rose", in: text, with: "<X>").utf8)
  }

  static var redacting: MarkdownRules {
    MarkdownRules(link: { .link(href: $0.destination, rel: nil) }, rewriteText: replacingRose)
  }

  static let rawHTML: [MarkdownExample] = [
    MarkdownExample("a <b>c</b>", "<p>a &lt;b&gt;c&lt;/b&gt;</p>\n"),
    MarkdownExample("<div>\n*a*\n</div>\n\nb", "<p>&lt;div&gt;\n*a*\n&lt;/div&gt;</p>\n<p>b</p>\n"),
    MarkdownExample("<!-- a -->", "<p>&lt;!-- a --&gt;</p>\n"),
    MarkdownExample("a <!-- b --> c", "<p>a &lt;!-- b --&gt; c</p>\n"),
    MarkdownExample("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
    MarkdownExample("<b>@Wren</b>", "<p>&lt;b&gt;\(MentionTests.wren)&lt;/b&gt;</p>\n"),
    MarkdownExample("> <p>\n> a", "<blockquote>\n<p>&lt;p&gt;\na</p>\n</blockquote>\n"),
    MarkdownExample("<?php x ?>", "<p>&lt;?php x ?&gt;</p>\n"),
    MarkdownExample("a\n<div>", "<p>a</p>\n<p>&lt;div&gt;</p>\n"),
  ]

  @Test(arguments: rawHTML)
  func rawHTMLIsShownAsText(_ example: MarkdownExample) {
    #expect(html(example.source, .forum) == example.expected)
  }

  @Test(arguments: zip(0...7, ["1256", "2366", "3466", "4566", "5666", "6666", "6666", "6666"]))
  func headingsAreShiftedDownToSixAtMost(shift: Int, levels: String) {
    let found = html("# a\n\n## b\n\n##### c\n\n###### d", MarkdownRules(headingShift: shift))
    let expected = zip(levels, "abcd").map { "<h\($0)>\($1)</h\($0)>\n" }.joined()
    #expect(found == expected)
  }

  private static let headings = [
    "## a\n\n### b\n\n# c\n\n### d": "3434",
    "###### a\n\n###### b\n\n###### c\n\n###### d\n\n###### e": "34566",
    "> ## a\n\n- ### b\n\nc\n---\n\n##### d": "3445",
  ]

  @Test(arguments: headings)
  func headingGapsAreClosedOnRequest(source: String, levels: String) {
    var rules = MarkdownRules(headingShift: 2)
    rules.closesHeadingGaps = true
    let found = html(source, rules).matches(of: /<h(\d)>/).map(\.output.1).joined()
    #expect(found == levels)
  }

  @Test func aSetextHeadingIsShiftedToo() {
    #expect(html("a\n---", .forum) == "<h4>a</h4>\n")
  }

  @Test func aFencesLanguageIsEscaped() {
    #expect(
      html("```a\"><b c\nd\n```", .forum)
        == "<pre><code class=\"language-a&quot;&gt;&lt;b\">d\n</code></pre>\n")
  }

  @Test func quotesDeeperThanTheLimitAreShownAsText() {
    let rules = MarkdownRules(maximumBlockDepth: 2)
    let expected =
      "<blockquote>\n<blockquote>\n<p>a</p>\n<p>&gt; b <c>\nc</p>\n</blockquote>\n</blockquote>\n<p>d</p>\n"
    #expect(
      html("> > a\n> > > b <c>\nc\n\nd", rules) == replacing("<c>", in: expected, with: "&lt;c&gt;")
    )
  }

  @Test func listsDeeperThanTheLimitAreShownAsText() {
    let rules = MarkdownRules(maximumBlockDepth: 1)
    let expected = "<ul>\n<li>a\n<p>- b\n    - c</p>\n</li>\n<li>d</li>\n</ul>\n"
    #expect(html("- a\n  - b\n    - c\n- d", rules) == expected)
  }

  @Test func hundredLevelsAreRenderedAndTheNextIsText() {
    let atLimit = html(String(repeating: "> ", count: 100) + "a", .forum)
    #expect(atLimit.contains("<p>a</p>"))
    let beyond = html(String(repeating: "> ", count: 101) + "a", .forum)
    #expect(beyond.contains("<p>&gt; a</p>"))
    #expect(occurrences(of: "<blockquote>", in: beyond) == 100)
  }

  @Test func emphasisDeeperThan100HasNoTags() {
    let source =
      String(repeating: "*a **a ", count: 80) + "b" + String(repeating: " a** a*", count: 80)
    let found = html(source, .forum)
    #expect(occurrences(of: "<em>", in: found) + occurrences(of: "<strong>", in: found) == 100)
    #expect(occurrences(of: "</em>", in: found) + occurrences(of: "</strong>", in: found) == 100)
    #expect(occurrences(of: "<em>", in: html(source, .commonMark)) == 80)
  }

  static let rewritten: [MarkdownExample] = [
    MarkdownExample("Rose", "<p>&lt;X&gt;</p>\n"),
    MarkdownExample("a Rose *Rose*", "<p>a &lt;X&gt; <em>&lt;X&gt;</em></p>\n"),
    MarkdownExample("`Rose`", "<p><code>&lt;X&gt;</code></p>\n"),
    MarkdownExample("    Rose", "<pre><code>&lt;X&gt;\n</code></pre>\n"),
    MarkdownExample("```\nRose\n```", "<pre><code>&lt;X&gt;\n</code></pre>\n"),
    MarkdownExample("# Rose", "<h1>&lt;X&gt;</h1>\n"),
    MarkdownExample(
      "[Rose](/a 'Rose')", "<p><a href=\"/a\" title=\"&lt;X&gt;\">&lt;X&gt;</a></p>\n"),
    MarkdownExample("![Rose](/a)", "<p><a href=\"/a\">&lt;X&gt;</a></p>\n"),
    MarkdownExample("<b Rose>", "<p>&lt;b &lt;X&gt;&gt;</p>\n"),
    MarkdownExample("<div>Rose", "<p>&lt;div&gt;&lt;X&gt;</p>\n"),
    MarkdownExample("a@Rose", "<p>a@&lt;X&gt;</p>\n"),
    MarkdownExample(
      "http://e.org/Rose", "<p><a href=\"http://e.org/Rose\">http://e.org/&lt;X&gt;</a></p>\n"),
  ]

  @Test(arguments: rewritten)
  func allShownTextIsRewritten(_ example: MarkdownExample) {
    #expect(html(example.source, Self.redacting) == example.expected)
  }

  @Test func linesOfAParagraphAreRewrittenTogether() {
    let recorder = Recorder<String>()
    let rules = MarkdownRules(rewriteText: {
      recorder.values.append(String(decoding: $0, as: UTF8.self))
      return nil
    })
    _ = html("Slightly\nWindswept &amp; \\*so\\* fa_do @x\n*b*", rules)
    #expect(recorder.values == ["Slightly\nWindswept & *so* fa_do @x\n", "b"])
  }

  static let plain: [MarkdownExample] = [
    MarkdownExample("", ""), MarkdownExample("a\nb\n\nc", "a b\nc"),
    MarkdownExample("# a\n\n- b\n- c\n\n> d", "a\nb\nc\nd"),
    MarkdownExample("a *b* **c** `d`", "a b c d"), MarkdownExample("a  \nb", "a b"),
    MarkdownExample("[a](/b) ![c](d.png)", "a c"),
    MarkdownExample("a\n\n```\ncode\n```\n\n    code\n\nb", "a\nb"),
    MarkdownExample("a <b>c</b>", "a <b>c</b>"),
    MarkdownExample("<div>\n", "<div>"),
    MarkdownExample("hi @wren and @gone", "hi @Wren and Former member"),
    MarkdownExample("***", ""),
    MarkdownExample("www.e.org", "www.e.org"), MarkdownExample("<http://e.org>", "http://e.org"),
    MarkdownExample("`@Wren` [@Wren](/x)", "@Wren @Wren"),
    MarkdownExample("- a\n\n  b\n- c", "a\nb\nc"), MarkdownExample("a &amp; b &lt;", "a & b <"),
  ]

  @Test(arguments: plain)
  func plainTextIs(_ example: MarkdownExample) {
    #expect(plainText(example.source, .forum) == example.expected)
  }

  @Test func plainTextIsRewritten() {
    #expect(plainText("Rose ![Rose](/a)", Self.redacting) == "<X> <X>")
  }

  @Test func outputIsAppended() {
    var bytes = Array("before".utf8)
    MarkdownRenderer().render(Array("a".utf8)[...], .commonMark, into: &bytes)
    MarkdownRenderer().appendPlainText(of: Array("b".utf8)[...], .commonMark, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "before<p>a</p>\nb")
  }

  @Test func ruleCanUseAnotherRenderer() {
    let inner = MarkdownRenderer()
    let rules = MarkdownRules(link: { _ in
      var title: [UInt8] = []
      for _ in 0..<50 { inner.render(Array("*x* [y](z)".utf8)[...], .commonMark, into: &title) }
      return .link(href: "/\(title.count)", rel: nil)
    })
    #expect(
      html("[a *b*](c) d [e](f)", rules)
        == "<p><a href=\"/1800\">a <em>b</em></a> d <a href=\"/1800\">e</a></p>\n")
  }

  static let edges: [[UInt8]] = [
    [], [0], [0x0A], [0x0D], [0x0D, 0x0A], [0xEF, 0xBB, 0xBF], [0xFF], [0xC3], [0x09],
    [0x61, 0x00, 0x62],
    Array("a\rb\r\rc".utf8), Array("\u{FEFF}# a".utf8), [0x40], [0x40, 0xF0],
    [0x40, 0x22, 0xE2, 0x80],
  ]

  @Test(arguments: edges)
  func edgeCasesDoNotTrap(_ source: [UInt8]) {
    let found = html(source, .forum)
    #expect(found.isEmpty || found.hasSuffix(">\n"))
    #expect(!found.utf8.contains(0))
  }
}

func occurrences(of part: String, in text: String) -> Int {
  let (text, part) = (Array(text.utf8), Array(part.utf8))
  return text.indices.count { text[$0...].starts(with: part) }
}
