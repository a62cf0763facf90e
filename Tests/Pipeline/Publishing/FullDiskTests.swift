import Files
import Foundation
import Publishing
import TestSupport
import Testing

@Suite struct FullDiskTests {
  @Test(.enabled(if: SmallTmpfs.isPossible, "needs root and permission to mount a tmpfs"))
  func fullDiskKeepsOldFilesAndNextBuildRecovers() throws {
    var site = try TestSite()
    try site.folder.makeFolder("disk")
    let disk = try #require(SmallTmpfs(at: site.folder.at("disk"), kilobytes: 128))
    defer { disk.unmount() }
    site.options.output = site.folder.at("disk/public")
    let old = ["a": String(repeating: "a", count: 30_000), "b": "old"]
    try site.publish(old)

    let large = ["a": String(repeating: "A", count: 200_000), "b": "new"]
    let error = #expect(throws: FileError.self) { try site.publish(large) }
    #expect(error?.message == "cannot write \(site.options.output)/a: the disk is full")
    #expect(site.folder.text(at: "disk/public/a") == old["a"])
    let files = try site.folder.files().filter { $0.hasPrefix("disk/public") }
    #expect(!files.contains { $0.contains("/.forumgen-") })

    try site.publish(["a": "small", "b": "new"])
    #expect(site.folder.text(at: "disk/public/a") == "small")
    #expect(site.folder.text(at: "disk/public/b") == "new")
    #expect(!FileManager.default.fileExists(atPath: "\(site.options.output)/.forumgen/unfinished"))
  }

  /// The staged files of a new folder fill the disk. The next build needs their space.
  @Test(.enabled(if: SmallTmpfs.isPossible, "needs root and permission to mount a tmpfs"))
  func fullDiskLeavesNothingOfANewFolderAndNextBuildRecovers() throws {
    var site = try TestSite()
    try site.folder.makeFolder("disk")
    let disk = try #require(SmallTmpfs(at: site.folder.at("disk"), kilobytes: 128))
    defer { disk.unmount() }
    site.options.output = site.folder.at("disk/public")
    try site.publish(["a": "old"])

    let text = String(repeating: "x", count: 30_000)
    let large = ["a": "old", "n/1": text, "n/2": text, "n/3": text, "n/4": text]
    let error = #expect(throws: FileError.self) { try site.publish(large) }
    #expect(error?.message.hasPrefix("cannot write \(site.options.output)/n/") == true)
    #expect(error?.message.hasSuffix(": the disk is full") == true)
    #expect(site.folder.text(at: "disk/public/a") == "old")
    #expect(!FileManager.default.fileExists(atPath: "\(site.options.output)/n"))

    try site.publish(["a": "new", "n/1": text, "n/2": text])
    #expect(site.folder.text(at: "disk/public/a") == "new")
    #expect(site.folder.text(at: "disk/public/n/2") == text)
    let metadataFiles = try FileManager.default.contentsOfDirectory(
      atPath: "\(site.options.output)/.forumgen")
    #expect(metadataFiles == ["files"])
  }

  /// The disk fills up after some of many files have been written.
  @Test(.enabled(if: SmallTmpfs.isPossible, "needs root and permission to mount a tmpfs"))
  func everyFileIsEntirelyOldOrEntirelyNew() throws {
    var site = try TestSite()
    try site.folder.makeFolder("disk")
    let disk = try #require(SmallTmpfs(at: site.folder.at("disk"), kilobytes: 256))
    defer { disk.unmount() }
    site.options.output = site.folder.at("disk/public")
    let paths = (0..<20).map { "p/\($0)/index.html" }
    func texts(_ letter: String, _ count: Int) -> [String: String] {
      let text = String(repeating: letter, count: count)
      return Dictionary(uniqueKeysWithValues: paths.map { ($0, text) })
    }
    let (old, new) = (texts("o", 3000), texts("n", 20_000))
    try site.publish(old)
    #expect(throws: FileError.self) { try site.publish(new) }
    let now = paths.map { site.folder.text(at: "disk/public/\($0)") }
    #expect(zip(paths, now).allSatisfy { $1 == old[$0] || $1 == new[$0] })
    #expect(Set(now).count == 2)
    try site.publish(old)
    #expect(paths.allSatisfy { site.folder.text(at: "disk/public/\($0)") == old[$0] })
  }

  /// A page in an existing folder, and a page in a new top-level folder.
  @Test(arguments: [("public/a", "public/a/b"), ("public", "public/c")])
  func folderWithoutWritePermissionIsAnError(folder: String, shown: String) throws {
    let site = try TestSite()
    try site.folder.withoutPrivileges {
      try site.publish(["a/b": "old"])
      chmod(site.folder.at(folder), 0o500)
      defer { chmod(site.folder.at(folder), 0o700) }
      let new = folder == "public" ? ["a/b": "old", "c/d": "new"] : ["a/b": "new"]
      let error = #expect(throws: FileError.self) { try site.publish(new) }
      #expect(error?.message == "cannot write \(site.folder.at(shown)): permission denied")
      #expect(try site.output() == ["a/b": "old"])
      chmod(site.folder.at(folder), 0o700)
      try site.publish(new)
      #expect(try site.output() == new)
    }
  }

  @Test func outputBelowAFileIsAnError() throws {
    var site = try TestSite()
    try site.folder.put("", at: "file")
    site.options.output = site.folder.at("file/public")
    let error = #expect(throws: FileError.self) { try site.publish(["a": ""]) }
    #expect(error?.message == "cannot open \(site.options.output): it is not a folder")
  }
}

extension TemporaryFolder {
  /// Runs `work` as an unprivileged user, because root ignores file permissions. setfsuid(2)
  /// affects only the calling thread, so other tests are not affected.
  fileprivate func withoutPrivileges(_ work: () throws -> Void) throws {
    guard geteuid() == 0 else { return try work() }
    let nobody: uid_t = 65534
    chown(path, nobody, nobody)
    // No header that Swift imports declares the function.
    let symbol = try #require(dlsym(dlopen(nil, RTLD_NOW), "setfsuid"))
    typealias SetUser = @convention(c) (uid_t) -> CInt
    let setUser = unsafeBitCast(symbol, to: SetUser.self)
    _ = setUser(nobody)
    defer { _ = setUser(0) }
    try work()
  }
}
