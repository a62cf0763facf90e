import Markdown
import Testing

@Suite struct MentionTests {
  static let wren = #"<a class="mention" href="/members/wren/">@Wren</a>"#
  static let slightly = #"<a class="mention" href="/members/slightly/">@Slightly</a>"#
  static let windswept =
    #"<a class="mention" href="/members/slightly-windswept/">@Slightly Windswept</a>"#
  static let joAnn = #"<a class="mention" href="/members/jo-ann/">@Jo-Ann</a>"#
  static let faDo = #"<a class="mention" href="/members/fa_do/">@fa_do</a>"#
  static let rj = #"<a class="mention" href="/members/r.j./">@R.J.</a>"#
  static let ohara = #"<a class="mention" href="/members/o&#x27;hara/">@O'Hara</a>"#
  static let jose = #"<a class="mention" href="/members/jos%C3%A9/">@José</a>"#

  static let cases: [Case] = [
    Case("@Wren", wren), Case("Hello @Wren, hi", "Hello \(wren), hi"), Case("@wREN!", "\(wren)!"),
    Case("@Wren's scan", "\(wren)'s scan"), Case("(@Wren)", "(\(wren))"),
    Case("@Wren.", "\(wren)."),
    Case("@Wren @Wren", "\(wren) \(wren)"), Case("@Wren@Wren", "\(wren)@Wren"),
    Case("@Slightly Windswept, hello", "\(windswept), hello"),
    Case("@Slightly windsweptest", "\(slightly) windsweptest"),
    Case("@Slightly\nWindswept", "\(slightly)\nWindswept"),
    Case("@fa_do and @fa_do_", "\(faDo) and \(faDo)_"),
    Case("@R.J. said", "\(rj) said"), Case("@R.J.", rj), Case("@R.J", "@R.J"),
    Case("@Jo-Ann-", "\(joAnn)-"),
    Case("@O'Hara's", "\(ohara)'s"), Case("@José", jose), Case("@Josée", "@Josée"),
    Case("@Wrenn", "@Wrenn"), Case("@Wren2", "@Wren2"), Case("@Wren\u{301}", "@Wren\u{301}"),
    Case("me@Wren", "me@Wren"), Case("9@Wren", "9@Wren"), Case("é@Wren", "é@Wren"),
    Case("日@Wren", "日@Wren"),
    Case("x.@Wren", "x.\(wren)"), Case("-@Wren", "-\(wren)"), Case("/@Wren", "/\(wren)"),
    Case("\"@Wren\"", "&quot;\(wren)&quot;"),
    Case("a*b*@Wren", "a<em>b</em>@Wren"), Case("a*b.*@Wren", "a<em>b.</em>\(wren)"),
    Case("**@Wren**", "<strong>\(wren)</strong>"), Case("a**@Wren**", "a**\(wren)**"),
    Case("[b](/x)@Wren", #"<a href="/x">b</a>@Wren"#), Case("`b`@Wren", "<code>b</code>@Wren"),
    Case("`-`@Wren", "<code>-</code>\(wren)"), Case("`@Wren`", "<code>@Wren</code>"),
    Case("[@Wren](/x)", #"<a href="/x">@Wren</a>"#),
    Case("[a *@Wren*](/x)", #"<a href="/x">a <em>@Wren</em></a>"#),
    Case("![@Wren](a.png)", #"<img src="a.png" alt="@Wren" loading="lazy">"#),
    Case(
      "https://a.bc/@Wren", #"<a href="https://a.bc/@Wren" rel="nofollow">https://a.bc/@Wren</a>"#),
    Case("<a@wren.org>", #"<a href="mailto:a@wren.org">a@wren.org</a>"#),
    Case("a@wren.org", "a@wren.org"),
    Case("@ Wren", "@ Wren"), Case("@", "@"), Case("@@Wren", "@\(wren)"),
    Case("@\u{A0}Wren", "@\u{A0}Wren"),
    Case("@\"Wren\"", wren), Case("@\"Slightly\" Windswept", "\(slightly) Windswept"),
    Case("@\"Slightly Windswept\"", windswept), Case("@\"Nobody\"", "@&quot;Nobody&quot;"),
    Case("@\"Wren", "@&quot;Wren"), Case("@\"\"", "@&quot;&quot;"),
    Case("@\"Wren\n\"", "@&quot;Wren\n&quot;"),
    Case("@Gone was here", "Former member was here"), Case("@\"Gone\"!", "Former member!"),
    Case("&#64;Wren", wren), Case(#"\@Wren"#, wren), Case("@Wren  \nb", "\(wren)<br />\nb"),
  ]

  @Test(arguments: cases)
  func mention(_ example: Case) {
    #expect(html(example.source, .forum) == "<p>\(example.expected)</p>\n")
  }

  @Test func inAHeadingAndInAList() {
    #expect(html("# @Wren", .forum) == "<h3>\(Self.wren)</h3>\n")
    #expect(html("- @Wren", .forum) == "<ul>\n<li>\(Self.wren)</li>\n</ul>\n")
  }

  @Test func noMentionInACodeBlock() {
    #expect(html("    @Wren", .forum) == "<pre><code>@Wren\n</code></pre>\n")
  }

  /// Returns the candidates that were passed to `MarkdownRules.mention`.
  static func candidates(_ source: String) -> [MentionCandidate] {
    let asked = Asked<MentionCandidate>()
    var rules = MarkdownRules()
    rules.mention = {
      asked.values.append($0)
      return nil
    }
    _ = html(source, rules)
    return asked.values
  }

  @Test func endsAreWhereWordsEndLongestFirst() throws {
    let candidate = try #require(Self.candidates("@Slightly Windswept, hi!").first)
    let names = candidate.ends.map { String(decoding: candidate.text[..<$0], as: UTF8.self) }
    let expected = [
      "Slightly Windswept, hi!", "Slightly Windswept, hi", "Slightly Windswept,",
      "Slightly Windswept",
      "Slightly",
    ]
    #expect(names == expected)
  }

  @Test func textIsCutAfterSixtyScalarsAndNotInsideAWord() throws {
    let candidate = try #require(Self.candidates("@aé " + String(repeating: "x", count: 80)).first)
    #expect(String(decoding: candidate.text, as: UTF8.self).unicodeScalars.count == 60)
    #expect(candidate.ends == [3])
    #expect(
      try #require(Self.candidates("@" + String(repeating: "x", count: 60)).first).ends == [60])
    #expect(Self.candidates("@" + String(repeating: "x", count: 61)).isEmpty)
  }

  @Test func quotedOneHasOneEnd() throws {
    let candidate = try #require(Self.candidates("@\"Jo Smith\" x").first)
    #expect(candidate.isQuoted && candidate.ends == [8])
  }

  @Test func offsetsAreThoseOfTheSource() {
    let source = "é @Wren `@Wren` *@fa_do*\n\n> b\n> @\"Jo\" @Wren\n"
    let bytes = Array(source.utf8)
    let found = Self.candidates(source).map {
      String(decoding: bytes[$0.offset...].prefix(4), as: UTF8.self)
    }
    #expect(found == ["@Wre", "@fa_", "@\"Jo", "@Wre"])
  }

  @Test func aVerdictThatLeavesTheTextIsCutToIt() {
    var rules = MarkdownRules()
    rules.mention = { _ in MentionVerdict(byteCount: 99, name: "<N>", href: "/\"") }
    #expect(html("@abc", rules) == "<p><a class=\"mention\" href=\"/%22\">@&lt;N&gt;</a></p>\n")
  }
}

/// Records the values that were passed to a closure. Not thread-safe.
final class Asked<Value> {
  var values: [Value] = []
}
