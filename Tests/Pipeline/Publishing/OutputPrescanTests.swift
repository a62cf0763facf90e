import Dispatch
import Files
import TestSupport
import Testing

@testable import Publishing

/// The output prescan: compares the last build's files with the manifest before the new build is
/// planned.
@Suite struct EarlyLookTests {
  private let files = ["a/b/c/index.html": "one", "a/b/index.html": "two", "d": "three"]

  private func look(_ site: Site) -> OutputPrescan? {
    let looker = PrescanTask(site.options)
    DispatchQueue.concurrentPerform(iterations: 3) { _ in while looker.step() {} }
    return looker.finish()
  }

  @Test func sawAllAsTheyWereLeft() throws {
    let site = try Site()
    try site.publish(files)
    let early = try #require(look(site))
    #expect(early.agrees == [true, true, true])
    #expect(try OutputFolder.open(site.options, after: early).untouched?.kept == 3)
  }

  @Test(arguments: ["a/b/c/index.html", "a/b/index.html", "d"])
  func sawAFileThatWasEdited(path: String) throws {
    let site = try Site()
    try site.publish(files)
    try site.folder.put("edited", at: "public/\(path)")
    let early = try #require(look(site))
    #expect(early.agrees.filter { !$0 }.count == 1)
    #expect(try OutputFolder.open(site.options, after: early).untouched == nil)
  }

  @Test func doesNotCountAfterAnotherBuild() throws {
    let site = try Site()
    try site.publish(files)
    let early = try #require(look(site))
    try site.publish(files.merging(["e": "four"]) { $1 })
    #expect(try OutputFolder.open(site.options, after: early).earlyLook == nil)
  }

  @Test func hasNothingToLookAtWithoutAManifest() throws {
    let site = try Site()
    #expect(look(site) == nil)
    try site.publish(files)
    var options = site.options
    options.clean = true
    #expect(PrescanTask(options).finish() == nil)
  }
}
