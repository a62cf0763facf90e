import Files
import Foundation
import Publishing
import TestSupport
import Testing

/// A build does not read, write or remove anything through a symbolic link in the output.
@Suite struct SymbolicLinkTests {
  let site: Site

  init() throws {
    site = try Site()
    try site.folder.put("theirs", at: "outside/index.html")
    try site.publish(["a/index.html": "ours", "b": "ours"])
  }

  private func replace(_ path: String, byLinkTo target: String) throws {
    try FileManager.default.removeItem(atPath: site.folder.at("public/\(path)"))
    try site.folder.link("public/\(path)", to: target)
  }

  private func expectLinkProblem(_ files: [String: String], at path: String) throws {
    for adopt in [false, true] {
      let problem = try #require(try site.problem(files) { $0.adopt = adopt })
      #expect(problem.reason == .link)
      #expect(problem.path == site.folder.at("public/\(path)"))
      #expect(problem.others == [])
    }
    #expect(site.folder.text(at: "outside/index.html") == "theirs")
    #expect(try site.folder.files().filter { $0.hasPrefix("outside") } == ["outside/index.html"])
  }

  @Test func folderIsNotWrittenThrough() throws {
    try replace("a", byLinkTo: "../outside")
    try expectLinkProblem(["a/index.html": "new", "a/x/y": "", "b": "ours"], at: "a")
  }

  @Test func folderIsNotRemovedThrough() throws {
    try replace("a", byLinkTo: "../outside")
    try expectLinkProblem(["b": "ours"], at: "a")
  }

  @Test func fileIsNotWrittenThrough() throws {
    try replace("b", byLinkTo: "../outside/index.html")
    try expectLinkProblem(["a/index.html": "ours", "b": "new"], at: "b")
  }

  @Test func linkIsNotRemoved() throws {
    try replace("b", byLinkTo: "../outside/index.html")
    try expectLinkProblem(["a/index.html": "ours"], at: "b")
  }

  @Test func newFolderIsNotMadeThroughALink() throws {
    try site.folder.link("public/new", to: "../outside")
    try expectLinkProblem(["a/index.html": "ours", "b": "ours", "new/x/index.html": ""], at: "new")
  }

  @Test func folderWithALinkDoesNotGiveWayToAFile() throws {
    try site.folder.link("public/a/x", to: "../../outside")
    try expectLinkProblem(["a": "file", "b": "ours"], at: "a/x")
  }

  @Test func notesAreNotReadThroughALink() throws {
    try FileManager.default.moveItem(
      atPath: site.folder.at("public/.forumgen"), toPath: site.folder.at("notes"))
    try site.folder.link("public/.forumgen", to: "../notes")
    try expectLinkProblem(["b": "ours"], at: ".forumgen")
  }

  @Test func listIsNotReadThroughALink() throws {
    try replace(".forumgen/files", byLinkTo: "../../outside/index.html")
    #expect(try site.problem(["b": "ours"])?.path == site.folder.at("public/.forumgen/files"))
  }

  @Test func temporaryInThePlaceOfALinkIsNotWrittenThrough() throws {
    let temporary = try #require(OutputPath("b")).temporary
    try site.folder.link("public/\(temporary.text)", to: "../outside/index.html")
    try site.publish(["b": "new"])
    #expect(site.folder.text(at: "outside/index.html") == "theirs")
    #expect(try site.output() == ["b": "new"])
  }
}
