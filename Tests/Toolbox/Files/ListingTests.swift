import Files
import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct ListingTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.makeFolder("root")
  }

  private func list() throws -> Listing { try listFiles(below: folder.at("root")) }

  private func unsupportedEntries(_ listing: Listing) -> [String: UnsupportedEntry.Kind] {
    Dictionary(uniqueKeysWithValues: listing.unsupportedEntries.map { ($0.path, $0.kind) })
  }

  @Test func sortsFilesByTheBytesOfTheirPaths() throws {
    let paths = ["a-b", "a.md", "a/b/c", "a/z", "a0", "b", "zoë/x", "é"]
    for path in paths.shuffled() { try folder.put(path, at: "root/\(path)") }
    let listing = try list()
    #expect(listing.files.map(\.path) == paths)
    #expect(listing.folders == ["a", "a/b", "zoë"])
    #expect(listing.unsupportedEntries == [])
    let stamp = try folder.stamp(of: "root/a/z")
    #expect(listing.files.first { $0.path == "a/z" }?.stamp == stamp)
  }

  @Test func skipsHiddenNamesAndEverythingBelow() throws {
    for path in [".git/config", "_drafts/a", "a/_b", "a/.c", "a/d_"] {
      try folder.put("", at: "root/\(path)")
    }
    #expect(try list().files.map(\.path) == ["a/d_"])
    let all = try listFiles(below: folder.at("root"), skippingInitials: "")
    #expect(all.files.count == 5)
  }

  @Test func followsLinkInsideTheRoot() throws {
    try folder.put("x", at: "root/real/file")
    try folder.link("root/alias", to: "real")
    try folder.link("root/copy", to: "real/file")
    let listing = try list()
    #expect(listing.files.map(\.path) == ["alias/file", "copy", "real/file"])
    #expect(listing.files[1].stamp == listing.files[2].stamp)
    #expect(listing.unsupportedEntries == [])
  }

  @Test func doesNotFollowLinkOutOfTheRoot() throws {
    try folder.put("secret", at: "root-old/file")
    try folder.link("root/file", to: "../root-old/file")
    try folder.link("root/folder", to: folder.at("root-old"))
    let listing = try list()
    #expect(listing.files == [])
    #expect(unsupportedEntries(listing) == ["file": .linkOutOfRoot, "folder": .linkOutOfRoot])
  }

  @Test func reportsLinkLoops() throws {
    try folder.put("", at: "root/a/file")
    try folder.put("", at: "root/b/file")
    try folder.link("root/a/up", to: "..")
    try folder.link("root/a/b", to: "../b")
    try folder.link("root/b/a", to: "../a")
    try folder.link("root/self", to: "self")
    try folder.link("root/nothing", to: "nowhere")
    let listing = try list()
    #expect(listing.files.map(\.path) == ["a/b/file", "a/file", "b/a/file", "b/file"])
    let expected: [String: UnsupportedEntry.Kind] = [
      "a/b/a": .linkLoop, "a/up": .linkLoop, "b/a/b": .linkLoop, "b/a/up": .linkLoop,
      "self": .linkLoop, "nothing": .danglingLink,
    ]
    #expect(unsupportedEntries(listing) == expected)
  }

  @Test func limitsFollowedLinks() throws {
    let names = (0..<9).map { "f\($0)" }
    for name in names { try folder.makeFolder("root/\(name)") }
    for name in names {
      for other in names where other != name {
        try folder.link("root/\(name)/\(other)", to: "../\(other)")
      }
    }
    #expect(try list().unsupportedEntries.contains { $0.kind == .tooManyLinks })
  }

  @Test func acceptsALinkAsTheRoot() throws {
    try folder.put("", at: "root/a/file")
    try folder.link("root/a/more", to: "file")
    try folder.link("entry", to: "root")
    let listing = try listFiles(below: folder.at("entry"))
    #expect(listing.files.map(\.path) == ["a/file", "a/more"])
  }

  @Test func reportsNameThatIsNotUTF8() throws {
    let name: [CChar] = [0x61, CChar(bitPattern: 0xFF), 0x62, 0]
    let path = folder.at("root/").utf8.map { CChar(bitPattern: $0) } + name
    #expect(close(open(path, O_CREAT | O_WRONLY, 0o600)) == 0)
    #expect(unsupportedEntries(try list()) == ["a\u{FFFD}b": .nameNotUTF8])
  }

  @Test func reportsPipe() throws {
    folder.makePipe("root/pipe")
    #expect(unsupportedEntries(try list()) == ["pipe": .specialFile])
  }

  @Test func listsDeeplyNestedFolders() throws {
    let deep = Array(repeating: "d", count: 1500).joined(separator: "/")
    try folder.put("", at: "root/\(deep)/file")
    #expect(try list().files.map(\.path) == ["\(deep)/file"])
  }

  @Test func throwsForMissingRoot() throws {
    let root = folder.at("no")
    #expect(throws: FileError(.read, path: root, reason: .notFound)) { try listFiles(below: root) }
  }

  @Test func throwsForRootThatIsAFile() throws {
    try folder.put("", at: "root/file")
    let root = folder.at("root/file")
    #expect(throws: FileError(.read, path: root, reason: .notAFolder)) {
      try listFiles(below: root)
    }
  }

  @Test(.disabled(if: getuid() == 0, "root may read everything"))
  func reportsFolderWithoutPermission() throws {
    try folder.put("", at: "root/a/file")
    chmod(folder.at("root/a"), 0)
    defer { chmod(folder.at("root/a"), 0o700) }
    #expect(unsupportedEntries(try list()) == ["a": .unreadable(.noPermission)])
  }
}

extension ListingTests {
  @Test func omitsStampsOfPlainFilesInAFolder() throws {
    for path in ["boards", "boards/a/b", "boardss/a", "static/boards/a"] {
      try folder.put("x", at: "root/\(path == "boards" ? "a" : path)")
    }
    try folder.link("root/boards/a/link", to: "b")
    let listing = try listFiles(below: folder.at("root"), withoutStampsIn: "boards")
    let paths = ["a", "boards/a/b", "boards/a/link", "boardss/a", "static/boards/a"]
    #expect(listing.files.map(\.path) == paths)
    #expect(listing.files.map { $0.stamp == nil } == [false, true, false, false, false])
  }
}
