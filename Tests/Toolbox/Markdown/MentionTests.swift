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

  static let cases: [MarkdownExample] = [
    MarkdownExample("@Wren", wren), MarkdownExample("Hello @Wren, hi", "Hello \(wren), hi"),
    MarkdownExample("@wREN!", "\(wren)!"),
    MarkdownExample("@Wren's scan", "\(wren)'s scan"), MarkdownExample("(@Wren)", "(\(wren))"),
    MarkdownExample("@Wren.", "\(wren)."),
    MarkdownExample("@Wren @Wren", "\(wren) \(wren)"),
    MarkdownExample("@Wren@Wren", "\(wren)@Wren"),
    MarkdownExample("@Slightly Windswept, hello", "\(windswept), hello"),
    MarkdownExample("@Slightly windsweptest", "\(slightly) windsweptest"),
    MarkdownExample("@Slightly\nWindswept", "\(slightly)\nWindswept"),
    MarkdownExample("@fa_do and @fa_do_", "\(faDo) and \(faDo)_"),
    MarkdownExample("@R.J. said", "\(rj) said"), MarkdownExample("@R.J.", rj),
    MarkdownExample("@R.J", "@R.J"),
    MarkdownExample("@Jo-Ann-", "\(joAnn)-"),
    MarkdownExample("@O'Hara's", "\(ohara)'s"), MarkdownExample("@José", jose),
    MarkdownExample("@Josée", "@Josée"),
    MarkdownExample("@Wrenn", "@Wrenn"), MarkdownExample("@Wren2", "@Wren2"),
    MarkdownExample("@Wren\u{301}", "@Wren\u{301}"),
    MarkdownExample("me@Wren", "me@Wren"), MarkdownExample("9@Wren", "9@Wren"),
    MarkdownExample("é@Wren", "é@Wren"),
    MarkdownExample("日@Wren", "日@Wren"),
    MarkdownExample("x.@Wren", "x.\(wren)"), MarkdownExample("-@Wren", "-\(wren)"),
    MarkdownExample("/@Wren", "/\(wren)"),
    MarkdownExample("\"@Wren\"", "&quot;\(wren)&quot;"),
    MarkdownExample("a*b*@Wren", "a<em>b</em>@Wren"),
    MarkdownExample("a*b.*@Wren", "a<em>b.</em>\(wren)"),
    MarkdownExample("**@Wren**", "<strong>\(wren)</strong>"),
    MarkdownExample("a**@Wren**", "a**\(wren)**"),
    MarkdownExample("[b](/x)@Wren", #"<a href="/x">b</a>@Wren"#),
    MarkdownExample("`b`@Wren", "<code>b</code>@Wren"),
    MarkdownExample("`-`@Wren", "<code>-</code>\(wren)"),
    MarkdownExample("`@Wren`", "<code>@Wren</code>"),
    MarkdownExample("[@Wren](/x)", #"<a href="/x">@Wren</a>"#),
    MarkdownExample("[a *@Wren*](/x)", #"<a href="/x">a <em>@Wren</em></a>"#),
    MarkdownExample("![@Wren](a.png)", #"<img src="a.png" alt="@Wren" loading="lazy">"#),
    MarkdownExample(
      "https://a.bc/@Wren", #"<a href="https://a.bc/@Wren" rel="nofollow">https://a.bc/@Wren</a>"#),
    MarkdownExample("<a@wren.org>", #"<a href="mailto:a@wren.org">a@wren.org</a>"#),
    MarkdownExample("a@wren.org", "a@wren.org"),
    MarkdownExample("@ Wren", "@ Wren"), MarkdownExample("@", "@"),
    MarkdownExample("@@Wren", "@\(wren)"),
    MarkdownExample("@\u{A0}Wren", "@\u{A0}Wren"),
    MarkdownExample("@\"Wren\"", wren),
    MarkdownExample("@\"Slightly\" Windswept", "\(slightly) Windswept"),
    MarkdownExample("@\"Slightly Windswept\"", windswept),
    MarkdownExample("@\"Nobody\"", "@&quot;Nobody&quot;"),
    MarkdownExample("@\"Wren", "@&quot;Wren"), MarkdownExample("@\"\"", "@&quot;&quot;"),
    MarkdownExample("@\"Wren\n\"", "@&quot;Wren\n&quot;"),
    MarkdownExample("@Gone was here", "Former member was here"),
    MarkdownExample("@\"Gone\"!", "Former member!"),
    MarkdownExample("&#64;Wren", wren), MarkdownExample(#"\@Wren"#, wren),
    MarkdownExample("@Wren  \nb", "\(wren)<br />\nb"),
  ]

  @Test(arguments: cases)
  func mention(_ example: MarkdownExample) {
    #expect(html(example.source, .forum) == "<p>\(example.expected)</p>\n")
  }

  @Test func mentionsWorkInHeadingsAndLists() {
    #expect(html("# @Wren", .forum) == "<h3>\(Self.wren)</h3>\n")
    #expect(html("- @Wren", .forum) == "<ul>\n<li>\(Self.wren)</li>\n</ul>\n")
  }

  @Test func codeBlockHasNoMentions() {
    #expect(html("    @Wren", .forum) == "<pre><code>@Wren\n</code></pre>\n")
  }

  /// Returns the candidates that were passed to `MarkdownRules.mention`.
  static func candidates(_ source: String) -> [MentionCandidate] {
    let recorder = Recorder<MentionCandidate>()
    var rules = MarkdownRules()
    rules.mention = {
      recorder.values.append($0)
      return nil
    }
    _ = html(source, rules)
    return recorder.values
  }

  @Test func possibleLengthsEndAtWordsLongestFirst() throws {
    let candidate = try #require(Self.candidates("@Slightly Windswept, hi!").first)
    let names = candidate.possibleLengths.map {
      String(decoding: candidate.text[..<$0], as: UTF8.self)
    }
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
    #expect(candidate.possibleLengths == [3])
    #expect(
      try #require(Self.candidates("@" + String(repeating: "x", count: 60)).first).possibleLengths
        == [60])
    #expect(Self.candidates("@" + String(repeating: "x", count: 61)).isEmpty)
  }

  @Test func quotedMentionHasOneLength() throws {
    let candidate = try #require(Self.candidates("@\"Jo Smith\" x").first)
    #expect(candidate.isQuoted && candidate.possibleLengths == [8])
  }

  @Test func offsetsAreThoseOfTheSource() {
    let source = "é @Wren `@Wren` *@fa_do*\n\n> b\n> @\"Jo\" @Wren\n"
    let bytes = Array(source.utf8)
    let found = Self.candidates(source).map {
      String(decoding: bytes[$0.offset...].prefix(4), as: UTF8.self)
    }
    #expect(found == ["@Wre", "@fa_", "@\"Jo", "@Wre"])
  }

  @Test func lengthBeyondTheTextIsClamped() {
    var rules = MarkdownRules()
    rules.mention = { _ in MentionRendering(byteCount: 99, name: "<N>", href: "/\"") }
    #expect(html("@abc", rules) == "<p><a class=\"mention\" href=\"/%22\">@&lt;N&gt;</a></p>\n")
  }
}

/// Records the values that were passed to a closure. Not thread-safe.
final class Recorder<Value> {
  var values: [Value] = []
}
