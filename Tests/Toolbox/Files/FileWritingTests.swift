import Files
import Foundation
import TestSupport
import Testing

@Suite struct FileWritingTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func createsFileAndMissingFolders() throws {
    let stamp = try writeFile(Array("text".utf8), to: folder.at("a/b/c.txt"))
    #expect(folder.text(at: "a/b/c.txt") == "text")
    let there = try #require(try folder.stamp(of: "a/b/c.txt"))
    #expect(there.hasSameContent(as: stamp))
    #expect(try folder.files() == ["a/b/c.txt"])
  }

  @Test func replacesTheFileInsteadOfRewritingIt() throws {
    try folder.put("old", at: "a")
    let reader = open(folder.at("a"), O_RDONLY)
    defer { close(reader) }
    try writeFile(Array("new".utf8), to: folder.at("a"))
    var buffer = [UInt8](repeating: 0, count: 3)
    #expect(read(reader, &buffer, 3) == 3)
    #expect(buffer == Array("old".utf8))
    #expect(folder.text(at: "a") == "new")
  }

  @Test func replacesALinkInsteadOfFollowingIt() throws {
    try folder.put("mine", at: "target")
    try folder.link("a", to: "target")
    try writeFile(Array("new".utf8), to: folder.at("a"))
    #expect(folder.text(at: "target") == "mine")
    #expect(folder.text(at: "a") == "new")
  }

  @Test func removesTheTemporaryFileAfterAFailure() throws {
    try folder.makeFolder("a")
    #expect(throws: FileError.self) { try writeFile([1], to: folder.at("a")) }
    #expect(try folder.files() == [])
  }

  @Test func reportsAFileWhereAFolderIsNeeded() throws {
    try folder.put("", at: "a")
    #expect(throws: FileError(.write, path: folder.at("a/b"), reason: .notAFolder)) {
      try writeFile([1], to: folder.at("a/b"))
    }
  }

  @Test func returnsFalseForAMissingFileToRemove() throws {
    try folder.put("", at: "a")
    #expect(try removeFile(folder.at("a")))
    #expect(try !removeFile(folder.at("a")))
    #expect(try !removeFile(folder.at("no/folder")))
  }
}
