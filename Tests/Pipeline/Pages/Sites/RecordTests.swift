import Content
import Forum
import PipelineFixtures
import SiteBuilder
import Survey
import Testing

@testable import Mustache
@testable import Pages
@testable import Theme

/// Checks every record of the sample against its shape, because views list a record's values in the
/// order of the shape's fields.
@Suite struct RecordTests {
  private struct Sample {
    let site: Site
    let theme: CompiledTheme
    let survey: ThreadSurveyor

    func pages() -> [PlannedPage] {
      let threads = ThreadFingerprinter(site).fingerprints(of: site.threadIndices)
      let checker = ReferenceChecker(site.views.forum)
      let mentions = ThreadMentions(
        site.views.forum, checker.check(threads: site.threadIndices).mentions)
      let planner = PagePlanner(site, threads: ThreadFingerprints(threads), mentions: mentions)
      return planner.plan(site.groups[...]).pages
    }

    func documents(of page: PlannedPage) throws -> [ThreadDocument] {
      guard case .threads(let files) = site.input(of: page) else { return [] }
      return try files.compactMap {
        try survey.readDocument($0.path, $0.stamp, summaries: $0.posts)
      }
    }
  }

  private static func sample() throws -> Sample {
    let today = try #require(Day("2026-11-20"))
    let folder = SourceFolder("\(repository)/content")
    let (tree, _) = try ContentTree.list(folder)
    var reader = ContentReader(tree, baseURL: nil) { _ in today }
    let reading = try reader.read()
    let content = try #require(reading.content)
    let survey = ThreadSurveyor(folder, reading.context, site: reading.site)
    let summaries = try tree.boards.flatMap(\.threads).compactMap {
      try survey.summarise($0).summary
    }
    let builder = ForumBuilder(
      content, tree: tree, today: today, summaries: summaries, showsDrafts: true)
    let theme = try #require(
      try Theme.read(SourceFolder("\(repository)/templates")).theme)
    let compiled = try #require(CompiledTheme.compile(theme).compiled)
    let site = Site(builder.build().forum, compiled, staticFiles: tree.staticFiles)
    return Sample(site: site, theme: compiled, survey: survey)
  }

  @Test func everyRecordOfTheSampleMatchesItsShape() throws {
    let sample = try Self.sample()
    let site = sample.site
    let generator = PageGenerator(site)
    var kinds: Set<PageKind> = []
    for page in sample.pages() {
      let document = try sample.documents(of: page).first
      var values = ValueArena(sharing: site.views.shared)
      guard let (kind, record) = generator.record(of: page.subject, document, &values) else {
        continue
      }
      kinds.insert(kind)
      let violations = values.read { reader in
        self.violations(of: record, Shapes.shape(of: kind), at: kind.rawValue, reader)
      }
      #expect(violations == [], "\(page.subject)")
    }
    #expect(kinds == Set(PageKind.allCases))
  }

  /// `withPrecomputedValues` computes some values once for all pages. Without it, each page
  /// computes its own.

  @Test func precomputedValuesDoNotChangePages() throws {
    let sample = try Self.sample()
    let few = PageGenerator(sample.site)
    let many = PageGenerator(sample.site.withPrecomputedValues(sample.theme))
    for page in sample.pages() {
      let documents = try sample.documents(of: page)
      var (first, second): ([UInt8], [UInt8]) = ([], [])
      few.render(page, documents, into: &first)
      many.render(page, documents, into: &second)
      #expect(first == second, "\(page.subject)")
    }
  }

  @Test func theLayoutsValuesMatchTheFirstFieldsOfEachPage() throws {
    let site = try Self.sample().site
    let values = ValueArena(sharing: site.views.shared)
    for (_, shape) in Shapes.pages(assets: site.assets.shape) {
      let fields = shape.fields.prefix(site.views.layout.values.count)
      let violations = values.read { reader in
        zip(fields, site.views.layout.values).flatMap {
          self.violations(of: $1, $0.kind, at: $0.name, reader)
        }
      }
      #expect(violations == [])
    }
  }

  @Test func aValueOfTheWrongKindIsReported() {
    let item = Shape(["c": .flag])
    let shape = Shape(["a": .text, "b": .list(item)])
    #expect(violations(shape) { [$0.text(""), .missing] } == [])
    #expect(violations(shape) { _ in [.flag(true), .missing] } == ["x.a"])
    #expect(violations(shape) { [$0.text("")] } == ["x: 1 of 2 values"])
    let wrong = violations(shape) { [$0.text(""), $0.list([$0.record(item, [$0.text("")])])] }
    #expect(wrong == ["x.b.c"])
  }

  private func violations(_ shape: Shape, _ make: (inout ValueArena) -> [Value]) -> [String] {
    var values = ValueArena()
    let record = values.record(shape, of: make(&values))
    return values.read { violations(of: record, shape, at: "x", $0) }
  }

  private func violations(
    of record: Value, _ shape: Shape, at path: String, _ reader: ValueReader
  ) -> [String] {
    guard let values = reader.values(of: record, shape.id) else {
      return ["\(path): another shape"]
    }
    guard values.count == shape.fields.count else {
      return ["\(path): \(values.count) of \(shape.fields.count) values"]
    }
    return zip(shape.fields, values).flatMap {
      violations(of: $1, $0.kind, at: "\(path).\($0.name)", reader)
    }
  }

  private func violations(
    of value: Value, _ kind: FieldKind, at path: String, _ reader: ValueReader
  ) -> [String] {
    switch (value.kind, kind) {
    case (.missing, _), (.no, .flag), (.yes, .flag), (.number, .number), (.text, .text),
      (.html, .html):
      []
    case (.record, .record(let shape)): violations(of: value, shape, at: path, reader)
    case (.list, .list(let shape)):
      reader.values(of: value).flatMap { violations(of: $0, .record(shape), at: path, reader) }
    default: [path]
    }
  }
}
