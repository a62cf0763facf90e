import Diagnostics
import Testing

@testable import SiteBuilder

/// One thing wrong with a community or a theme, and everything that a build says of it.
struct Broken: Sendable, CustomTestStringConvertible {
  let name: String
  let changes: [Change]
  /// Warnings count as errors.
  let isStrict: Bool
  /// The whole report, the folders called `content` and `templates`.
  let report: String

  /// `report` without its last line feed.
  init(_ name: String, _ changes: Change..., isStrict: Bool = false, says report: String) {
    self.name = name
    self.changes = changes
    self.isStrict = isStrict
    self.report = report + "\n"
  }

  var testDescription: String { name }

  /// The report is exactly this; no folder is made where there was none, and a site that stood
  /// there before is left as it was, to the byte and to the time of change.
  func check(at place: SourceLocation = #_sourceLocation) throws {
    let fixture = try Fixture()
    let good = fixture.build()
    try #require(good.report == "", sourceLocation: place)
    let before = try fixture.snapshot()
    try #require(before.keys.contains("boards/surgery/drains/index.html"), sourceLocation: place)
    for change in changes { try fixture.apply(change) }
    let spoilt = fixture.build { $0.isStrict = isStrict }
    #expect(spoilt.report == report, sourceLocation: place)
    #expect(spoilt.isRefused, sourceLocation: place)
    #expect(try fixture.snapshot() == before, sourceLocation: place)
    let afresh = fixture.build(into: "new") { $0.isStrict = isStrict }
    #expect(afresh.isRefused && afresh.report == report, sourceLocation: place)
    #expect(!fixture.exists("new"), sourceLocation: place)
  }
}

/// A change to the good community, or to the project's templates.
enum Change: Sendable {
  case put(String, at: ContentPath)
  case bytes([UInt8], at: ContentPath)
  case replace(String, by: String, in: ContentPath)
  case remove(ContentPath)
  case link(ContentPath, to: String)
  /// A file whose name is these bytes.
  case rawName([UInt8], in: String)
  case theme(String, by: String, in: String)
  case putIntoTheme(String, at: String)
  case removeFromTheme(String)

  /// A thread without a fault but what the line says; a title takes the place of its own.
  static func thread(at path: ContentPath, _ line: String = "") -> Change {
    let title = line.hasPrefix("title:") ? line : "title: A thread"
    let more = line.isEmpty || line.hasPrefix("title:") ? "" : line + "\n"
    return .put("---\n\(title)\nauthor: Wren\ndate: 2022-08-01\n\(more)---\n\nHello.\n", at: path)
  }
}

/// A path below content/; those of the good community have names.
struct ContentPath: Sendable, ExpressibleByStringLiteral {
  let text: String

  init(stringLiteral text: String) { self.text = text }

  static let forum: ContentPath = "forum.yml"
  static let members: ContentPath = "members.yml"
  static let glossary: ContentPath = "glossary.yml"
  static let surgery: ContentPath = "boards/surgery/board.md"
  static let results: ContentPath = "boards/results/board.md"
  static let drains: ContentPath = "boards/surgery/2022/drains.md"
  static let scars: ContentPath = "boards/surgery/scars.md"
  static let waiting: ContentPath = "boards/results/waiting.md"
  static let nurses: ContentPath = "pages/nurses.md"
  /// None stands there yet.
  static let newThread: ContentPath = "boards/surgery/new.md"
}
