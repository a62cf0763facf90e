import Markdown
import Testing

/// Includes the examples of the GitHub Flavored Markdown Spec, section 6.9, in other words.
@Suite struct BareURLTests {
  static func link(_ shown: String, _ href: String? = nil) -> String {
    "<a href=\"\(href ?? shown)\" rel=\"nofollow\">\(shown)</a>"
  }

  static let cases: [MarkdownExample] = [
    MarkdownExample("www.commonmark.org", link("www.commonmark.org", "http://www.commonmark.org")),
    MarkdownExample(
      "Visit www.commonmark.org/help for",
      "Visit \(link("www.commonmark.org/help", "http://www.commonmark.org/help")) for"),
    MarkdownExample(
      "Visit www.commonmark.org.",
      "Visit \(link("www.commonmark.org", "http://www.commonmark.org"))."),
    MarkdownExample(
      "Visit www.commonmark.org/a.b.",
      "Visit \(link("www.commonmark.org/a.b", "http://www.commonmark.org/a.b"))."),
    MarkdownExample("www.g.com/q=(b)", link("www.g.com/q=(b)", "http://www.g.com/q=(b)")),
    MarkdownExample("www.g.com/q=(b))", link("www.g.com/q=(b)", "http://www.g.com/q=(b)") + ")"),
    MarkdownExample(
      "(www.g.com/q=(b))", "(" + link("www.g.com/q=(b)", "http://www.g.com/q=(b)") + ")"),
    MarkdownExample(
      "(www.g.com/q=(b)))+", "(" + link("www.g.com/q=(b)))+", "http://www.g.com/q=(b)))+")),
    MarkdownExample(
      "www.g.com/q=(b))+ok", link("www.g.com/q=(b))+ok", "http://www.g.com/q=(b))+ok")),
    MarkdownExample(
      "www.g.com/q?a&hl=en", link("www.g.com/q?a&amp;hl=en", "http://www.g.com/q?a&amp;hl=en")),
    MarkdownExample(
      "www.g.com/q?a&hl;", link("www.g.com/q?a", "http://www.g.com/q?a") + "&amp;hl;"),
    MarkdownExample(
      "www.commonmark.org/he<lp",
      link("www.commonmark.org/he", "http://www.commonmark.org/he") + "&lt;lp"),
    MarkdownExample("http://commonmark.org", link("http://commonmark.org")),
    MarkdownExample(
      "(Visit https://e.fo/i.html?q=k+a&t=l)",
      "(Visit \(link("https://e.fo/i.html?q=k+a&amp;t=l")))"),
    MarkdownExample("HTTPS://Example.org", link("HTTPS://Example.org")),
    MarkdownExample("hTTp://e.org", link("hTTp://e.org")),
    MarkdownExample("Www.e.org", link("Www.e.org", "http://Www.e.org")),
    MarkdownExample("WWW.e.org", link("WWW.e.org", "http://WWW.e.org")),
    MarkdownExample("http://e.org:8080/a#b", link("http://e.org:8080/a#b")),
    MarkdownExample("a http://e.org b", "a \(link("http://e.org")) b"),
    MarkdownExample("*http://e.org*", "<em>\(link("http://e.org"))</em>"),
    MarkdownExample("**http://e.org/a**", "<strong>\(link("http://e.org/a"))</strong>"),
    MarkdownExample("_www.e.org/_", "<em>\(link("www.e.org/", "http://www.e.org/"))</em>"),
    MarkdownExample("~http://e.org~", "~\(link("http://e.org"))~"),
    MarkdownExample("\"http://e.org\"", "&quot;http://e.org&quot;"),
    MarkdownExample("xhttp://e.org", "xhttp://e.org"),
    MarkdownExample("-www.e.org", "-www.e.org"),
    MarkdownExample("/www.e.org", "/www.e.org"),
    MarkdownExample("http://localhost", "http://localhost"),
    MarkdownExample("http://", "http://"), MarkdownExample("https://.", "https://."),
    MarkdownExample("www.", "www."), MarkdownExample("www..", "www.."),
    MarkdownExample("www.a_b.org", "www.a_b.org"),
    MarkdownExample("http://a.b_c", "http://a.b_c"),
    MarkdownExample("http://a_b.c.d", link("http://a_b.c.d")),
    MarkdownExample("http://e.org/a_b_c", link("http://e.org/a_b_c")),
    MarkdownExample("http://e.org/_a_/b", link("http://e.org/_a_/b")),
    MarkdownExample("http://e.org/*a*b", link("http://e.org/*a*b")),
    MarkdownExample("*see http://e.org/a*b* now", "<em>see \(link("http://e.org/a*b"))</em> now"),
    MarkdownExample("http://e.org?!.,:", link("http://e.org") + "?!.,:"),
    MarkdownExample("http://e.org/a'", link("http://e.org/a") + "'"),
    MarkdownExample("http://e.org/a\nb", link("http://e.org/a") + "\nb"),
    MarkdownExample("a\nwww.e.org", "a\n" + link("www.e.org", "http://www.e.org")),
    MarkdownExample("a  \nwww.e.org", "a<br />\n" + link("www.e.org", "http://www.e.org")),
    MarkdownExample(
      "http://日本.jp/語",
      "<a href=\"http://%E6%97%A5%E6%9C%AC.jp/%E8%AA%9E\" rel=\"nofollow\">http://日本.jp/語</a>"),
    MarkdownExample("http://e.org\u{A0}b", link("http://e.org") + "\u{A0}b"),
    MarkdownExample("\u{A0}http://e.org", "\u{A0}" + link("http://e.org")),
    MarkdownExample(
      "http://e.org/\"onload=\"x",
      "<a href=\"http://e.org/%22onload=%22x\" rel=\"nofollow\">http://e.org/&quot;onload=&quot;x</a>"
    ),
    MarkdownExample("`http://e.org`", "<code>http://e.org</code>"),
    MarkdownExample("`a http://e.org/_a_`", "<code>a http://e.org/_a_</code>"),
    MarkdownExample("[http://e.org](/x)", "<a href=\"/x\">http://e.org</a>"),
    MarkdownExample("[a *www.e.org*](/x)", "<a href=\"/x\">a <em>www.e.org</em></a>"),
    MarkdownExample(
      "[**http://e.org/x**](/y)", "<a href=\"/y\"><strong>http://e.org/x</strong></a>"),
    MarkdownExample("[a](http://e.org/_b_)", link("a", "http://e.org/_b_")),
    MarkdownExample("<http://e.org/_b_>", link("http://e.org/_b_")),
    MarkdownExample("<b a=http://e.org/_c_>", "&lt;b a=http://e.org/_c_&gt;"),
    MarkdownExample("`x`http://e.org", "<code>x</code>http://e.org"),
    MarkdownExample("ftp://e.org", "ftp://e.org"), MarkdownExample("http:/e.org", "http:/e.org"),
    MarkdownExample(
      "http://e.org/\u{E}*a*",
      "<a href=\"http://e.org/%0E\" rel=\"nofollow\">http://e.org/\u{E}</a><em>a</em>"),
  ]

  @Test(arguments: cases)
  func bareURL(_ example: MarkdownExample) {
    #expect(html(example.source, .forum) == "<p>\(example.expected)</p>\n")
  }

  @Test func bareURLsAreTextIfTheRuleIsOff() {
    var rules = MarkdownRules.forum
    rules.bareURLs = false
    #expect(html("http://e.org/_a_", rules) == "<p>http://e.org/<em>a</em></p>\n")
  }

  @Test func delimitersInURLsInCodeBlocksAreKept() {
    let source = "``` http://e.org/_a_\n* http://e.org/*b*_c_\n```"
    #expect(
      html(source, .forum)
        == "<pre><code class=\"language-http://e.org/_a_\">* http://e.org/*b*_c_\n</code></pre>\n")
  }

  @Test func bareURLsWithoutALinkRuleArePlainLinks() {
    #expect(
      html("www.e.org", MarkdownRules()) == "<p><a href=\"http://www.e.org\">www.e.org</a></p>\n")
  }

  @Test func bareURLRenderedAsTextIsUnchanged() {
    var rules = MarkdownRules()
    rules.link = { _ in .text }
    #expect(html("a www.e.org b", rules) == "<p>a www.e.org b</p>\n")
  }
}
