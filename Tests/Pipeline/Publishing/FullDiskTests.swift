import Foundation
import Publishing
import TestSupport
import Testing

@Suite struct FullDiskTests {
  @Test(.enabled(if: TinyDisk.isPossible, "only root can mount a small disk, and not everywhere"))
  func fullDiskLeavesOldFilesAndTheNextBuildHeals() throws {
    var site = try Site()
    try site.folder.makeFolder("disk")
    let disk = try #require(TinyDisk(at: site.folder.at("disk"), kilobytes: 128))
    defer { disk.unmount() }
    site.options.output = site.folder.at("disk/public")
    let old = ["a": String(repeating: "a", count: 30_000), "b": "old"]
    try site.publish(old)

    let large = ["a": String(repeating: "A", count: 200_000), "b": "new"]
    let problem = #expect(throws: PublishingProblem.self) { try site.publish(large) }
    #expect(problem?.sentence == "cannot write \(site.options.output)/a: the disk is full")
    #expect(site.folder.text(at: "disk/public/a") == old["a"])
    let files = try site.folder.files().filter { $0.hasPrefix("disk/public") }
    #expect(!files.contains { $0.contains("/.forumgen-") })

    try site.publish(["a": "small", "b": "new"])
    #expect(site.folder.text(at: "disk/public/a") == "small")
    #expect(site.folder.text(at: "disk/public/b") == "new")
    #expect(!FileManager.default.fileExists(atPath: "\(site.options.output)/.forumgen/unfinished"))
  }

  @Test(.disabled(if: getuid() == 0, "root may write everywhere"))
  func folderThatMayNotBeWrittenSaysSo() throws {
    let site = try Site()
    try site.publish(["a/b": "old"])
    chmod(site.folder.at("public/a"), 0o500)
    defer { chmod(site.folder.at("public/a"), 0o700) }
    let problem = #expect(throws: PublishingProblem.self) { try site.publish(["a/b": "new"]) }
    let path = site.folder.at("public/a/b")
    #expect(problem?.sentence == "cannot write \(path): permission denied")
    #expect(try site.output() == ["a/b": "old"])
  }

  @Test func outputBelowAFileSaysSo() throws {
    var site = try Site()
    try site.folder.put("", at: "file")
    site.options.output = site.folder.at("file/public")
    let problem = #expect(throws: PublishingProblem.self) { try site.publish(["a": ""]) }
    #expect(problem?.sentence == "cannot open \(site.options.output): it is not a folder")
  }
}

/// A tmpfs of some kilobytes.
private struct TinyDisk {
  let path: String

  static let isPossible: Bool = {
    guard getuid() == 0, let folder = try? TemporaryFolder() else { return false }
    guard let disk = TinyDisk(at: folder.path, kilobytes: 64) else { return false }
    disk.unmount()
    return true
  }()

  /// nil when it cannot be mounted.
  init?(at path: String, kilobytes: Int) {
    self.path = path
    let arguments = ["-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", path]
    guard Self.run("/bin/mount", arguments) else { return nil }
  }

  func unmount() { _ = Self.run("/bin/umount", [path]) }

  private static func run(_ program: String, _ arguments: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
