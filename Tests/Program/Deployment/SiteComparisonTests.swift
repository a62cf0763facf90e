import Files
import TestSupport
import Testing

@testable import Deployment

@Suite struct SiteComparisonTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func put(_ files: [String: String], in site: String, listed: [String]? = nil) throws {
    for (path, text) in files { try folder.put(text, at: "\(site)/\(path)") }
    let list = (listed ?? files.keys.sorted()).map { "\($0)\n" }.joined()
    try folder.put(list, at: "\(site)/.forumgen/files")
  }

  private func differences() throws -> [String] {
    let comparison = try SiteComparison(
      published: folder.at("public"), clean: folder.at("clean"))
    return try (0..<comparison.count).compactMap { try comparison.difference(at: $0)?.message }
  }

  @Test func sameFilesDoNotDiffer() throws {
    try put(["a": "1", "b/c": ""], in: "public")
    try put(["a": "1", "b/c": ""], in: "clean")
    #expect(try differences() == [])
  }

  @Test func differencesAreReportedInPathOrder() throws {
    try put(
      ["a": "12345", "b": "1", "c": "1", "d/e": "short", "z": "1", "same": ""], in: "public")
    try put(["a": "12x45", "c": "1", "d/e": "short, or not", "new": "", "same": ""], in: "clean")
    #expect(
      try differences() == [
        "a is different at byte 3", "b should not exist", "d/e is different at byte 6",
        "new is missing", "z should not exist",
      ])
  }

  @Test func listedFileThatDoesNotExistIsMissing() throws {
    try put(["a": "1"], in: "public", listed: ["a", "b/c", "b/d"])
    try put(["a": "1", "b/c": "", "b/d": ""], in: "clean")
    #expect(try differences() == ["b/c is missing", "b/d is missing"])
  }

  @Test func fileThatTheListDoesNotNameIsMissing() throws {
    try put(["a": "1", "b": ""], in: "public", listed: ["a"])
    try put(["a": "1", "b": ""], in: "clean")
    #expect(try differences() == ["b is missing"])
  }

  @Test func foreignFilesAreIgnored() throws {
    try put(["a": "1"], in: "public")
    try put(["a": "1"], in: "clean")
    try folder.put("mine", at: "public/mine")
    #expect(try differences() == [])
  }

  @Test func leftoverTemporaryFilesAreReported() throws {
    try put(["b/c": "1"], in: "public")
    try put(["b/c": "1"], in: "clean")
    let path = try #require(OutputPath("b/c")?.temporary.text)
    try folder.put("half", at: "public/\(path)")
    #expect(try differences() == ["\(path) should not exist"])
  }

  @Test func linkOrFolderInsteadOfAFileCannotBeRead() throws {
    try put(["a": "1", "b": "1"], in: "clean")
    try put([:], in: "public", listed: ["a", "b"])
    try folder.put("1", at: "public/elsewhere")
    try folder.link("public/a", to: "elsewhere")
    try folder.makeFolder("public/b")
    #expect(
      try differences() == [
        "a cannot be read: it is a symbolic link, or its path contains too many of them",
        "b cannot be read: it is not a regular file",
      ])
  }

  @Test func damagedListIsAnError() throws {
    try put([:], in: "public", listed: ["a", "../b"])
    try put(["a": ""], in: "clean")
    let error = #expect(throws: FileError.self) { try differences() }
    #expect(
      error?.message == """
        the file list \(folder.at("public"))/.forumgen/files is damaged in line 2; delete it and \
        build with --adopt
        """)
  }

  @Test func missingListIsAnError() throws {
    try put(["a": ""], in: "clean")
    try folder.makeFolder("public")
    let error = #expect(throws: FileError.self) { try differences() }
    #expect(error?.message.contains("there is no such file or folder") == true)
  }
}
