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
    return try (0..<comparison.count).compactMap { try comparison.difference(at: $0)?.sentence }
  }

  @Test func sameFilesDoNotDiffer() throws {
    try put(["a": "1", "b/c": ""], in: "public")
    try put(["a": "1", "b/c": ""], in: "clean")
    #expect(try differences() == [])
  }

  @Test func allKindsOfDifferencesAreToldInTheOrderOfPaths() throws {
    try put(
      ["a": "12345", "b": "1", "c": "1", "d/e": "short", "z": "1", "same": ""], in: "public")
    try put(["a": "12x45", "c": "1", "d/e": "short, or not", "new": "", "same": ""], in: "clean")
    #expect(
      try differences() == [
        "a differs from byte 3 on", "b is left over", "d/e differs from byte 6 on",
        "new is missing", "z is left over",
      ])
  }

  @Test func aFileThatOnlyTheListHasIsMissing() throws {
    try put(["a": "1"], in: "public", listed: ["a", "b/c", "b/d"])
    try put(["a": "1", "b/c": "", "b/d": ""], in: "clean")
    #expect(try differences() == ["b/c is missing", "b/d is missing"])
  }

  @Test func aFileThatNoListNamesIsMissingFromTheSite() throws {
    try put(["a": "1", "b": ""], in: "public", listed: ["a"])
    try put(["a": "1", "b": ""], in: "clean")
    #expect(try differences() == ["b is missing"])
  }

  @Test func aStrangersFileIsNobodysBusiness() throws {
    try put(["a": "1"], in: "public")
    try put(["a": "1"], in: "clean")
    try folder.put("mine", at: "public/mine")
    #expect(try differences() == [])
  }

  @Test func whatAKilledBuildDidNotRenameIsLeftOver() throws {
    try put(["b/c": "1"], in: "public")
    try put(["b/c": "1"], in: "clean")
    let path = try #require(OutputPath("b/c")?.temporary.text)
    try folder.put("half", at: "public/\(path)")
    #expect(try differences() == ["\(path) is left over"])
  }

  @Test func aLinkOrAFolderInThePlaceOfAFileIsNoFile() throws {
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

  @Test func aDamagedListIsAProblem() throws {
    try put([:], in: "public", listed: ["a", "../b"])
    try put(["a": ""], in: "clean")
    let problem = #expect(throws: DeploymentError.self) { try differences() }
    #expect(problem?.sentence == "\(folder.at("public"))/.forumgen/files is damaged (line 2)")
  }

  @Test func withoutAListThereIsNothingToCompare() throws {
    try put(["a": ""], in: "clean")
    try folder.makeFolder("public")
    let problem = #expect(throws: DeploymentError.self) { try differences() }
    #expect(problem?.sentence.contains("there is no such file or folder") == true)
  }
}
