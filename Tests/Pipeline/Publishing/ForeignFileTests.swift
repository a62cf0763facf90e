import Files
import Foundation
import Publishing
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct ForeignFileTests {
  let site: Site

  init() throws { site = try Site() }

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
    let problem = try #require(try site.problem(["a": ""]))
    #expect(problem.reason == .notOurs)
    #expect(problem.sentence.contains("--adopt"))
    #expect(!site.folder.isFolder("public/.forumgen"))
  }

  @Test func hiddenFilesDoNotMakeAFolderSomebodys() throws {
    try site.folder.put("*", at: "public/.gitignore")
    try site.folder.put("", at: "public/.git/config")
    try site.publish(["a": "a"])
    #expect(try site.output() == [".gitignore": "*", ".git/config": "", "a": "a"])
  }

  @Test func adoptingOverwritesWhatIsPlannedAndKeepsTheRest() throws {
    try site.folder.put("theirs", at: "public/index.html")
    try site.folder.put("theirs", at: "public/a/other.html")
    try site.publish(["index.html": "ours", "a/index.html": "ours"]) { $0.adopt = true }
    #expect(site.list == "a/index.html\nindex.html\n")
    try site.publish([:])
    #expect(try site.output() == ["a/other.html": "theirs"])
  }

  @Test func adoptedFileWithTheSameBytesIsNotTouched() throws {
    try site.folder.put("same", at: "public/index.html")
    let stamp = try site.stamp(of: "index.html")
    #expect(try site.publish(["index.html": "same"]) { $0.adopt = true }.kept == 1)
    #expect(try site.stamp(of: "index.html") == stamp)
  }

  @Test func foreignFileAtANewPathIsAProblemBeforeAnythingIsWritten() throws {
    try site.publish(["a": "1"])
    try site.folder.put("mine", at: "public/b/index.html")
    let problem = try #require(try site.problem(["a": "2", "b/index.html": "ours"]))
    #expect(problem.path == site.folder.at("public/b/index.html"))
    #expect(problem.reason == .inTheWay(.file))
    try site.publish(["a": "2", "b/index.html": "ours"]) { $0.adopt = true }
    #expect(try site.output() == ["a": "2", "b/index.html": "ours"])
  }

  @Test func allThatIsInTheWayIsSaidAtOnce() throws {
    try site.publish(["z": ""])
    for path in ["a", "b", "c"] { try site.folder.put("mine", at: "public/\(path)") }
    let problem = try #require(try site.problem(["a": "", "b": "", "c/d": ""]))
    #expect(
      ([problem] + problem.others).map(\.path)
        == ["a", "b", "c"].map {
          site.folder.at("public/\($0)")
        })
  }

  @Test func foreignFileInThePlaceOfAFolderIsNotRemovedEvenWhenAdopting() throws {
    try site.folder.put("mine", at: "public/a")
    let problem = try #require(try site.problem(["a/index.html": ""]) { $0.adopt = true })
    #expect(problem.reason == .inTheWay(.other))
  }

  @Test func folderInThePlaceOfAFileIsNotRemoved() throws {
    try site.publish(["a/ours": "", "b": ""])
    try site.folder.put("mine", at: "public/a/x/mine.txt")
    #expect(try site.problem(["a": "file"])?.reason == .inTheWay(.folder))
    try FileManager.default.removeItem(atPath: site.folder.at("public/a/x/mine.txt"))
    #expect(try site.problem(["a": "file"])?.reason == .inTheWay(.folder))
    try FileManager.default.removeItem(atPath: site.folder.at("public/a/x"))
    try site.folder.put("mine", at: "public/a/mine.txt")
    #expect(try site.problem(["a": "file"])?.reason == .inTheWay(.other))
    try FileManager.default.removeItem(atPath: site.folder.at("public/a/mine.txt"))
    try site.publish(["a": "file"])
    #expect(try site.output() == ["a": "file"])
  }

  @Test func folderThatSomebodyPutInThePlaceOfAGoneFileStays() throws {
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
    #expect(throws: PublishingError.self) { try site.publish(["a": "1"]) }
    #expect(try site.publish([:]).removed == [])
    #expect(try site.folder.files().contains("public/a"))
  }

  @Test func nameThatIsNotUTF8IsAForeignOne() throws {
    try site.publish(["a/b": ""])
    let name: [CChar] = [0x2F, CChar(bitPattern: 0xFF), 0]
    let path = site.folder.at("public/a").utf8.map { CChar(bitPattern: $0) } + name
    #expect(close(Foundation.open(path, O_CREAT | O_WRONLY, 0o600)) == 0)
    let list = site.list
    let problem = #expect(throws: PublishingError.self) { try site.publish(["a": ""]) }
    #expect(problem?.reason == .inTheWay(.other))
    #expect(site.list == list)
    try site.publish([:])
    #expect(site.folder.isFolder("public/a"))
  }

  @Test(arguments: [
    ["a", "a/b"], ["a", "a-", "a.html", "a/b/c"], ["x", ".forumgen/files"], [".forumgen"],
  ])
  func clashingPlanIsRefused(paths: [String]) throws {
    let files = Dictionary(uniqueKeysWithValues: paths.map { ($0, "") })
    #expect(try site.problem(files) != nil)
  }

  @Test func pathPlannedTwiceIsRefused() throws {
    let plan = try Site.plan(["a": ""]) + Site.plan(["a": "", "b": ""])
    let problem = #expect(throws: PublishingError.self) { try site.open().begin(plan) }
    #expect(problem?.reason == .plannedTwice)
  }

  @Test func nameOfATemporaryIsRefused() throws {
    let path = try #require(OutputPath("a/b")).temporary
    #expect(try site.problem([path.text: ""])?.reason == .reserved)
  }
}
