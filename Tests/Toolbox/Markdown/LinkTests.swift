import Markdown
import Testing

@Suite struct LinkTests {
  static let cases: [Case] = [
    Case("[a](/b)", #"<a href="/b">a</a>"#),
    Case(
      "[a](http://e.org/ü?x=1&y 'T <b> &amp; \"q\"')",
      "<a href=\"http://e.org/%C3%BC?x=1&amp;y\" rel=\"nofollow\""
        + " title=\"T &lt;b&gt; &amp; &quot;q&quot;\">a</a>"),
    Case("[a](http://e.org/ü?x&y)", #"<a href="http://e.org/%C3%BC?x&amp;y" rel="nofollow">a</a>"#),
    Case("[a](/b 'T <b> \"q\"')", #"<a href="/b" title="T &lt;b&gt; &quot;q&quot;">a</a>"#),
    Case("[a](/b '')", #"<a href="/b">a</a>"#),
    Case("[*a* `b`](/b)", #"<a href="/b"><em>a</em> <code>b</code></a>"#),
    Case("[](/b)", #"<a href="/b"></a>"#), Case("[a]()", #"<a href="">a</a>"#),
    Case("[a][r]\n\n[r]: http://e.org", #"<a href="http://e.org" rel="nofollow">a</a>"#),
    Case("<http://e.org>", #"<a href="http://e.org" rel="nofollow">http://e.org</a>"#),
    Case("[click](javascript:x)", "click (javascript:x)"),
    Case("[*click* it](javascript:x)", "<em>click</em> it (javascript:x)"),
    Case("[](javascript:x)", " (javascript:x)"), Case("<javascript:x>", "javascript:x"),
    Case("[javascript:x](javascript:x)", "javascript:x"),
    Case("[a *@Wren*](//e.org)", "a <em>@Wren</em> (//e.org)"),
    Case("[a <b>](data:<x>)", "a &lt;b&gt; (data:&lt;x&gt;)"),
    Case("[a](<data:<x\\>>)", "[a](&lt;data:&lt;x&gt;&gt;)"),
    Case("[a](<data: \"x\">)", "a (data: &quot;x&quot;)"),
    Case("![a *b*\nc](x.png)", #"<img src="x.png" alt="a b c" loading="lazy">"#),
    Case("![a](x.png \"t\")", #"<img src="x.png" alt="a" title="t" loading="lazy">"#),
    Case("![a](http://e.org/x.png)", #"<a href="http://e.org/x.png" rel="nofollow">a</a>"#),
    Case(
      "![a](http://e.org/x.png 't')",
      #"<a href="http://e.org/x.png" rel="nofollow" title="t">a</a>"#),
    Case(
      "![](http://e.org/x.png)",
      #"<a href="http://e.org/x.png" rel="nofollow">http://e.org/x.png</a>"#),
    Case("![a](data:x)", "a (data:x)"), Case("![](data:x)", " (data:x)"),
    Case("[![a](http://e.org/x.png)](/b)", #"<a href="/b">a</a>"#),
    Case("[![a](x.png)](/b)", #"<a href="/b"><img src="x.png" alt="a" loading="lazy"></a>"#),
    Case("[![a](data:x)](/b)", #"<a href="/b">a (data:x)</a>"#),
    Case("[![a](http://e.org/x.png)](data:y)", "a (data:y)"),
    Case("![a [b](c)](x.png)", #"<img src="x.png" alt="a b" loading="lazy">"#),
    Case("![a ![b](data:y)](x.png)", #"<img src="x.png" alt="a b" loading="lazy">"#),
    Case("![a <b> `c`](x.png)", #"<img src="x.png" alt="a &lt;b&gt; c" loading="lazy">"#),
    Case("[a](/b) [c](/d)", #"<a href="/b">a</a> <a href="/d">c</a>"#),
  ]

  @Test(arguments: cases)
  func verdict(_ example: Case) {
    #expect(html(example.source, .forum) == "<p>\(example.expected)</p>\n")
  }

  @Test func withoutALinkRuleTheyAreCommonMarks() {
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
    let asked = Asked<LinkReference>()
    let rules = MarkdownRules(link: {
      asked.values.append($0)
      return .link(href: "/", rel: nil)
    })
    _ = html(source, rules)
    return asked.values
  }

  @Test func destinationsAreCleanedAndNotEncoded() {
    let found = Self.references("[a](b\\_c&amp;d) [e](<f g>) ![h](ü) <k@l.mn> www.o.pq").map(
      \.destination)
    #expect(found == ["b_c&d", "f g", "ü", "mailto:k@l.mn", "http://www.o.pq"])
  }

  @Test func kindsAreTold() {
    let found = Self.references(
      "[a](b) ![a](b) <http://c.de> http://c.de [http://c.de](http://c.de) <k@l.mn>")
    #expect(found.map(\.isImage) == [false, true, false, false, false, false])
    #expect(found.map(\.isAutolink) == [false, false, true, false, false, true])
    #expect(found.map(\.isBareURL) == [false, false, false, true, false, false])
  }

  @Test func offsetsAreThoseOfTheDestination() {
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

  @Test func withoutADestinationInTheBlockTheOffsetIsTheLinks() {
    let found = Self.references("x\n\ny [a] and [b][a]\n\n[a]: c.md\n").map(\.offset)
    #expect(found == [5, 13])
  }

  @Test func withoutALinkInTheBlockTheOffsetIsTheBlocks() {
    #expect(Self.references("a\n\n&#91;\\_ <http://a.b?c&amp;d>").map(\.offset) == [3])
  }
}
