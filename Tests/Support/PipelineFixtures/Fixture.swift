package import Content
package import Diagnostics
import Foundation
import Testing

/// A temporary content folder, deleted with this object.
package final class Fixture {
  package let root: String

  package init(_ files: [String: String] = [:]) throws {
    let name = "forumgen-content-\(UUID().uuidString)"
    root = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    for (path, text) in files { try put(Array(text.utf8), at: path) }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  package var folder: SourceFolder { SourceFolder(root) }

  package func put(_ bytes: [UInt8], at path: String) throws {
    let parent = "\(root)/\(path)".split(separator: "/").dropLast().joined(separator: "/")
    try FileManager.default.createDirectory(
      atPath: "/\(parent)", withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: "\(root)/\(path)"))
  }

  package func makeFolder(_ path: String) throws {
    try FileManager.default.createDirectory(
      atPath: "\(root)/\(path)", withIntermediateDirectories: true)
  }

  package func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(root)/\(path)", withDestinationPath: target)
  }

  /// Reads everything except threads. Returns the diagnostics as they are printed.
  package func read(today: String = "2026-01-01") throws -> (
    content: CommunityContent?, report: String
  ) {
    let (tree, misplaced) = try ContentTree.list(folder)
    let day = try #require(Day(today))
    var reader = ContentReader(tree, baseURL: nil) { _ in day }
    let reading = try reader.read()
    return (reading.content, printed(misplaced + reading.diagnostics))
  }

  /// Returns the diagnostics as they are printed, with `content` for the path of the folder.
  package func printed(_ diagnostics: [Diagnostic]) -> String {
    DiagnosticReport(diagnostics).formatted(as: .text(terminal: false))
      .replacingOccurrences(of: root, with: "content")
  }
}

/// Reads a thread file with these bytes.
package func readThread(
  _ bytes: [UInt8], today: String = "2026-01-01"
) throws -> (document: ParsedThread?, report: String) {
  let fixture = try Fixture()
  try fixture.put(bytes, at: "boards/b/t.md")
  var diagnostics: [Diagnostic] = []
  let zone = try #require(TimeZoneTable("Europe/London"))
  let context = ReadingContext(zone: zone, today: try #require(Day(today)))
  let file = try fixture.folder.read("boards/b/t.md", &diagnostics)
  var reader = file.map { ThreadReader($0, context) }
  let (document, found) = reader?.read() ?? (nil, [])
  diagnostics += found
  let report = fixture.printed(diagnostics)
    .replacingOccurrences(of: "content/boards/b/t.md:", with: "")
  return (document, report)
}

package func readThread(_ text: String) throws -> (document: ParsedThread?, report: String) {
  try readThread(Array(text.utf8))
}
