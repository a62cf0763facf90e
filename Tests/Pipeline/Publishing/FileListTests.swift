import Files
import Foundation
import TestSupport
import Testing

@testable import Publishing

@Suite struct FileListTests {
  let site: TestSite

  init() throws {
    site = try TestSite()
    try site.publish(["a/b": "ours", "c": "ours"])
    try site.folder.put("theirs", at: "victim")
    try site.folder.put("theirs", at: "public/a/their")
  }

  /// `line`: the number of the first damaged line.
  @Test(arguments: [
    ("../victim\nc\n", 1), ("/etc/passwd\n", 1), ("a/b\nc/../../victim\n", 2), ("a/b\n\nc\n", 2),
    ("a/b\nc\r\n", 2), ("a/b\u{0}\nc\n", 1), ("a\tb\n", 1), ("a/b\na/b\n", 2), ("c\na/b\n", 2),
    ("a/./b\n", 1), (".forumgen/files\nc\n", 1), ("a\\b\n", 1), ("a/b\nc", 2), ("a/their", 1),
  ])
  func damagedListIsAnErrorWithARemedy(text: String, line: Int) throws {
    try site.folder.put(text, at: "public/.forumgen/files")
    let error = try #require(try site.publishingError(["c": "ours"]))
    #expect(error == .damagedFileList(site.folder.at("public/.forumgen/files"), line: line))
    #expect(error.message.contains("delete it and build with --adopt"))
    #expect(site.folder.text(at: "victim") == "theirs")
  }

  @Test func listThatIsNotUTF8IsDamaged() throws {
    let bytes = Data([0x61, 0xFF, 0x0A])
    try bytes.write(to: URL(fileURLWithPath: site.folder.at("public/.forumgen/files")))
    let list = site.folder.at("public/.forumgen/files")
    #expect(try site.publishingError(["c": "ours"]) == .damagedFileList(list, line: 1))
  }

  @Test func adoptingRestoresALostList() throws {
    try FileManager.default.removeItem(atPath: site.folder.at("public/.forumgen"))
    #expect(try site.publishingError(["c": "ours"]) == .noFileList(in: site.options.output))
    try site.publish(["c": "ours"]) { $0.adoptsFolder = true }
    #expect(try site.output() == ["a/b": "ours", "a/their": "theirs", "c": "ours"])
    #expect(site.list == "c\n")
  }

  @Test(.timeLimit(.minutes(1))) func pipeAtItsPathDoesNotHang() throws {
    try FileManager.default.removeItem(atPath: site.folder.at("public/.forumgen/files"))
    site.folder.makePipe("public/.forumgen/files")
    #expect(throws: FileError.self) { try site.publish(["c": "ours"]) }
  }
}
