import Markdown
import Testing

@Suite struct LinkTests {
  static let cases: [MarkdownExample] = [
    MarkdownExample("[a](/b)", #"<a href="/b">a</a>"#),
    MarkdownExample(
      "[a](http://e.org/ü?x=1&y 'T <b> &amp; \"q\"')",
      "<a href=\"http://e.org/%C3%BC?x=1&amp;y\" rel=\"nofollow\""
        + " title=\"T &lt;b&gt; &amp; &quot;q&quot;\">a</a>"),
    MarkdownExample(
      "[a](http://e.org/ü?x&y)", #"<a href="http://e.org/%C3%BC?x&amp;y" rel="nofollow">a</a>"#),
    MarkdownExample(
      "[a](/b 'T <b> \"q\"')", #"<a href="/b" title="T &lt;b&gt; &quot;q&quot;">a</a>"#),
    MarkdownExample("[a](/b '')", #"<a href="/b">a</a>"#),
    MarkdownExample("[*a* `b`](/b)", #"<a href="/b"><em>a</em> <code>b</code></a>"#),
    MarkdownExample("[](/b)", #"<a href="/b"></a>"#),
    MarkdownExample("[a]()", #"<a href="">a</a>"#),
    MarkdownExample("[a][r]\n\n[r]: http://e.org", #"<a href="http://e.org" rel="nofollow">a</a>"#),
    MarkdownExample("<http://e.org>", #"<a href="http://e.org" rel="nofollow">http://e.org</a>"#),
    MarkdownExample("[click](javascript:x)", "click (javascript:x)"),
    MarkdownExample("[*click* it](javascript:x)", "<em>click</em> it (javascript:x)"),
    MarkdownExample("[](javascript:x)", " (javascript:x)"),
    MarkdownExample("<javascript:x>", "javascript:x"),
    MarkdownExample("[javascript:x](javascript:x)", "javascript:x"),
    MarkdownExample("[a *@Wren*](//e.org)", "a <em>@Wren</em> (//e.org)"),
    MarkdownExample("[a <b>](data:<x>)", "a &lt;b&gt; (data:&lt;x&gt;)"),
    MarkdownExample("[a](<data:<x\\>>)", "[a](&lt;data:&lt;x&gt;&gt;)"),
    MarkdownExample("[a](<data: \"x\">)", "a (data: &quot;x&quot;)"),
    MarkdownExample("![a *b*\nc](x.png)", #"<img src="x.png" alt="a b c" loading="lazy">"#),
    MarkdownExample("![a](x.png \"t\")", #"<img src="x.png" alt="a" title="t" loading="lazy">"#),
    MarkdownExample(
      "![a](http://e.org/x.png)", #"<a href="http://e.org/x.png" rel="nofollow">a</a>"#),
    MarkdownExample(
      "![a](http://e.org/x.png 't')",
      #"<a href="http://e.org/x.png" rel="nofollow" title="t">a</a>"#),
    MarkdownExample(
      "![](http://e.org/x.png)",
      #"<a href="http://e.org/x.png" rel="nofollow">http://e.org/x.png</a>"#),
    MarkdownExample("![a](data:x)", "a (data:x)"), MarkdownExample("![](data:x)", " (data:x)"),
    MarkdownExample("[![a](http://e.org/x.png)](/b)", #"<a href="/b">a</a>"#),
    MarkdownExample(
      "[![a](x.png)](/b)", #"<a href="/b"><img src="x.png" alt="a" loading="lazy"></a>"#),
    MarkdownExample("[![a](data:x)](/b)", #"<a href="/b">a (data:x)</a>"#),
    MarkdownExample("[![a](http://e.org/x.png)](data:y)", "a (data:y)"),
    MarkdownExample("![a [b](c)](x.png)", #"<img src="x.png" alt="a b" loading="lazy">"#),
    MarkdownExample("![a ![b](data:y)](x.png)", #"<img src="x.png" alt="a b" loading="lazy">"#),
    MarkdownExample(
      "![a <b> `c`](x.png)", #"<img src="x.png" alt="a &lt;b&gt; c" loading="lazy">"#),
    MarkdownExample("[a](/b) [c](/d)", #"<a href="/b">a</a> <a href="/d">c</a>"#),
  ]

  @Test(arguments: cases)
  func rendering(_ example: MarkdownExample) {
    #expect(html(example.source, .forum) == "<p>\(example.expected)</p>\n")
  }

  @Test func linksWithoutARuleFollowCommonMark() {
    let rules = MarkdownRules(bareURLs: false)
    let expected =
      "<p><a href=\"javascript:x\" title=\"t\">a</a> <img src=\"data:x\" alt=\"b\" title=\"u\" /></p>\n"
    #expect(html("[a](javascript:x 't') ![b](data:x 'u')", rules) == expected)
  }

  @Test func aLinkMayBecomeAnImage() {
    let rules = MarkdownRules(link: { _ in .image(src: "/x\"y") })
    #expect(
      html("[a](b) www.e.org", rules)
        == "<p><img src=\"/x%22y\" alt=\"a\" loading=\"lazy\"> <img src=\"/x%22y\" alt=\"www.e.org\" loading=\"lazy\"></p>\n"
    )
  }

  /// Returns the references that were passed to `MarkdownRules.link`.
  static func references(_ source: String) -> [LinkReference] {
    let recorder = Recorder<LinkReference>()
    let rules = MarkdownRules(link: {
      recorder.values.append($0)
      return .link(href: "/", rel: nil)
    })
    _ = html(source, rules)
    return recorder.values
  }

  @Test func destinationsAreCleanedAndNotEncoded() {
    let found = Self.references("[a](b\\_c&amp;d) [e](<f g>) ![h](ü) <k@l.mn> www.o.pq").map(
      \.destination)
    #expect(found == ["b_c&d", "f g", "ü", "mailto:k@l.mn", "http://www.o.pq"])
  }

  @Test func kindsOfLinksAreReported() {
    let found = Self.references(
      "[a](b) ![a](b) <http://c.de> http://c.de [http://c.de](http://c.de) <k@l.mn>")
    #expect(found.map(\.isImage) == [false, true, false, false, false, false])
    #expect(found.map(\.isAutolink) == [false, false, true, false, false, true])
    #expect(found.map(\.isBareURL) == [false, false, false, true, false, false])
  }

  @Test func offsetIsThatOfTheDestination() {
    let source =
      "é\r\n\r\nb.md is [*x*](b.md), ![y](b.md) [![z](i.png)](c.md)\r\n\r\n> q http://e.org\r\n> <http://e.org>\n\n# [h](c.md)\n"
    let bytes = Array(source.utf8)
    let references = Self.references(source)
    let found = references.map {
      String(decoding: bytes[($0.offset - 1)...].prefix(5), as: UTF8.self)
    }
    #expect(found == ["(b.md", "(b.md", "(c.md", "(i.pn", " http", "<http", "(c.md"])
    #expect(Set(references.map(\.offset)).count == 7)
  }

  @Test func offsetFallsBackToTheLink() {
    let found = Self.references("x\n\ny [a] and [b][a]\n\n[a]: c.md\n").map(\.offset)
    #expect(found == [5, 13])
  }

  @Test func offsetFallsBackToTheBlock() {
    #expect(Self.references("a\n\n&#91;\\_ <http://a.b?c&amp;d>").map(\.offset) == [3])
  }
}
