import Files
import Foundation
import Publishing
import TestSupport
import Testing

/// New top-level folders are staged in `.forumgen/new`. A killed build leaves files there.
@Suite struct StagingTests {
  let site: TestSite
  let old = ["a/index.html": "old", "index.html": "old"]
  let new = [
    "a/index.html": "new", "index.html": "new", "c/d/index.html": "new", "c/e/index.html": "new",
    "c/index.html": "new", "f/g/h/i/j/index.html": "new",
  ]

  init() throws {
    site = try TestSite()
    try site.publish(old)
  }

  private func metadataFiles() throws -> [String] {
    try site.folder.files().filter { $0.hasPrefix("public/.forumgen/") }
  }

  private func expectRepaired() throws {
    try site.publish(new)
    #expect(try site.output() == new)
    #expect(try metadataFiles() == ["public/.forumgen/files"])
    #expect(!site.folder.isFolder("public/.forumgen/new"))
    #expect(try site.current(new).count == new.count)
  }

  @Test func newFolderIsPublishedAtTheEnd() throws {
    try site.publish(new, killedAfter: new.keys.sorted())
    #expect(try site.output() == ["a/index.html": "new", "index.html": "new"])
    #expect(!site.folder.isFolder("public/c") && !site.folder.isFolder("public/f"))
    try expectRepaired()
  }

  @Test func stagingFolderIsRemoved() throws { try expectRepaired() }

  @Test func firstBuildThatWasKilledIsCompleted() throws {
    let site = try TestSite()
    try site.publish(new, killedAfter: ["c/d/index.html"])
    #expect(try site.output() == [:])
    try site.publish(new)
    #expect(try site.output() == new)
  }

  @Test func partialFilesAreNeverPublished() throws {
    try site.publish(new, killedAfter: ["c/d/index.html"])
    try site.folder.put("ne", at: "public/.forumgen/new/c/e/index.html")
    try expectRepaired()
  }

  @Test func foldersThatWereMovedBeforeTheKillStay() throws {
    try site.publish(new, killedAfter: new.keys.sorted())
    try FileManager.default.moveItem(
      atPath: site.folder.at("public/.forumgen/new/c"), toPath: site.folder.at("public/c"))
    let stamp = try site.stamp(of: "c/d/index.html")
    try expectRepaired()
    #expect(try site.stamp(of: "c/d/index.html") == stamp)
  }

  @Test func obsoleteStagedFilesAreRemoved() throws {
    try site.publish(new, killedAfter: new.keys.sorted())
    try site.publish(old)
    #expect(try site.output() == old)
    #expect(try metadataFiles() == ["public/.forumgen/files"])
    #expect(!site.folder.isFolder("public/.forumgen/new"))
  }

  @Test(arguments: [
    "c/mine.txt", "c/d/mine.txt", "mine.txt", "own/mine.txt", "c/d/index.html/mine",
  ])
  func foreignFileStaysAndIsNotPublished(path: String) throws {
    try site.publish(new, killedAfter: ["c/e/index.html"])
    try site.folder.put("mine", at: "public/.forumgen/new/\(path)")
    for _ in 1...2 {
      try site.publish(new)
      #expect(try site.output() == new)
      #expect(site.folder.text(at: "public/.forumgen/new/\(path)") == "mine")
      #expect(!site.folder.isFolder("public/.forumgen/new/f"))
    }
  }

  @Test(arguments: [".forumgen/new", ".forumgen/new/c", ".forumgen/new/c/d"])
  func nothingIsRemovedThroughALink(path: String) throws {
    try site.folder.put("theirs", at: "outside/index.html")
    try site.folder.put("theirs", at: "outside/d/index.html")
    try site.folder.put("theirs", at: "outside/c/d/index.html")
    try site.publish(new, killedAfter: ["c/d/index.html"])
    try FileManager.default.removeItem(atPath: site.folder.at("public/\(path)"))
    try site.folder.link("public/\(path)", to: site.folder.at("outside"))
    try site.publish(new)
    #expect(try site.output() == new)
    #expect(try site.folder.files().filter { $0.hasPrefix("outside/") }.count == 3)
  }

  @Test func fileAtItsPathIsKept() throws {
    try site.folder.put("mine", at: "public/.forumgen/new")
    try site.publish(new)
    #expect(try site.output() == new)
    #expect(site.folder.text(at: "public/.forumgen/new") == "mine")
  }

  @Test func foreignFolderMadeDuringTheBuildIsNotReplaced() throws {
    let plan = try TestSite.plan(new)
    var publication: Publication? = try site.open().beginPublishing(plan)
    let published = try plan.indices.map {
      try #require(publication).write(TestSite.bytes(plan[$0], of: new), at: $0)
    }
    try site.folder.put("mine", at: "public/c/mine.txt")
    let error = #expect(throws: FileError.self) {
      try #require(publication).finish(published)
    }
    publication = nil
    let path = site.folder.at("public/c")
    #expect(error?.message == "cannot write \(path): the folder is not empty")
    #expect(site.folder.text(at: "public/c/mine.txt") == "mine")
    try site.publish(new)
    var all = new
    all["c/mine.txt"] = "mine"
    #expect(try site.output() == all)
  }

  /// Two normal forms of é, which `String` treats as equal.
  @Test func foldersAreComparedByBytes() throws {
    try site.publish(["\u{E9}/index.html": "old"])
    try site.publish(["\u{E9}/index.html": "old", "e\u{301}/x/index.html": "new"])
    #expect(site.folder.text(at: "public/\u{E9}/index.html") == "old")
    #expect(site.folder.text(at: "public/e\u{301}/x/index.html") == "new")
  }

  @Test func moreFoldersThanAreKeptOpen() throws {
    let files = Dictionary(
      uniqueKeysWithValues: (0..<500).map { ("x/\($0)/y/index.html", "text \($0)") })
    try site.publish(files)
    #expect(try site.output() == files)
  }

  @Test func resultSaysWhetherThereWasAList() throws {
    #expect(try site.publish(new).hadFileList)
    #expect(try !TestSite().publish(new).hadFileList)
    try FileManager.default.removeItem(atPath: site.folder.at("public/.forumgen"))
    #expect(try !site.publish(new) { $0.adoptsFolder = true }.hadFileList)
  }
}
