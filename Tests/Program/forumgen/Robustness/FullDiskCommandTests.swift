import Foundation
import TestSupport
import Testing

/// A build on a full disk ends with a clear error and exit status 2. Every file is then entirely
/// old or entirely new.
@Suite struct FullDiskCommandTests {
  static let arguments = ["build", "--templates", Command.templates, "--now", "2026-11-20"]

  /// The disk runs out of blocks or inodes. What is free is `tenths` tenths of the growth from the
  /// small to the large site.
  @Test(
    .enabled(if: SmallTmpfs.isPossible, "needs root and permission to mount a tmpfs"),
    arguments: SmallTmpfs.Limit.allCases, [0, 1, 3, 6])
  func aFullDiskLeavesEveryFileOldOrNew(limit: SmallTmpfs.Limit, tenths: Int) throws {
    let (small, large) = try Self.expected.get()
    let command = try Command(Command.largeCommunity(threads: 10))
    let disk = try #require(SmallTmpfs(at: "\(command.root)/disk"))
    defer { disk.unmount() }
    #expect(try build(command).status == 0)
    let growth = limit.need(of: large) - limit.need(of: small)
    disk.limitFreeSpace(to: growth * tenths / 10, limit)
    try Self.enlarge(command)
    let run = try build(command)
    #expect(run.status == 2)
    let sentence = /forumgen: error: cannot write disk\/public\/[^ ]+: the disk is full\n/
    #expect(run.errors.wholeMatch(of: sentence) != nil, "\(run.errors)")
    let found = try command.pages("disk/public")
    for (path, data) in found { #expect(data == small[path] || data == large[path], "\(path)") }
    for path in small.keys where large[path] != nil && !path.hasPrefix(".") {
      #expect(found[path] != nil, "\(path)")
    }
    disk.removeLimit()
    #expect(try build(command, "--verify").status == 0)
    #expect(try differingPaths(large, command.tree("disk/public")) == [])
  }

  @Test(.enabled(if: SmallTmpfs.isPossible, "needs root and permission to mount a tmpfs"))
  func fullCacheDiskIsOnlyANote() throws {
    let command = try Command(Command.largeCommunity(threads: 60))
    let disk = try #require(SmallTmpfs(at: "\(command.root)/disk"))
    defer { disk.unmount() }
    disk.limitFreeSpace(to: 4096, .bytes)
    command.environment["XDG_CACHE_HOME"] = "\(command.root)/disk"
    for _ in 1...2 {
      let run = try command.build("--verify")
      #expect(run.status == 0)
      #expect(run.errors.hasPrefix("forumgen: note: the next build will be slower: cannot write "))
      #expect(run.errors.contains("the disk is full"))
    }
  }

  @Test(.enabled(if: SmallTmpfs.isPossible, "needs root and permission to mount a tmpfs"))
  func verificationOnAFullDiskCleansUp() throws {
    let command = try Command(Command.largeCommunity(threads: 60))
    let disk = try #require(SmallTmpfs(at: "\(command.root)/disk"))
    defer { disk.unmount() }
    #expect(try build(command).status == 0)
    disk.limitFreeSpace(to: 100_000, .bytes)
    let run = try build(command, "--verify")
    #expect(run.status == 2)
    #expect(run.output.contains(": 0 written, "), "the site itself is unchanged")
    #expect(run.errors.contains(".public.forumgen-verify/"))
    #expect(run.errors.hasSuffix(": the disk is full\n"), "\(run.errors)")
    #expect(!command.exists("disk/.public.forumgen-verify"))
  }
}

extension FullDiskCommandTests {
  private static let expected = Result {
    let command = try Command(Command.largeCommunity(threads: 10), on: .memory)
    try #require(try command.build().status == 0)
    let small = try command.tree()
    try enlarge(command)
    try #require(try command.build().status == 0)
    return (small, try command.tree())
  }

  /// Changes every page and adds many more.
  private static func enlarge(_ command: Command) throws {
    for (path, text) in Command.largeCommunity(threads: 300) {
      try command.put(
        text.replacingOccurrences(of: "Harbour", with: "Haven"), at: "content/\(path)")
    }
  }

  private func build(_ command: Command, _ arguments: String...) throws -> Command.Run {
    try command.run(Self.arguments + ["--output", "disk/public"] + arguments)
  }
}

extension Command {
  /// Returns the files of an output folder, without `.forumgen/` and temporary files.
  func pages(_ folder: String = "public") throws -> [String: Data] {
    guard exists(folder) else { return [:] }
    return try tree(folder).filter {
      !$0.key.split(separator: "/").contains { $0.hasPrefix(".forumgen") }
    }
  }
}

extension SmallTmpfs.Limit {
  fileprivate func need(of tree: [String: Data]) -> Int {
    switch self {
    case .bytes: tree.values.reduce(0) { $0 + ($1.count + 4095) / 4096 * 4096 }
    case .files: tree.count
    }
  }
}
