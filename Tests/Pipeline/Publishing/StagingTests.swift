import Foundation
import Publishing
import TestSupport
import Testing

/// New top-level folders are staged in `.forumgen/new`. A killed build leaves files there.
@Suite struct StagingTests {
  let site: Site
  let old = ["a/index.html": "old", "index.html": "old"]
  let new = [
    "a/index.html": "new", "index.html": "new", "c/d/index.html": "new", "c/e/index.html": "new",
    "c/index.html": "new", "f/g/h/i/j/index.html": "new",
  ]

  init() throws {
    site = try Site()
    try site.publish(old)
  }

  private func notes() throws -> [String] {
    try site.folder.files().filter { $0.hasPrefix("public/.forumgen/") }
  }

  private func expectHealed() throws {
    try site.publish(new)
    #expect(try site.output() == new)
    #expect(try notes() == ["public/.forumgen/files"])
    #expect(!site.folder.isFolder("public/.forumgen/new"))
    #expect(try site.current(new).count == new.count)
  }

  @Test func newFolderIsNotThereBeforeTheEnd() throws {
    try site.publish(new, killedAfter: new.keys.sorted())
    #expect(try site.output() == ["a/index.html": "new", "index.html": "new"])
    #expect(!site.folder.isFolder("public/c") && !site.folder.isFolder("public/f"))
    try expectHealed()
  }

  @Test func nothingOfItStays() throws { try expectHealed() }

  @Test func firstBuildThatWasKilledIsMadeWhole() throws {
    let site = try Site()
    try site.publish(new, killedAfter: ["c/d/index.html"])
    #expect(try site.output() == [:])
    try site.publish(new)
    #expect(try site.output() == new)
  }

  @Test func halfAFileIsNeverPublished() throws {
    try site.publish(new, killedAfter: ["c/d/index.html"])
    try site.folder.put("ne", at: "public/.forumgen/new/c/e/index.html")
    try expectHealed()
  }

  @Test func foldersThatWereMovedBeforeTheKillStay() throws {
    try site.publish(new, killedAfter: new.keys.sorted())
    try FileManager.default.moveItem(
      atPath: site.folder.at("public/.forumgen/new/c"), toPath: site.folder.at("public/c"))
    let stamp = try site.stamp(of: "c/d/index.html")
    try expectHealed()
    #expect(try site.stamp(of: "c/d/index.html") == stamp)
  }

  @Test func whatIsNotPlannedAnyMoreIsClearedToo() throws {
    try site.publish(new, killedAfter: new.keys.sorted())
    try site.publish(old)
    #expect(try site.output() == old)
    #expect(try notes() == ["public/.forumgen/files"])
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

  @Test func fileInItsPlaceStays() throws {
    try site.folder.put("mine", at: "public/.forumgen/new")
    try site.publish(new)
    #expect(try site.output() == new)
    #expect(site.folder.text(at: "public/.forumgen/new") == "mine")
  }

  @Test func folderThatSomebodyMadeMeanwhileIsNotReplaced() throws {
    let plan = try Site.plan(new)
    var publication: Publication? = try site.open().begin(plan)
    let receipts = try plan.indices.map {
      try #require(publication).write(Site.bytes(plan[$0], of: new), at: $0)
    }
    try site.folder.put("mine", at: "public/c/mine.txt")
    let problem = #expect(throws: PublishingError.self) {
      try #require(publication).finish(receipts)
    }
    publication = nil
    let path = site.folder.at("public/c")
    #expect(problem?.sentence == "cannot write \(path): the folder is not empty")
    #expect(site.folder.text(at: "public/c/mine.txt") == "mine")
    try site.publish(new)
    var all = new
    all["c/mine.txt"] = "mine"
    #expect(try site.output() == all)
  }

  /// Two normal forms of é, which `String` treats as equal.
  @Test func foldersAreToldApartByTheirBytes() throws {
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

  @Test func tallySaysWhetherThereWasAList() throws {
    #expect(try site.publish(new).hadList)
    #expect(try !Site().publish(new).hadList)
    try FileManager.default.removeItem(atPath: site.folder.at("public/.forumgen"))
    #expect(try !site.publish(new) { $0.adopt = true }.hadList)
  }
}
