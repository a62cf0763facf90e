import Diagnostics
import TestSupport
import Testing

@testable import Mustache

/// Templates that are too large, too deep or designed to be slow quickly yield an error or a
/// page.
@Suite(.serialized) struct HostileTemplateTests {
  @Test(arguments: [
    ("{{#closed}}", 45_000, "{{/closed}}", "template-too-deep"),
    ("{{#closed}}", 101, "{{/closed}}", "template-too-deep"),
    ("{{$a}}", 5_000, "{{/a}}", "template-too-deep"),
    ("{{<a}}{{$x}}", 5_000, "{{/x}}{{/a}}", "template-too-deep"),
    ("{{#closed\n", 80_000, "}}", "unclosed-tag"),
    ("{{/closed}}", 80_000, "", "stray-close"),
    ("{{titel}}", 100_000, "", "unknown-name"),
    ("{{=", 300_000, "", "unclosed-tag"),
    ("{{{", 200_000, "}}", "unclosed-tag"),
    ("{{", 400_000, "", "unclosed-tag"),
    ("{{! ", 200_000, "", "unclosed-tag"),
    ("<", 1_000_001, "", "template-too-large"),
    ("{{>page}}", 100_000, "", "recursive-template"),
    ("{{>nothing}}", 80_000, "", "unknown-template"),
  ])
  func rejectsHostileTemplatesQuickly(opening: String, count: Int, closing: String, id: String) {
    let text = String(repeating: opening, count: count) + String(repeating: closing, count: count)
    let sources = [template("page", String(text.prefix(1_000_001))), template("a", "{{$x}}{{/x}}")]
    let compiled = quickly { TemplateSet.compile(sources, pages: [("page", Sample.page)]) }
    #expect(compiled.templates == nil)
    #expect(compiled.diagnostics.contains { $0.id == id })
    #expect(compiled.diagnostics.count <= 100)
  }

  @Test(arguments: [
    ("{{#closed}}x{{/closed}}", 40_000), ("{{title}}", 100_000), ("\n", 1_000_000),
    ("{{!}}\n", 160_000), ("{{#posts}}\n{{author}}\n{{/posts}}\n", 30_000),
    (" ", 1_000_000), ("{{=<% %>=}}\n<%={{ }}=%>\n", 40_000), ("{{$a}} {{/a}}", 70_000),
    ("<a title=\"{{title}}\">", 45_000), ("<script>", 120_000), ("- ", 500_000),
  ])
  func compilesLargeTemplatesQuickly(part: String, count: Int) {
    let text = String(repeating: part, count: count)
    let compiled = quickly {
      TemplateSet.compile([template("page", text)], pages: [("page", Sample.page)])
    }
    #expect(compiled.diagnostics == [])
    #expect(compiled.templates != nil)
  }

  @Test func renders100000SectionsOfAPage() {
    let part = template("part", String(repeating: "{{#closed}}x{{/closed}}", count: 10_000))
    let page = String(repeating: "{{>part}}", count: 10)
    #expect(quickly { render(page, [part]) } == String(repeating: "x", count: 100_000))
  }

  @Test func rejectsPartialsThatGrowExponentially() {
    for ending in ["", "{{title}} text"] {
      let parts = (0..<60).map { template("p\($0)", "{{>p\($0 + 1)}}\n{{>p\($0 + 1)}}") }
      let sources = parts + [template("p60", ending), template("page", "\n {{>p0}}")]
      let printed = quickly { diagnostics(of: sources) }
      #expect(
        printed == "templates/page.mustache:2:5: error: this page is too large after its "
          + "partials are inserted; use fewer partials within partials\n")
    }
  }

  @Test(arguments: 0..<20)
  func doesNotCrashOnRandomTemplates(part: Int) {
    for seed in 0..<40 {
      var random = SplitMix64(seed: UInt64(part * 1000 + seed))
      let text = (0..<60).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
      let sources = [template("page", text), template("a", "<p>\n {{$x}}\n  y\n {{/x}}\n</p>")]
      let compiled = TemplateSet.compile(sources, pages: [("page", Sample.page)])
      var output: [UInt8] = []
      compiled.templates?.render("page", Sample.record, into: &output)
      let lenient = ReferenceRenderer(sources).render("page", .record(Sample.record))
      if compiled.templates != nil { #expect(output == lenient) }
    }
  }

  private static let pieces = [
    "{{", "}}", "{{{", "}}}", "{{#posts}}", "{{/posts}}", "{{^closed}}", "{{/closed}}", "{{<a}}",
    "{{/a}}", "{{$x}}", "{{/x}}", "{{>a}}", "{{title}}", "{{{body}}}", "{{.}}", "{{=| |=}}",
    "|={{ }}=|", "{{! c }}", "\n", "\r\n", "  ", "\t", "é", "<p>", "<a b=\"", "\"", ">", "<!--",
    "-->", "<script>", "</script>", "{", "}", "#", "/", "=", "\u{0}", "\u{FEFF}",
  ]

  @Test func rendersAPageAtTheDepthLimit() {
    let text =
      String(repeating: "{{#closed}}", count: 100) + "x"
      + String(repeating: "{{/closed}}", count: 100)
    #expect(render(text) == "x")
  }

  @Test func limitsTheDepthOfNestedPartials() {
    let parts = (0..<150).map { template("p\($0)", "{{>p\($0 + 1)}}") }
    let sources = parts + [template("p150", ""), template("page", "{{>p0}}")]
    #expect(
      diagnostics(of: sources)
        == "templates/p99.mustache:1:4: error: tags are nested more than 100 levels deep\n")
  }

  @Test func compilesNestedBlocksOfTheSameNameQuickly() {
    let parents = (0..<50).map {
      template(
        "p\($0)",
        "{{<p\($0 + 1)}}{{$a}}{{$a}}{{$b}}{{/b}}{{/a}}{{$b}}{{$a}}{{/a}}{{/b}}{{/a}}{{$b}}{{$a}}{{/a}}{{/b}}{{/p\($0 + 1)}}"
      )
    }
    let last = template("p50", "{{$a}}{{$b}}{{/b}}{{/a}}{{$b}}{{$a}}{{/a}}{{/b}}")
    _ = quickly { diagnostics(of: parents + [last, template("page", "{{<p0}}{{/p0}}")]) }
  }

  /// The limit is generous because a debug build on a busy machine is slow. Quadratic time would
  /// take minutes.
  private func quickly<Result>(_ work: () -> Result) -> Result {
    var result: Result?
    let time = ContinuousClock().measure { result = work() }
    #expect(time < .seconds(40))
    return result ?? work()
  }
}
