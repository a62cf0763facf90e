import Build
import Content
import Forum
import Mustache
import Testing

@testable import Pages

/// The views make their records in the order of the shapes' fields: here every record of the sample
/// is held to its shape.
@Suite struct RecordTests {
  private static func siteOfSample() throws -> (site: Site, survey: ThreadSurvey) {
    let today = try #require(Day("2026-11-20"))
    let folder = ContentFolder("\(Community.repository)/content")
    let (tree, _) = try ContentTree.look(into: folder)
    var reader = ContentReader(tree, baseURL: nil) { _ in today }
    let reading = try reader.read()
    let content = try #require(reading.content)
    let survey = ThreadSurvey(folder, reading.rules, site: reading.site)
    let summaries = try tree.boards.flatMap(\.threads).compactMap {
      try survey.summarise($0).summary
    }
    var builder = ForumBuilder(
      content, tree: tree, today: today, summaries: summaries, showsDrafts: true)
    let theme = try #require(
      try Theme.read(ContentFolder("\(Community.repository)/templates")).theme)
    let compiled = try #require(CompiledTheme.compile(theme).compiled)
    return (
      Site(builder.build().forum, compiled, staticFiles: tree.staticFiles), survey
    )
  }

  @Test func everyRecordOfTheSampleFitsItsShape() throws {
    let (site, survey) = try Self.siteOfSample()
    let writer = PageWriter(site)
    var kinds: Set<PageKind> = []
    let threads = site.threadIndices.map(ThreadPrinter(site).print)
    for page in PagePlanner(site, threads: threads).plan(site.groups[...]) {
      var document: ThreadDocument?
      if case .thread(let path, let stamp) = site.source(of: page) {
        document = try survey.document(path, stamp)
      }
      guard let (kind, record) = writer.record(of: page, document) else { continue }
      kinds.insert(kind)
      let faults = faults(of: record, Shapes.shape(of: kind), at: kind.rawValue)
      #expect(faults == [], "\(page.path)")
    }
    #expect(kinds == Set(PageKind.allCases))
  }

  @Test func aValueThatDoesNotFitIsSeen() {
    let shape = Shape(["a": .text, "b": .list(Shape(["c": .flag]))])
    let item = Shape(["c": .flag])
    #expect(faults(of: Record(shape, [.text(""), .missing]), shape, at: "x") == [])
    #expect(faults(of: Record(shape, [.flag(true), .missing]), shape, at: "x") == ["x.a"])
    #expect(faults(of: Record(shape, [.text("")]), shape, at: "x") == ["x: 1 of 2 values"])
    let wrong = Record(shape, [.text(""), .list([.record(Record(item, [.text("")]))])])
    #expect(faults(of: wrong, shape, at: "x") == ["x.b.c"])
  }

  private func faults(of record: Record, _ shape: Shape, at place: String) -> [String] {
    guard record.shape == shape else { return ["\(place): another shape"] }
    guard record.values.count == shape.fields.count else {
      return ["\(place): \(record.values.count) of \(shape.fields.count) values"]
    }
    return zip(shape.fields, record.values).flatMap {
      faults(of: $1, $0.kind, at: "\(place).\($0.name)")
    }
  }

  private func faults(of value: Value, _ kind: Kind, at place: String) -> [String] {
    switch (value, kind) {
    case (.missing, _), (.flag, .flag), (.number, .number), (.text, .text), (.html, .html): []
    case (.record(let record), .record(let shape)): faults(of: record, shape, at: place)
    case (.list(let items), .list(let shape)):
      items.flatMap { faults(of: $0, .record(shape), at: place) }
    default: [place]
    }
  }
}
