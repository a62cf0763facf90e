import Foundation
import Markdown
import Testing

@Suite struct CommonMarkSpecTests {
  struct Example: Decodable {
    let example: Int
    let section: String
    let markdown: String
    let html: String
  }

  static func examples() throws -> [Example] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let file = folder.appending(path: "commonmark-spec/spec-0.30.json")
    return try JSONDecoder().decode([Example].self, from: Data(contentsOf: file))
  }

  @Test func allExamplesAreThere() throws {
    #expect(try Self.examples().count == 652)
  }

  @Test func everyExampleMatchesTheSpecification() throws {
    for example in try Self.examples() {
      let found = html(example.markdown, .commonMark)
      #expect(found == example.html, "example \(example.example), \(example.section)")
    }
  }

  @Test func noExampleTrapsWithTheForumsRules() throws {
    for example in try Self.examples() {
      #expect(!html(example.markdown, .forum).contains("<script"))
    }
  }
}
