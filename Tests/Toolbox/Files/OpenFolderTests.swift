import Files
import Foundation
import TestSupport
import Testing

@Suite struct OpenFolderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func path(_ text: String) throws -> OutputPath { try #require(OutputPath(text)) }

  @Test func missingFolderIsMadeOnlyWhenAsked() throws {
    #expect(throws: FileProblem(path: folder.at("a/b"), reason: .notFound)) {
      try OpenFolder(at: folder.at("a/b"))
    }
    _ = try OpenFolder(at: folder.at("a/b"), creating: true)
    #expect(folder.isFolder("a/b"))
  }

  @Test func whatStandsThereIsSaid() throws {
    try folder.put("12", at: "d/file")
    try folder.link("link", to: "d")
    folder.makePipe("pipe")
    let open = try OpenFolder(at: folder.path)
    let stamp = try #require(try Files.stamp(of: folder.at("d/file")))
    #expect(try open.entry(at: path("d/file")) == .file(stamp))
    #expect(try open.entry(at: path("d")) == .folder)
    #expect(try open.entry(at: path("link")) == .link)
    #expect(try open.entry(at: path("pipe")) == .other)
    #expect(try open.entry(at: path("no")) == .none)
    #expect(try open.entry(at: path("d/file/below")) == .none)
    #expect(try open.names() == ["d", "link", "pipe"])
    #expect(try open.names(in: path("d")) == ["file"])
  }

  @Test func linksAreNeitherReadNorListed() throws {
    try folder.put("secret", at: "outside/file")
    try folder.makeFolder("in")
    try folder.link("in/file", to: "../outside/file")
    try folder.link("in/folder", to: "../outside")
    let open = try OpenFolder(at: folder.at("in"))
    #expect(throws: FileProblem(path: folder.at("in/file"), reason: .tooManyLinks)) {
      try open.read(path("file"), limit: 100)
    }
    #expect(throws: FileProblem.self) { try open.names(in: path("folder")) }
  }

  @Test func lockIsHeldByOneAndGoesWithIt() throws {
    var first: OpenFolder? = try OpenFolder(at: folder.path)
    let second = try OpenFolder(at: folder.path)
    #expect(first?.lock(waiting: 0) == true)
    #expect(second.lock(waiting: 50) == false)
    first = nil
    #expect(second.lock(waiting: 0))
  }

  @Test func onlyEmptyFoldersGo() throws {
    try folder.put("", at: "a/file")
    let open = try OpenFolder(at: folder.path)
    #expect(try !open.removeEmptyFolder(path("a")))
    #expect(try open.removeFile(path("a/file")))
    #expect(try open.removeEmptyFolder(path("a")))
    #expect(try !open.removeEmptyFolder(path("a")))
  }

  @Test func temporaryLeftBehindIsNoObstacle() throws {
    let target = try path("d/a")
    try folder.put("half", at: target.temporary.text)
    let open = try OpenFolder(at: folder.path)
    try open.write([65], to: target)
    #expect(try folder.files() == ["d/a"])
    #expect(folder.text(at: "d/a") == "A")
  }

  @Test func slashesAtTheEndAreNotShown() throws {
    let open = try OpenFolder(at: "\(folder.path)//")
    #expect(open.shown(try path("a")) == folder.at("a"))
  }
}
