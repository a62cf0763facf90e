// Helpers for the tests of several modules.

import Foundation

/// A folder for one test, deleted with this object.
package final class TemporaryFolder {
  package let path: String

  package init() throws {
    let name = "forumgen-test-\(UUID().uuidString)"
    path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  package func at(_ relative: String) -> String { "\(path)/\(relative)" }

  /// Writes a file and creates its parent folders.
  package func put(_ text: String, at relative: String) throws {
    try makeFolder(String(relative[..<(relative.lastIndex(of: "/") ?? relative.startIndex)]))
    try Data(text.utf8).write(to: URL(fileURLWithPath: at(relative)))
  }

  package func makeFolder(_ relative: String) throws {
    try FileManager.default.createDirectory(
      atPath: at(relative), withIntermediateDirectories: true)
  }

  package func link(_ relative: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: at(relative), withDestinationPath: target)
  }

  package func makePipe(_ relative: String) { mkfifo(at(relative), 0o600) }

  package func text(at relative: String) -> String? {
    FileManager.default.contents(atPath: at(relative)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Returns the paths of all files and links below the folder, including hidden ones, sorted.
  package func files() throws -> [String] {
    let all = try FileManager.default.subpathsOfDirectory(atPath: path)
    return all.filter { !isFolder($0) }.sorted()
  }

  package func isFolder(_ relative: String) -> Bool {
    var status = stat()
    return lstat(at(relative), &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
