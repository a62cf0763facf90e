import Dispatch
import Files
import TestSupport
import Testing

@testable import Publishing

/// The output prescan: compares the last build's files with the manifest before the new build is
/// planned.
@Suite struct OutputPrescanTests {
  private let files = ["a/b/c/index.html": "one", "a/b/index.html": "two", "d": "three"]

  private func runPrescan(_ site: TestSite) -> OutputPrescan? {
    let task = PrescanTask(site.options)
    DispatchQueue.concurrentPerform(iterations: 3) { _ in while task.scanNext() {} }
    return task.finish()
  }

  @Test func acceptsUnchangedFiles() throws {
    let site = try TestSite()
    try site.publish(files)
    let prescan = try #require(runPrescan(site))
    #expect(prescan.matchesManifest == [true, true, true])
    #expect(try OutputFolder.open(site.options, prescan: prescan).resultIfUnchanged?.kept == 3)
  }

  @Test(arguments: ["a/b/c/index.html", "a/b/index.html", "d"])
  func detectsAnEditedFile(path: String) throws {
    let site = try TestSite()
    try site.publish(files)
    try site.folder.put("edited", at: "public/\(path)")
    let prescan = try #require(runPrescan(site))
    #expect(prescan.matchesManifest.filter { !$0 }.count == 1)
    #expect(try OutputFolder.open(site.options, prescan: prescan).resultIfUnchanged == nil)
  }

  @Test func doesNotCountAfterAnotherBuild() throws {
    let site = try TestSite()
    try site.publish(files)
    let prescan = try #require(runPrescan(site))
    try site.publish(files.merging(["e": "four"]) { $1 })
    #expect(try OutputFolder.open(site.options, prescan: prescan).prescan == nil)
  }

  @Test func isEmptyWithoutAManifest() throws {
    let site = try TestSite()
    #expect(runPrescan(site) == nil)
    try site.publish(files)
    var options = site.options
    options.isClean = true
    #expect(PrescanTask(options).finish() == nil)
  }
}
