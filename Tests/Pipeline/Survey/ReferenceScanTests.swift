import Diagnostics
import PipelineFixtures
import TestSupport
import Testing

@testable import Content
@testable import Survey

@Suite struct ReferenceScanTests {
  /// Finds the references in a body in two ways: as the survey does, and with the parser alone.
  private final class ReferenceFinders {
    let site: BaseURL
    private let parser: ReferenceCollector
    private let collector: ReferenceCollector
    private var scan: ReferenceScan
    private(set) var scanned = 0

    init(_ url: String = "https://community.example.org/forum") throws {
      site = try #require(BaseURL(url))
      parser = ReferenceCollector(site: site)
      collector = ReferenceCollector(site: site)
      scan = ReferenceScan(site: site)
    }

    /// The survey's result follows `ThreadSurveyor`, which runs the parser only if the scan needs it.
    func found(in body: String) -> (survey: References, parser: References) {
      let bytes = Array("---\nauthor: a\n---\n\(body)".utf8)
      let range = 18..<bytes.count
      var diagnostics = DiagnosticCollector(SourceText(file: "t", bytes: bytes))
      parser.start()
      parser.parse(bytes[range], &diagnostics)
      collector.start()
      scan.scan(bytes, range)
      if scan.needsParser {
        collector.parse(bytes[range], &diagnostics)
      } else {
        scanned += 1
        for mention in scan.mentions { collector.add(mention.text, at: mention.offset) }
      }
      return (collector.references, parser.references)
    }

    /// Expects the survey to find at least the parser's links and mentions. A mention found by the
    /// survey may continue after the end of the parser's.
    func check(_ body: String, at location: Testing.SourceLocation = #_sourceLocation) {
      let (survey, parser) = found(in: body)
      let targets = Set(survey.links.map(\.target))
      #expect(
        parser.links.allSatisfy { targets.contains($0.target) }, "\(body.debugDescription)",
        sourceLocation: location)
      for mention in parser.mentions {
        let isFound = survey.mentions.contains {
          $0.text.unicodeScalars.starts(with: mention.text.unicodeScalars)
        }
        #expect(
          isFound, "\(mention.text.debugDescription) of \(body.debugDescription)",
          sourceLocation: location)
      }
    }
  }

  @Test(arguments: [
    "@Wren", "(@Wren)", "hello @Jo Smith, and @\"Jo Smith\"", "*@Wren*", "**@Wren** x", "\\@Wren",
    "&#64;Wren",
    "&commat;Wren", "@W&amp;S", "@W&#114;en", "@W\\_ren", "a\n@Wren\n", "> @Wren", "- @Wren",
    "# @Wren", "é@Wren", "@Zoë",
    "@Wren\r\nx", "@a\rb", "@Wren's", "@@Wren", "_@Wren_", "@\\\"Jo\\\"", "&quot;@Wren&quot;",
    "@&quot;Jo Smith&quot;", "a&nbsp;@Wren", "<b>@Wren</b>", "<div>\n@Wren\n</div>", "~~@Wren~~",
    "1.@Wren", ".@Wren",
    "@Wren\u{2028}x", "@W\u{0}x", "*a*@Wren", "`a`@Wren", "[a](https://x.example)@Wren",
    "a\u{301}@Wren", "@\(String(repeating: "x ", count: 60))",
    "@\"\(String(repeating: "é", count: 60))\"", "@Wr<!-- -->en",
  ]) func scanFindsTheParsersMentions(body: String) throws {
    let ways = try ReferenceFinders()
    ways.check(body)
    #expect(!ways.found(in: body).survey.mentions.isEmpty)
  }

  @Test(arguments: [
    "[a](b.md)", "[a](<b c.md>)", "[a]( b.md )", "[a](\nb.md)", "> [a](\n> b.md)",
    "![a](/static/x.png)", "[a][r]\n\n[r]: b.md",
    "[r]\n\n[r]:\nb.md", "[R]\n\n[r]: <b.md> 'x'", "[a](/boards/x/)", "[a](#post-2)", "[a](?q)",
    "[a](../x.md \"t\")",
    "[a](https://community.example.org/forum/x)", "[a](HTTPS://COMMUNITY.example.org/forum/x)",
    "<https://community.example.org/forum/x>", "<HTTP://community.example.org/forum/x>",
    "https://community.example.org/forum/x", "see HTTP://Community.Example.Org/forum/x.",
    "(https://community.example.org/forum/x)",
    "[a](https&colon;//community.example.org/forum/)",
    "[a](https:&sol;&sol;community.example.org/forum/)",
    "[a](https:\\/\\/community.example.org/forum/)",
    "https:&#47;&#47;community.example.org/forum/x",
    "https://community&period;example.org/forum/x", "https://community\\.example.org/forum/x",
    "[a](\\/x)", "[a](&#47;x)",
    "[a](b.md \"@Wren\")", "[![a](/static/x.png)](https://x.example)",
    "[a](https://x.example) [b](c.md)",
    "[![a](https://x.example)](c.md)", "[a\\]](b.md)", "[a](b.md)(https://x.example)",
    "> > - [a](b.md)", "[a]\n(b.md)\n[c](d.md)",
    "https://&#99;ommunity.example.org/forum/x", "[a](https&#58;//community.example.org/forum)",
    "https://community.example.org/forum/a_b_c", "*https://community.example.org/forum/x*",
    "~https://community.example.org/forum/x~",
  ]) func scanFindsTheParsersLinks(body: String) throws {
    let ways = try ReferenceFinders()
    ways.check(body)
    #expect(!ways.found(in: body).survey.links.isEmpty)
  }

  @Test func ligatureInAHostIsFound() throws {
    let ways = try ReferenceFinders("https://fjord.example")
    ways.check("https://&fjlig;ord.example/x")
    #expect(ways.found(in: "https://&fjlig;ord.example/x").parser.links.count == 1)
  }

  @Test(arguments: [
    "plain text", "https://x.example/a?b=c&d=e", "[a](https://x.example/b)",
    "[a](<https://x.example/b>)", "a@b.example",
    "Tom & Jerry", "`@x`", "see [1] and [2]", "10:30", "a < b", "<https://x.example>",
    "50% (or so)", "@Wren",
  ]) func ordinaryBodiesNeedNoParser(body: String) throws {
    var scan = ReferenceScan(site: try #require(BaseURL("https://community.example.org")))
    let bytes = Array(body.utf8)
    scan.scan(bytes, 0..<bytes.count)
    #expect(!scan.needsParser)
  }

  @Test(arguments: [
    "https://community.example.org/forum", "https://www.example.org", "http://localhost:8080",
    "https://fjord.example",
  ]) func surveyFindsAllThatTheParserFinds(url: String) throws {
    let ways = try ReferenceFinders(url)
    var random = SplitMix64(seed: 62)
    let host = ways.site.host
    let pieces =
      Self.pieces + [
        host, "//\(host)", "http://\(host)/x", host.uppercased(), "HTTPS://\(host)", "www.\(host)",
      ]
    for _ in 0..<6000 { ways.check(random.text(of: pieces, count: 1...14)) }
    print("\(url): \(ways.scanned) of 6000 bodies needed no parser")
    #expect(url.contains("www.") || ways.scanned > 300)
  }

  static let pieces = [
    "@", "@", "@Wren", "@\"Jo Smith\"", "Jo", " ", " ", "\n", "\n\n", "\r\n", "\t", "[", "]", "](",
    "](", ")", "(", "]:", "]: ",
    "[r]", "[r]: b.md\n", "<", ">", "> ", "- ", "1. ", "# ", "`", "```\n", "*", "**", "_", "~",
    "\\", "\\@", "\\/", "&", "&#64;",
    "&commat;", "&colon;", "&sol;", "&period;", "&quot;", "&amp;", "&#x2F;", "&fjlig;", ";", ":",
    "/", "//", ".", "-", "a", "é",
    "💕", "b.md", "/static/x.png", "#post-2", "https://", "http://", "HTTPS://",
    "https://x.example/y", "www.x.example", "mailto:a@b.example",
    "javascript:x", "tel:1", "![", "!", "\"", "'", "<b>", "</b>", "<div>", "<!--", "-->",
    "<a href=\"/x\">", "\u{0}", "\u{A0}", "\u{2028}",
    "    ", "\r", "%20", "|", "=", "---\n", "ord.example", "\u{FEFF}", "\u{301}",
  ]
}

@Suite struct SurveyTests {
  @Test func summaryContainsWhatOtherFilesNeed() throws {
    let fixture = try Fixture([
      "boards/b/t.md": threadWithEveryKey.replacing(
        "One\n", with: "Hello @Wren, see [x](y.md#post-2)\n")
    ])
    let (read, diagnostics) = try fixture.survey().summarise("boards/b/t.md")
    let summary = try #require(read)
    #expect(diagnostics.isEmpty)
    #expect(summary.path == "boards/b/t.md" && summary.slug.description == "results")
    #expect(
      summary.posts.map { summary.authors[Int($0.author)].name } == [
        "Wren", "Slightly Windswept", "No",
      ])
    #expect(summary.posts.map(\.isRemoved) == [false, false, true])
    #expect(summary.posts.map(\.isAccepted) == [false, true, false])
    #expect(summary.isClosed && summary.isPinned && summary.isDraft)
    #expect(summary.references.links.map(\.text) == ["y.md#post-2"])
    #expect(summary.references.links.map(\.target.fragment) == ["post-2"])
    #expect(summary.references.mentions.count == 1)
  }

  @Test(arguments: [
    (
      "[a]()",
      "6:1: warning: this link has no address between its brackets, so it is shown as text; add "
        + "the address"
    ),
    (
      "[a](javascript:x)",
      "6:5: warning: a post cannot link to 'javascript:x', so it is shown as text; use http, "
        + "https, mailto, tel or a path"
    ),
    (
      "![a](//x.example/y.png)",
      "6:6: warning: a post cannot link to '//x.example/y.png', so it is shown as text; use http, "
        + "https, mailto, tel or a path"
    ),
  ]) func invalidDestinationsAreAWarning(body: String, expected: String) throws {
    let fixture = try Fixture([
      "boards/b/t.md": "---\ntitle: t\nauthor: a\ndate: 2022-05-31\n---\n\(body)\n"
    ])
    let (summary, diagnostics) = try fixture.survey().summarise("boards/b/t.md")
    #expect(summary != nil)
    #expect(fixture.printed(diagnostics) == "content/boards/b/t.md:\(expected)\n")
  }

  @Test func removedPostHasNoReferences() throws {
    let fixture = try Fixture([
      "boards/b/t.md":
        "---\ntitle: t\nauthor: a\ndate: 2022-05-31\nremoved: asked for\n---\n@Wren [a](b.md)\n"
    ])
    let summary = try fixture.survey().summarise("boards/b/t.md").summary
    #expect(summary?.references.links.isEmpty == true)
    #expect(summary?.references.mentions.isEmpty == true)
  }

  @Test func surveyKeepsNoStateBetweenThreads() throws {
    let head = "---\ntitle: t\nauthor: a\ndate: 2022-05-31\n---\n"
    let fixture = try Fixture([
      "boards/b/s.md": "\(head)@Wren [a](b.md)\n", "boards/b/t.md": "\(head)x\n",
    ])
    let survey = try fixture.survey()
    _ = try survey.summarise("boards/b/s.md")
    let summary = try survey.summarise("boards/b/t.md").summary
    #expect(
      summary?.references.links.isEmpty == true && summary?.references.mentions.isEmpty == true)
  }
}
