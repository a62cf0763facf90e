import Files
import Foundation
import Publishing
import TestSupport
import Testing

@Suite struct KilledBuildTests {
  let site: TestSite
  let old = ["a/index.html": "old", "b/index.html": "old", "gone/x/index.html": "old"]
  let new = ["a/index.html": "new", "b/index.html": "new", "c/d/index.html": "new"]

  init() throws {
    site = try TestSite()
    try site.publish(old)
  }

  private func leaveTemporaries(of files: [String: String]) throws {
    for path in files.keys {
      let temporary = try #require(OutputPath(path)).temporary.text
      try site.folder.put("half", at: "public/\(temporary)")
    }
  }

  private func expectRepaired() throws {
    try site.publish(new)
    #expect(try site.output() == new)
    #expect(site.list == new.keys.sorted().map { "\($0)\n" }.joined())
    #expect(!site.folder.isFolder("public/gone"))
    let metadataFiles = try site.folder.files().filter { $0.hasPrefix("public/.forumgen") }
    #expect(metadataFiles == ["public/.forumgen/files"])
  }

  @Test func everyFileIsOldOrNew() throws {
    try site.publish(new, killedAfter: ["b/index.html"])
    var mixed = old
    mixed["b/index.html"] = "new"
    #expect(try site.output() == mixed)
  }

  @Test(arguments: [[], ["a/index.html"], ["a/index.html", "b/index.html", "c/d/index.html"]])
  func nextBuildCompletesTheSite(written: [String]) throws {
    try site.publish(new, killedAfter: written)
    try expectRepaired()
  }

  @Test func filesOfAKilledBuildCanBeRemoved() throws {
    try site.publish(new, killedAfter: ["c/d/index.html"])
    try site.publish(old)
    #expect(try site.output() == old)
    #expect(!site.folder.isFolder("public/c"))
  }

  @Test func temporaryFilesAreRemovedEvenWithoutTheManifest() throws {
    try site.publish(new, killedAfter: ["a/index.html"])
    try leaveTemporaries(of: new)
    try FileManager.default.removeItem(atPath: site.folder.at("cache"))
    try expectRepaired()
  }

  @Test func temporaryFilesOfObsoletePagesAreRemoved() throws {
    try site.publish(new, killedAfter: [])
    try leaveTemporaries(of: new)
    try site.publish(["b/index.html": "old"])
    #expect(try site.output() == ["b/index.html": "old"])
    #expect(!site.folder.isFolder("public/a") && !site.folder.isFolder("public/c"))
  }

  @Test func temporaryFilesAreRemovedWhenTheFirstBuildWasKilled() throws {
    let site = try TestSite()
    try site.publish(new, killedAfter: [])
    try site.folder.put(
      "half", at: "public/\(try #require(OutputPath("c/d/index.html")).temporary.text)")
    try site.publish(new)
    #expect(try site.output() == new)
  }

  @Test func temporaryFilesInTheMetadataFolderAreRemoved() throws {
    for name in ["files", "unfinished"] {
      let temporary = try #require(OutputPath("public/.forumgen/\(name)")).temporary.text
      try site.folder.put("half", at: temporary)
    }
    try expectRepaired()
  }

  @Test func temporaryFilesAreRemovedWhenAdopting() throws {
    try leaveTemporaries(of: old)
    try FileManager.default.removeItem(atPath: site.folder.at("public/.forumgen"))
    try site.publish(old) { $0.adoptsFolder = true }
    #expect(try site.output() == old)
  }

  @Test func emptyObsoleteFoldersAreRemoved() throws {
    try site.publish(new, killedAfter: new.keys.sorted())
    try FileManager.default.removeItem(atPath: site.folder.at("public/gone/x/index.html"))
    try expectRepaired()
  }

  @Test func interruptedFolderToFileChangeContinues() throws {
    try site.publish(["a": "file"], killedAfter: [])
    try site.publish(["a": "file"], killedAfter: ["a"])
    #expect(site.folder.text(at: "public/a") == "file")
    try expectRepaired()
  }

  @Test func interruptedFileToFolderChangeContinues() throws {
    let deeper = ["a/index.html/deeper": "x"]
    try site.publish(deeper, killedAfter: [])
    try site.publish(deeper, killedAfter: ["a/index.html/deeper"])
    try expectRepaired()
  }

  @Test func earlierManifestIsValidAfterAKilledBuild() throws {
    try site.publish(new, killedAfter: ["a/index.html"])
    #expect(try site.current(old) == ["b/index.html", "gone/x/index.html"])
  }
}
