import Files
import Foundation
import TestSupport
import Testing

@testable import Publishing

@Suite(.timeLimit(.minutes(1))) struct ForeignFileTests {
  let site: TestSite

  init() throws { site = try TestSite() }

  @Test func foreignFilesAreKept() throws {
    try site.publish(["a/index.html": "1", "b": "1"])
    try site.folder.put("mine", at: "public/a/mine.txt")
    try site.folder.put("mine", at: "public/own/mine.txt")
    try site.folder.makeFolder("public/empty")
    try site.publish(["c": "1"])
    #expect(
      try site.output() == ["a/mine.txt": "mine", "own/mine.txt": "mine", "c": "1"])
    #expect(site.folder.isFolder("public/empty"))
  }

  @Test(arguments: ["index.html", "folder/file"])
  func folderWithFilesAndNoListIsRefused(path: String) throws {
    try site.folder.put("mine", at: "public/\(path)")
    let error = try #require(try site.publishingError(["a": ""]))
    #expect(error == .noFileList(in: site.options.output))
    #expect(error.message.contains("--adopt"))
    #expect(!site.folder.isFolder("public/.forumgen"))
  }

  @Test func hiddenFilesDoNotMakeAFolderForeign() throws {
    try site.folder.put("*", at: "public/.gitignore")
    try site.folder.put("", at: "public/.git/config")
    try site.publish(["a": "a"])
    #expect(try site.output() == [".gitignore": "*", ".git/config": "", "a": "a"])
  }

  @Test func adoptingOverwritesWhatIsPlannedAndKeepsTheRest() throws {
    try site.folder.put("theirs", at: "public/index.html")
    try site.folder.put("theirs", at: "public/a/other.html")
    try site.publish(["index.html": "ours", "a/index.html": "ours"]) { $0.adoptsFolder = true }
    #expect(site.list == "a/index.html\nindex.html\n")
    try site.publish([:])
    #expect(try site.output() == ["a/other.html": "theirs"])
  }

  @Test func adoptedFileWithTheSameBytesIsNotTouched() throws {
    try site.folder.put("same", at: "public/index.html")
    let stamp = try site.stamp(of: "index.html")
    #expect(try site.publish(["index.html": "same"]) { $0.adoptsFolder = true }.kept == 1)
    #expect(try site.stamp(of: "index.html") == stamp)
  }

  @Test func foreignFileAtANewPathIsAnErrorBeforeAnythingIsWritten() throws {
    try site.publish(["a": "1"])
    try site.folder.put("mine", at: "public/b/index.html")
    let error = try #require(try site.publishingError(["a": "2", "b/index.html": "ours"]))
    #expect(error == .blocked(site.folder.at("public/b/index.html"), by: .file))
    try site.publish(["a": "2", "b/index.html": "ours"]) { $0.adoptsFolder = true }
    #expect(try site.output() == ["a": "2", "b/index.html": "ours"])
  }

  @Test func allConflictsAreReportedTogether() throws {
    try site.publish(["z": ""])
    for path in ["a", "b", "c"] { try site.folder.put("mine", at: "public/\(path)") }
    let error = try #require(try site.publishingError(["a": "", "b": "", "c/d": ""]))
    #expect(
      ([error] + error.others).map(\.path)
        == ["a", "b", "c"].map {
          site.folder.at("public/\($0)")
        })
  }

  @Test func foreignFileAtTheFoldersPathIsNotRemovedEvenWhenAdopting() throws {
    try site.folder.put("mine", at: "public/a")
    let error = try #require(
      try site.publishingError(["a/index.html": ""]) { $0.adoptsFolder = true })
    #expect(error == .blocked(site.folder.at("public/a"), by: .other))
  }

  @Test func folderInThePlaceOfAFileIsNotRemoved() throws {
    try site.publish(["a/ours": "", "b": ""])
    try site.folder.put("mine", at: "public/a/x/mine.txt")
    let subfolder = site.folder.at("public/a/x")
    #expect(try site.publishingError(["a": "file"]) == .blocked(subfolder, by: .folder))
    try FileManager.default.removeItem(atPath: site.folder.at("public/a/x/mine.txt"))
    #expect(try site.publishingError(["a": "file"]) == .blocked(subfolder, by: .folder))
    try FileManager.default.removeItem(atPath: subfolder)
    try site.folder.put("mine", at: "public/a/mine.txt")
    let file = site.folder.at("public/a/mine.txt")
    #expect(try site.publishingError(["a": "file"]) == .blocked(file, by: .other))
    try FileManager.default.removeItem(atPath: file)
    try site.publish(["a": "file"])
    #expect(try site.output() == ["a": "file"])
  }

  @Test func foreignFolderAtAnObsoletePathIsKept() throws {
    try site.publish(["a": "ours", "b": ""])
    try FileManager.default.removeItem(atPath: site.folder.at("public/a"))
    try site.folder.put("mine", at: "public/a/mine.txt")
    #expect(try site.publish(["b": ""]).removed == [])
    #expect(try site.output() == ["a/mine.txt": "mine", "b": ""])
    #expect(site.list == "b\n")
  }

  @Test func pipeInThePlaceOfAFileDoesNotHang() throws {
    try site.publish(["a": "1"])
    try FileManager.default.removeItem(atPath: site.folder.at("public/a"))
    site.folder.makePipe("public/a")
    #expect(throws: FileError.self) { try site.publish(["a": "1"]) }
    #expect(try site.publish([:]).removed == [])
    #expect(try site.folder.files().contains("public/a"))
  }

  @Test func nonUTF8NameIsForeign() throws {
    try site.publish(["a/b": ""])
    let name: [CChar] = [0x2F, CChar(bitPattern: 0xFF), 0]
    let path = site.folder.at("public/a").utf8.map { CChar(bitPattern: $0) } + name
    #expect(close(Foundation.open(path, O_CREAT | O_WRONLY, 0o600)) == 0)
    let list = site.list
    let error = #expect(throws: FileError.self) { try site.publish(["a": ""]) }
    #expect(error == .blocked(site.folder.at("public/a/\u{FFFD}"), by: .other))
    #expect(site.list == list)
    try site.publish([:])
    #expect(site.folder.isFolder("public/a"))
  }

  @Test(arguments: [
    ["a", "a/b"], ["a", "a-", "a.html", "a/b/c"], ["x", ".forumgen/files"], [".forumgen"],
  ])
  func conflictingPathsAreRejected(paths: [String]) throws {
    let files = Dictionary(uniqueKeysWithValues: paths.map { ($0, "") })
    #expect(try site.publishingError(files) != nil)
  }

  @Test func pathPlannedTwiceIsRefused() throws {
    let plan = try TestSite.plan(["a": ""]) + TestSite.plan(["a": "", "b": ""])
    let error = #expect(throws: FileError.self) { try site.open().beginPublishing(plan) }
    #expect(error == .plannedTwice("a"))
  }

  @Test func nameOfATemporaryIsRefused() throws {
    let path = try #require(OutputPath("a/b")).temporary
    #expect(try site.publishingError([path.text: ""]) == .reserved(path.text))
  }
}
