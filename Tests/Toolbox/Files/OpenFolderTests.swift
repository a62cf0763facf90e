import Files
import Foundation
import TestSupport
import Testing

@Suite struct OpenFolderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func path(_ text: String) throws -> OutputPath { try #require(OutputPath(text)) }

  @Test func createsMissingFolderOnlyIfRequested() throws {
    #expect(throws: FileError(.open, path: folder.at("a/b"), reason: .notFound)) {
      try OpenFolder(at: folder.at("a/b"))
    }
    _ = try OpenFolder(at: folder.at("a/b"), creating: true)
    #expect(folder.isFolder("a/b"))
  }

  @Test func returnsTheKindOfEachEntry() throws {
    try folder.put("12", at: "d/file")
    try folder.link("link", to: "d")
    folder.makePipe("pipe")
    let open = try OpenFolder(at: folder.path)
    let stamp = try #require(try folder.stamp(of: "d/file"))
    #expect(try open.entry(at: path("d/file")) == .file(stamp))
    #expect(try open.entry(at: path("d")) == .folder)
    #expect(try open.entry(at: path("link")) == .link)
    #expect(try open.entry(at: path("pipe")) == .other)
    #expect(try open.entry(at: path("no")) == .none)
    #expect(try open.entry(at: path("d/file/below")) == .none)
    #expect(try open.names() == ["d", "link", "pipe"])
    #expect(try open.names(in: path("d")) == ["file"])
  }

  @Test func doesNotReadOrListLinks() throws {
    try folder.put("secret", at: "outside/file")
    try folder.makeFolder("in")
    try folder.link("in/file", to: "../outside/file")
    try folder.link("in/folder", to: "../outside")
    let open = try OpenFolder(at: folder.at("in"))
    #expect(throws: FileError(.read, path: folder.at("in/file"), reason: .symbolicLink)) {
      try open.read(path("file"), limit: 100)
    }
    #expect(throws: FileError.self) { try open.names(in: path("folder")) }
  }

  @Test func locksUntilTheOwnerIsReleased() throws {
    var first: OpenFolder? = try OpenFolder(at: folder.path)
    let second = try OpenFolder(at: folder.path)
    #expect(first?.lock(timeoutMilliseconds: 0) == true)
    #expect(second.lock(timeoutMilliseconds: 50) == false)
    first = nil
    #expect(second.lock(timeoutMilliseconds: 0))
  }

  @Test func removesOnlyEmptyFolders() throws {
    try folder.put("", at: "a/file")
    let open = try OpenFolder(at: folder.path)
    #expect(try !open.removeEmptyFolder(path("a")))
    #expect(try open.removeFile(path("a/file")))
    #expect(try open.removeEmptyFolder(path("a")))
    #expect(try !open.removeEmptyFolder(path("a")))
  }

  @Test func overwritesALeftoverTemporaryFile() throws {
    let target = try path("d/a")
    try folder.put("half", at: target.temporary.text)
    let open = try OpenFolder(at: folder.path)
    try open.write([65], to: target)
    #expect(try folder.files() == ["d/a"])
    #expect(folder.text(at: "d/a") == "A")
  }

  @Test func createsOnlyNewFiles() throws {
    let open = try OpenFolder(at: folder.path)
    let stamp = try open.create([65], at: path("x/y/a"))
    #expect(folder.text(at: "x/y/a") == "A")
    #expect(try folder.stamp(of: "x/y/a") == stamp)
    #expect(throws: FileError(.write, path: folder.at("x/y/a"), reason: .alreadyExists)) {
      try open.create([66], at: path("x/y/a"))
    }
    #expect(folder.text(at: "x/y/a") == "A")
  }

  @Test func distinguishesNewFromExistingFolders() throws {
    try folder.put("", at: "file")
    let open = try OpenFolder(at: folder.path)
    #expect(try open.makeNewFolder(path("a")))
    #expect(try !open.makeNewFolder(path("a")))
    #expect(try !open.makeNewFolder(path("file")))
    #expect(throws: FileError(.write, path: folder.at("b/c"), reason: .notFound)) {
      try open.makeNewFolder(path("b/c"))
    }
  }

  @Test func movesAFolderOnlyToAFreePath() throws {
    try folder.put("1", at: "a/file")
    try folder.put("2", at: "full/file")
    let open = try OpenFolder(at: folder.path)
    #expect(throws: FileError(.write, path: folder.at("full"), reason: .notEmpty)) {
      try open.move(path("a"), to: path("full"))
    }
    try open.move(path("a"), to: path("b"))
    #expect(try folder.files() == ["b/file", "full/file"])
  }

  @Test func doesNotOpenAFolderThroughALink() throws {
    try folder.put("", at: "a/b/file")
    try folder.link("link", to: "a")
    let open = try OpenFolder(at: folder.path)
    let below = try OpenFolder(path("a/b"), in: open, displayPath: "shown")
    #expect(try below.names() == ["file"])
    #expect(below.displayPath(try path("x")) == "shown/x")
    #expect(throws: FileError.self) { try OpenFolder(path("link"), in: open, displayPath: "link") }
  }

  @Test func omitsTrailingSlashesFromDisplayPaths() throws {
    let open = try OpenFolder(at: "\(folder.path)//")
    #expect(open.displayPath(try path("a")) == folder.at("a"))
  }
}
