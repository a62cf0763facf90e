import Files
import Foundation
import TestSupport
import Testing

@testable import Publishing

/// A build does not read, write or remove anything through a symbolic link in the output.
@Suite struct SymbolicLinkTests {
  let site: TestSite

  init() throws {
    site = try TestSite()
    try site.folder.put("theirs", at: "outside/index.html")
    try site.publish(["a/index.html": "ours", "b": "ours"])
  }

  private func replace(_ path: String, byLinkTo target: String) throws {
    try FileManager.default.removeItem(atPath: site.folder.at("public/\(path)"))
    try site.folder.link("public/\(path)", to: target)
  }

  private func expectLinkError(_ files: [String: String], at path: String) throws {
    for adopt in [false, true] {
      let error = try #require(try site.publishingError(files) { $0.adoptsFolder = adopt })
      #expect(error == .blocked(site.folder.at("public/\(path)"), by: .link))
    }
    #expect(site.folder.text(at: "outside/index.html") == "theirs")
    #expect(try site.folder.files().filter { $0.hasPrefix("outside") } == ["outside/index.html"])
  }

  @Test func folderIsNotWrittenThrough() throws {
    try replace("a", byLinkTo: "../outside")
    try expectLinkError(["a/index.html": "new", "a/x/y": "", "b": "ours"], at: "a")
  }

  @Test func folderIsNotRemovedThrough() throws {
    try replace("a", byLinkTo: "../outside")
    try expectLinkError(["b": "ours"], at: "a")
  }

  @Test func fileIsNotWrittenThrough() throws {
    try replace("b", byLinkTo: "../outside/index.html")
    try expectLinkError(["a/index.html": "ours", "b": "new"], at: "b")
  }

  @Test func linkIsNotRemoved() throws {
    try replace("b", byLinkTo: "../outside/index.html")
    try expectLinkError(["a/index.html": "ours"], at: "b")
  }

  @Test func newFolderIsNotMadeThroughALink() throws {
    try site.folder.link("public/new", to: "../outside")
    try expectLinkError(["a/index.html": "ours", "b": "ours", "new/x/index.html": ""], at: "new")
  }

  @Test func folderWithALinkIsNotReplacedByAFile() throws {
    try site.folder.link("public/a/x", to: "../../outside")
    try expectLinkError(["a": "file", "b": "ours"], at: "a/x")
  }

  @Test func notesAreNotReadThroughALink() throws {
    try FileManager.default.moveItem(
      atPath: site.folder.at("public/.forumgen"), toPath: site.folder.at("notes"))
    try site.folder.link("public/.forumgen", to: "../notes")
    try expectLinkError(["b": "ours"], at: ".forumgen")
  }

  @Test func listIsNotReadThroughALink() throws {
    try replace(".forumgen/files", byLinkTo: "../../outside/index.html")
    #expect(
      try site.publishingError(["b": "ours"])?.path == site.folder.at("public/.forumgen/files"))
  }

  @Test func temporaryInThePlaceOfALinkIsNotWrittenThrough() throws {
    let temporary = try #require(OutputPath("b")).temporary
    try site.folder.link("public/\(temporary.text)", to: "../outside/index.html")
    try site.publish(["b": "new"])
    #expect(site.folder.text(at: "outside/index.html") == "theirs")
    #expect(try site.output() == ["b": "new"])
  }
}
