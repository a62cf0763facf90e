import Diagnostics
import Testing

@testable import SiteBuilder

/// Errors in a community or theme, and the complete report of a build.
struct InvalidInputCase: Sendable, CustomTestStringConvertible {
  let name: String
  let changes: [Change]
  /// Whether warnings count as errors.
  let isStrict: Bool
  /// The complete report, with paths relative to the folder of `content` and `templates`.
  let report: String

  /// `report`: without the final line feed.
  init(_ name: String, _ changes: Change..., isStrict: Bool = false, expecting report: String) {
    self.name = name
    self.changes = changes
    self.isStrict = isStrict
    self.report = report + "\n"
  }

  var testDescription: String { name }

  /// Checks that the build prints exactly the report and is refused. It must not create an output
  /// folder, and an existing site must keep its bytes, inodes and times.
  func check(at location: Testing.SourceLocation = #_sourceLocation) throws {
    let fixture = try Fixture()
    let good = fixture.build()
    try #require(good.report == "", sourceLocation: location)
    let before = try fixture.snapshot()
    try #require(before.keys.contains("boards/surgery/drains/index.html"), sourceLocation: location)
    for change in changes { try fixture.apply(change) }
    let invalidBuild = fixture.build { $0.isStrict = isStrict }
    #expect(invalidBuild.report == report, sourceLocation: location)
    #expect(invalidBuild.isRefused, sourceLocation: location)
    #expect(try fixture.snapshot() == before, sourceLocation: location)
    let firstBuild = fixture.build(into: "new") { $0.isStrict = isStrict }
    #expect(firstBuild.isRefused && firstBuild.report == report, sourceLocation: location)
    #expect(!fixture.exists("new"), sourceLocation: location)
  }
}

/// A change to the valid community, or to a copy of the project's templates.
enum Change: Sendable {
  case put(String, at: ContentPath)
  case bytes([UInt8], at: ContentPath)
  case replace(String, by: String, in: ContentPath)
  case remove(ContentPath)
  case link(ContentPath, to: String)
  /// Adds a file whose name consists of these bytes.
  case rawName([UInt8], in: String)
  case theme(String, by: String, in: String)
  case putIntoTheme(String, at: String)
  case removeFromTheme(String)

  /// Adds a thread that is valid except for `line`. A `title:` line replaces the default title.
  static func thread(at path: ContentPath, _ line: String = "") -> Change {
    let title = line.hasPrefix("title:") ? line : "title: A thread"
    let more = line.isEmpty || line.hasPrefix("title:") ? "" : line + "\n"
    return .put("---\n\(title)\nauthor: Wren\ndate: 2022-08-01\n\(more)---\n\nHello.\n", at: path)
  }
}

/// A path relative to `content/`. The static members are files of the valid community.
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
  /// A path at which there is no file.
  static let newThread: ContentPath = "boards/surgery/new.md"
}
