import Files
import Foundation
import Publishing
import TestSupport
import Testing

@Suite struct KilledBuildTests {
  let site: Site
  let old = ["a/index.html": "old", "b/index.html": "old", "gone/x/index.html": "old"]
  let new = ["a/index.html": "new", "b/index.html": "new", "c/d/index.html": "new"]

  init() throws {
    site = try Site()
    try site.publish(old)
  }

  private func leaveTemporaries(of files: [String: String]) throws {
    for path in files.keys {
      let temporary = try #require(OutputPath(path)).temporary.text
      try site.folder.put("half", at: "public/\(temporary)")
    }
  }

  private func expectHealed() throws {
    try site.publish(new)
    #expect(try site.output() == new)
    #expect(site.list == new.keys.sorted().map { "\($0)\n" }.joined())
    #expect(!site.folder.isFolder("public/gone"))
    let notes = try site.folder.files().filter { $0.hasPrefix("public/.forumgen") }
    #expect(notes == ["public/.forumgen/files"])
  }

  @Test func everyFileIsOldOrNew() throws {
    try site.publish(new, killedAfter: ["b/index.html"])
    var mixed = old
    mixed["b/index.html"] = "new"
    #expect(try site.output() == mixed)
  }

  @Test(arguments: [[], ["a/index.html"], ["a/index.html", "b/index.html", "c/d/index.html"]])
  func nextBuildMakesItWhole(written: [String]) throws {
    try site.publish(new, killedAfter: written)
    try expectHealed()
  }

  @Test func whatAKilledBuildWroteCanStillGo() throws {
    try site.publish(new, killedAfter: ["c/d/index.html"])
    try site.publish(old)
    #expect(try site.output() == old)
    #expect(!site.folder.isFolder("public/c"))
  }

  @Test func temporariesGoEvenWithoutTheManifest() throws {
    try site.publish(new, killedAfter: ["a/index.html"])
    try leaveTemporaries(of: new)
    try FileManager.default.removeItem(atPath: site.folder.at("cache"))
    try expectHealed()
  }

  @Test func temporariesOfPagesThatAreGoneByNowGoToo() throws {
    try site.publish(new, killedAfter: [])
    try leaveTemporaries(of: new)
    try site.publish(["b/index.html": "old"])
    #expect(try site.output() == ["b/index.html": "old"])
    #expect(!site.folder.isFolder("public/a") && !site.folder.isFolder("public/c"))
  }

  @Test func temporariesGoWhenTheFirstBuildWasKilled() throws {
    let site = try Site()
    try site.publish(new, killedAfter: [])
    try site.folder.put(
      "half", at: "public/\(try #require(OutputPath("c/d/index.html")).temporary.text)")
    try site.publish(new)
    #expect(try site.output() == new)
  }

  @Test func temporariesOfTheNotesGo() throws {
    for name in ["files", "unfinished"] {
      let temporary = try #require(OutputPath("public/.forumgen/\(name)")).temporary.text
      try site.folder.put("half", at: temporary)
    }
    try expectHealed()
  }

  @Test func temporariesGoWhenAdopting() throws {
    try leaveTemporaries(of: old)
    try FileManager.default.removeItem(atPath: site.folder.at("public/.forumgen"))
    try site.publish(old) { $0.adopt = true }
    #expect(try site.output() == old)
  }

  @Test func foldersAreRemovedThoughTheirFilesWentBefore() throws {
    try site.publish(new, killedAfter: new.keys.sorted())
    try FileManager.default.removeItem(atPath: site.folder.at("public/gone/x/index.html"))
    try expectHealed()
  }

  @Test func folderSwapThatWasCutOffGoesOn() throws {
    try site.publish(["a": "file"], killedAfter: [])
    try site.publish(["a": "file"], killedAfter: ["a"])
    #expect(site.folder.text(at: "public/a") == "file")
    try expectHealed()
  }

  @Test func fileSwapThatWasCutOffGoesOn() throws {
    let deeper = ["a/index.html/deeper": "x"]
    try site.publish(deeper, killedAfter: [])
    try site.publish(deeper, killedAfter: ["a/index.html/deeper"])
    try expectHealed()
  }

  @Test func manifestOfTheBuildBeforeIsNotWrongAfterAKilledOne() throws {
    try site.publish(new, killedAfter: ["a/index.html"])
    #expect(try site.current(old) == ["b/index.html", "gone/x/index.html"])
  }
}
