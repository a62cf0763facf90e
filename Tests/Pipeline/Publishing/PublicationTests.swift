import Files
import Foundation
import TestSupport
import Testing

@testable import Publishing

@Suite struct PublicationTests {
  let site: TestSite

  init() throws { site = try TestSite() }

  @Test func firstBuildWritesEverything() throws {
    let files = ["index.html": "home", "boards/a/index.html": "a", ".well-earlier/x.txt": "x"]
    let result = try site.publish(files)
    #expect(try site.output() == files)
    #expect(result.written.map(\.text) == files.keys.sorted())
    #expect(result.kept == 0)
    #expect(result.removed == [])
    #expect(result.manifestError == nil)
  }

  @Test func listNamesWhatWasWrittenSortedByBytes() throws {
    try site.publish(["b": "", "a/b": "", "a.b": "", "é": "", "a-c/d": "", "Z": ""])
    #expect(site.list == "Z\na-c/d\na.b\na/b\nb\né\n")
  }

  @Test func onlyTheListStaysBesideThePages() throws {
    try site.publish(["a/index.html": "a"])
    try site.publish(["a/index.html": "b", "c": ""])
    let all = try site.folder.files().filter { $0.hasPrefix("public/") }
    #expect(all == ["public/.forumgen/files", "public/a/index.html", "public/c"])
  }

  @Test func sameContentIsNeitherRenderedNorTouched() throws {
    let files = ["index.html": "home", "a/index.html": "a"]
    try site.publish(files)
    let stamps = try files.keys.map(site.stamp)
    let list = try site.stamp(of: ".forumgen/files")
    #expect(try site.current(files) == files.keys.sorted())
    let result = try site.publish(files)
    #expect(result.written == [] && result.kept == 2 && result.removed == [])
    #expect(try files.keys.map(site.stamp) == stamps)
    #expect(try site.stamp(of: ".forumgen/files") == list)
  }

  @Test func onlyWhatDiffersIsRendered() throws {
    try site.publish(["a": "1", "b": "1", "c": "1"])
    let new = ["a": "1", "b": "2", "c": "1", "d": "1"]
    #expect(try site.current(new) == ["a", "c"])
    let result = try site.publish(new)
    #expect(result.written.map(\.text) == ["b", "d"])
    #expect(result.kept == 2)
    #expect(try site.output() == new)
  }

  @Test func withoutTheManifestSameBytesAreNotTouched() throws {
    let files = ["index.html": "home", "empty": ""]
    try site.publish(files)
    let stamps = try files.keys.map(site.stamp)
    try FileManager.default.removeItem(atPath: site.folder.at("cache"))
    #expect(try site.current(files) == [])
    let result = try site.publish(files)
    #expect(result.written == [] && result.kept == 2)
    #expect(try files.keys.map(site.stamp) == stamps)
    #expect(try site.current(files).count == 2)
  }

  @Test func obsoleteFilesAndFoldersAreRemoved() throws {
    try site.publish(["a/b/c": "", "a/d": "", "x/y/z": "", "k": "k"])
    let result = try site.publish(["a/d": "", "k": "k"])
    #expect(result.removed.map(\.text) == ["a/b/c", "x/y/z"])
    #expect(try site.output() == ["a/d": "", "k": "k"])
    #expect(!site.folder.isFolder("public/x") && !site.folder.isFolder("public/a/b"))
    #expect(site.list == "a/d\nk\n")
  }

  @Test func allFilesCanBeRemoved() throws {
    try site.publish(["a/b": ""])
    #expect(try site.publish([:]).removed.count == 1)
    #expect(site.list == "")
    #expect(try site.folder.files().filter { $0.hasPrefix("public") } == ["public/.forumgen/files"])
  }

  /// Overwrites a file in place with as many bytes, right after the build. The change falls into
  /// the same tick of the kernel's clock, unless the build waits for the next tick before it ends.
  /// Repeats this, because the tick may end by chance. Since version 6.13, Linux gives a finer
  /// timestamp to a file whose times were read, so this test cannot fail there.
  @Test func editedFileIsRewritten() throws {
    for round in 1...8 {
      let files = ["a": "right \(round)", "b": "right"]
      try site.publish(files)
      let file = Foundation.open(site.folder.at("public/a"), O_WRONLY)
      let count = write(file, "wrong", 5)
      close(file)
      #expect(count == 5)
      #expect(try site.publish(files).written.map(\.text) == ["a"])
      #expect(try site.output() == files)
    }
  }

  @Test func replacedFileWithSameSizeAndTimeIsRewritten() throws {
    try site.publish(["a": "right"])
    let modified = try site.stamp(of: "a").modified
    let time = timespec(
      tv_sec: Int(modified / 1_000_000_000), tv_nsec: Int(modified % 1_000_000_000))
    try site.folder.put("wrong", at: "other")
    utimensat(AT_FDCWD, site.folder.at("other"), [time, time], 0)
    rename(site.folder.at("other"), site.folder.at("public/a"))
    #expect(try site.stamp(of: "a").modified == modified)
    #expect(try site.publish(["a": "right"]).written.map(\.text) == ["a"])
  }

  @Test func deletedFileIsMadeAgain() throws {
    try site.publish(["x/a": "a", "b": "b"])
    try FileManager.default.removeItem(atPath: site.folder.at("public/x"))
    #expect(try site.publish(["x/a": "a", "b": "b"]).written.map(\.text) == ["x/a"])
  }

  @Test func chmodCostsNoRendering() throws {
    try site.publish(["a": "a"])
    chmod(site.folder.at("public/a"), 0o600)
    #expect(try site.current(["a": "a"]) == ["a"])
  }

  @Test func fileBecomesAFolder() throws {
    try site.publish(["a": "file", "b/c": "file"])
    let result = try site.publish(["a/index.html": "page", "a/x/y": "", "b/c/d": "", "b/e": ""])
    #expect(result.removed.map(\.text) == ["a", "b/c"])
    #expect(
      try site.output() == ["a/index.html": "page", "a/x/y": "", "b/c/d": "", "b/e": ""])
  }

  @Test func folderBecomesAFile() throws {
    try site.publish(["a/index.html": "page", "a/x/y/z": "", "b": ""])
    let result = try site.publish(["a": "file", "b": ""])
    #expect(result.removed.map(\.text) == ["a/index.html", "a/x/y/z"])
    #expect(try site.output() == ["a": "file", "b": ""])
  }

  @Test func manyThreadsMayWriteAtOnce() throws {
    let files = Dictionary(
      uniqueKeysWithValues: (0..<400).map { ("f\($0 % 7)/g\($0 / 3)/\($0)", "text \($0)") })
    let plan = try TestSite.plan(files)
    let publication = try site.open().beginPublishing(plan)
    nonisolated(unsafe) var published = [PublishedFile?](repeating: nil, count: plan.count)
    let lock = NSLock()
    DispatchQueue.concurrentPerform(iterations: plan.count) { position in
      let bytes = TestSite.bytes(plan[position], of: files)
      let file = try? publication.write(bytes, at: position)
      lock.withLock { published[position] = file }
    }
    let result = try publication.finish(published.compactMap { $0 })
    #expect(result.written.count == 400)
    #expect(try site.output() == files)
  }

  @Test func plannedFileThatIsNotWrittenIsAnError() throws {
    let publication = try site.open().beginPublishing(try TestSite.plan(["a": ""]))
    let error = #expect(throws: FileError.self) { try publication.finish([]) }
    #expect(error == .notWritten(site.folder.at("public/a")))
  }

  @Test(.timeLimit(.minutes(1))) func secondBuildAtTheSameTimeIsAnError() throws {
    var first: OutputFolder? = try site.open()
    let error = #expect(throws: FileError.self) { try site.publish(["a": ""]) }
    #expect(
      error?.message
        == "another build is using \(site.options.output); wait until it ends, then build again")
    withExtendedLifetime(first) {}
    first = nil
    try site.publish(["a": ""])
  }

  @Test func outputMayBeALinkToAFolder() throws {
    try site.folder.makeFolder("elsewhere")
    try site.folder.link("public", to: "elsewhere")
    try site.publish(["a/b": "x"])
    #expect(site.folder.text(at: "elsewhere/a/b") == "x")
    #expect(try site.current(["a/b": "x"]) == ["a/b"])
  }
}
