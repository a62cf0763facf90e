import Markdown
import Testing

/// Explanations of terms in running text.
@Suite struct ExplanationTests {
  /// Explains each "seroma" and each "node".
  private static func rules(_ recorder: Recorder<String> = Recorder()) -> MarkdownRules {
    var rules = MarkdownRules.forum
    var count = 0
    rules.explain = { text in
      recorder.values.append(
        "\(name(text.before))|\(String(decoding: text.bytes, as: UTF8.self))|\(name(text.after))")
      guard let term = term(in: text) else { return nil }
      count += 1
      return Explanation(
        term: term, meaningOffset: term.upperBound, meaning: "<it>", termID: "t-\(count)",
        meaningID: "m-\(count)", backLinkText: "Close & go")
    }
    return rules
  }

  private static func name(_ scalar: Unicode.Scalar?) -> String { scalar.map { "\($0)" } ?? "" }

  private static func term(in text: RunningText) -> Range<Int>? {
    let found = ["seroma", "node"].compactMap { word in
      text.bytes[text.position...].firstRange(of: Array(word.utf8))
    }
    return found.min { $0.lowerBound < $1.lowerBound }
  }

  private static func explained(_ word: String, _ number: Int = 1) -> String {
    "<a class=\"term\" id=\"t-\(number)\" href=\"#m-\(number)\" aria-describedby=\"m-\(number)\">"
      + "\(word)</a><span class=\"meaning\" id=\"m-\(number)\"> (&lt;it&gt;)</span>"
      + "<a class=\"close\" href=\"#t-\(number)\"> Close &amp; go</a>"
  }

  static let examples: [MarkdownExample] = [
    MarkdownExample("A seroma.", "<p>A \(explained("seroma")).</p>\n"),
    MarkdownExample("seroma", "<p>\(explained("seroma"))</p>\n"),
    MarkdownExample(
      "seroma & node", "<p>\(explained("seroma")) &amp; \(explained("node", 2))</p>\n"),
    MarkdownExample("a *seroma*", "<p>a <em>\(explained("seroma"))</em></p>\n"),
    MarkdownExample("- a seroma", "<ul>\n<li>a \(explained("seroma"))</li>\n</ul>\n"),
    MarkdownExample("> a seroma", "<blockquote>\n<p>a \(explained("seroma"))</p>\n</blockquote>\n"),
    MarkdownExample("a\nseroma\nb", "<p>a\n\(explained("seroma"))\nb</p>\n"),
    MarkdownExample(
      "@Wren has a seroma", "<p>\(MentionTests.wren) has a \(explained("seroma"))</p>\n"),
    MarkdownExample("# b\n\nseroma", "<h3>b</h3>\n<p>\(explained("seroma"))</p>\n"),
  ]

  @Test(arguments: examples)
  func termLinksToTheMeaningAfterIt(_ example: MarkdownExample) {
    #expect(html(example.source, Self.rules()) == example.expected)
  }

  @Test(arguments: [
    "# seroma", "seroma\n======", "# a *seroma*", "[seroma](/x)", "[a *seroma*](/x)",
    "[seroma](javascript:x)", "`seroma`", "    seroma", "```seroma\nseroma\n```",
    "![seroma](a.png)", "![seroma](x.gif)", "![seroma](https://e.org/x.png)",
    "[b](/x \"seroma\")", "<b>x</b> <i title=\"seroma\">", "<div>\nseroma\n</div>",
    "https://e.org/seroma", "<https://e.org/seroma>", "www.seroma.org",
  ])
  func noTermIsExplainedElsewhere(_ source: String) {
    var plain = Self.rules()
    plain.explain = nil
    #expect(html(source, Self.rules()) == html(source, plain))
    #expect(html(source, plain).contains("seroma"))
  }

  @Test func blockShownAsTextHasNoExplanation() {
    var rules = Self.rules()
    rules.maximumBlockDepth = 1
    #expect(!html("> > seroma", rules).contains("term"))
  }

  @Test func plainTextHasNoExplanation() {
    #expect(plainText("A seroma.", Self.rules()) == "A seroma.")
  }

  /// A term inside a replaced name is not explained, and the replacement is escaped like other
  /// text.
  @Test func namesAreReplacedBeforeTermsAreExplained() {
    var rules = Self.rules()
    rules.rewriteText = {
      let text = String(decoding: $0, as: UTF8.self)
      return text.contains("Jo node")
        ? Array(replacing("Jo node", in: text, with: "<X>").utf8) : nil
    }
    #expect(
      html("seroma, Jo node, node", rules)
        == "<p>\(Self.explained("seroma")), &lt;X&gt;, \(Self.explained("node", 2))</p>\n")
  }

  /// The callback gets the scalars before and after the text, because a word may continue there.
  @Test(arguments: [
    ("a", ["|a|"]), ("a *b* c", ["|a |b", " |b| ", "b| c|"]), ("*a*b", ["|a|b", "a|b|"]),
    ("a`b`c", ["|a|b", "b|c|"]), ("a*b **c***", ["|a|b", "a|b |c", " |c|"]),
    ("a  \nb", ["|a|", "|b|"]), ("a\nb", ["|a\nb|"]), ("a[b](/x)c", ["|a|b", "b|c|"]),
    ("a @Wren b", ["|a |@", "n| b|"]), ("a ![b](b.png) c", ["|a |", "| c|"]),
    ("é*é*", ["|é|é", "é|é|"]),
  ])
  func surroundingScalarsArePassed(_ source: String, _ expected: [String]) {
    let recorder = Recorder<String>()
    _ = html(source, Self.rules(recorder))
    #expect(recorder.values == expected)
  }

  @Test(
    arguments: [
      (2..<1_000, 1_000), (0..<0, 3), (3..<5, 4), (1..<2, 9), (0..<1, 2),
    ] as [(Range<Int>, Int)])
  func explanationOutsideTheTextIsIgnored(_ term: Range<Int>, _ meaningOffset: Int) {
    var rules = MarkdownRules.forum
    rules.explain = { text in
      if term.lowerBound == 0, !term.isEmpty, text.position == 0 {
        return Explanation(
          term: 1..<2, meaningOffset: 2, meaning: "", termID: "", meaningID: "", backLinkText: "")
      }
      return Explanation(
        term: term, meaningOffset: meaningOffset, meaning: "", termID: "", meaningID: "",
        backLinkText: "")
    }
    let text = html("abcdef", rules).replacing(#/<[^>]*>/#, with: "")
    #expect(text == "abcdef\n" || text == "ab () cdef\n")
  }
}
