import Foundation
import Testing

/// The README and the guides: links, anchors, and lengths.
@Suite struct DocumentationTests {
  private static let readme = "README.md"

  private static func written() throws -> [String] {
    try [readme] + MarkdownDocument.articlePaths()
  }

  /// Of a repository that is read on a git host, so a link to a folder is good.
  @Test func everyRelativeLinkLeadsToAFileAndAHeading() throws {
    for path in try Self.written() + ["Tests/Benchmarks/README.md"] {
      let document = try MarkdownDocument(path)
      for destination in document.destinations where !isExternal(destination) {
        let parts = destination.split(
          separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let target = try target(of: String(parts[0]), in: path)
        let isThere = FileManager.default.fileExists(
          atPath: MarkdownDocument.repository.appendingPathComponent(target).path)
        #expect(isThere, "\(path) links to \(destination), which does not exist")
        guard isThere, parts.count == 2 else { continue }
        let anchors = target.hasSuffix(".md") ? try MarkdownDocument(target).headings : []
        #expect(
          anchors.contains { $0.anchor == parts[1] },
          "\(path) links to \(destination), but there is no such heading")
      }
    }
  }

  @Test func theREADMEAndTheStartPageLinkToEveryArticle() throws {
    let start = "\(MarkdownDocument.articles)/Documentation.md"
    for path in [Self.readme, start] {
      let linked = try MarkdownDocument(path).destinations.filter { !isExternal($0) }
        .map { try target(of: String($0.prefix { $0 != "#" }), in: path) }
      for article in try MarkdownDocument.articlePaths() where article != start {
        #expect(linked.contains(article), "\(path) has no link to \(article)")
      }
    }
  }

  @Test func theREADMEHasAtMost150Lines() throws {
    #expect(try MarkdownDocument(Self.readme).lines.count <= 150)
  }

  /// A row of a table cannot be wrapped, and neither can a link that is alone on its line.
  @Test func linesHaveAtMost100Columns() throws {
    for path in try Self.written() {
      for (index, line) in try MarkdownDocument(path).lines.enumerated() where line.count > 100 {
        let isUnbreakable = line.hasPrefix("|") || !line.contains(" ")
        #expect(isUnbreakable, "\(path):\(index + 1) has \(line.count) columns")
      }
    }
  }
}

extension DocumentationTests {
  private func isExternal(_ destination: String) -> Bool {
    destination.prefixMatch(of: /[a-z]+:/) != nil
  }

  /// Returns the path, relative to the repository, to which a path in a document leads. An empty
  /// path is the document itself.
  private func target(of relative: String, in document: String) throws -> String {
    guard !relative.isEmpty else { return document }
    var parts = document.split(separator: "/").dropLast()
    for part in relative.split(separator: "/") {
      if part == ".." {
        try #require(parts.popLast() != nil, "\(relative) leaves the repository")
      } else if part != "." {
        parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }
}
