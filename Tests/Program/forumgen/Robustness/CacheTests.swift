import Foundation
import TestSupport
import Testing

/// Whatever the state of the cache, the site equals that of a clean build. Damage costs only time.
@Suite struct CacheTests {
  struct CacheDamage: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let apply: @Sendable (Command, inout SplitMix64) throws -> Void

    init(
      _ name: String, _ apply: @escaping @Sendable (Command, inout SplitMix64) throws -> Void
    ) {
      testDescription = name
      self.apply = apply
    }

    /// Returns the damage that applies `apply` to each file in the cache folder.
    static func each(
      _ name: String,
      _ apply: @escaping @Sendable (Command, String, inout SplitMix64) throws -> Void
    ) -> CacheDamage {
      CacheDamage(name) { command, random in
        for path in try command.tree("cache").keys.sorted() {
          try apply(command, "cache/\(path)", &random)
        }
      }
    }
  }

  static let damages: [CacheDamage] = [
    .each("damaged") { try $0.damage($1, &$2) },
    .each("cut short") { command, path, random in
      let size = try command.size(path)
      truncate("\(command.root)/\(path)", random.number(0...max(1, size - 1)))
    },
    .each("too long") { command, path, _ in
      let file = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(command.root)/\(path)"))
      try file.seekToEnd()
      try file.write(contentsOf: Data("and more\n".utf8))
    },
    .each("empty") { command, path, _ in try command.put("", at: path) },
    .each("foreign") { command, path, _ in try command.put("my own notes\n", at: path) },
    .each("a folder in its place") { command, path, _ in
      try command.remove(path)
      try command.put("mine", at: "\(path)/file")
    },
    .each("a broken link instead of it") { command, path, _ in
      try command.remove(path)
      try FileManager.default.createSymbolicLink(
        atPath: "\(command.root)/\(path)", withDestinationPath: "nowhere")
    },
    .each("a pipe in its place") { command, path, _ in
      try command.remove(path)
      mkfifo("\(command.root)/\(path)", 0o600)
    },
    CacheDamage("lost") { command, _ in try command.remove("cache") },
    CacheDamage("a file in the folder's place") { command, _ in
      try command.remove("cache")
      try command.put("mine", at: "cache")
    },
    CacheDamage("a folder that may not be read") { command, _ in chmod("\(command.root)/cache", 0)
    },
  ]

  @Test(arguments: damages) func damagedCacheGivesTheSameSite(damage: CacheDamage) throws {
    let seed = SplitMix64.seedOfThisRun
    var random = SplitMix64(seed: seed)
    for round in 1...3 {
      let command = try edited { try damage.apply($0, &random) }
      let context = "seed \(seed), round \(round)"
      #expect(try differingPaths(Self.expected.get(), command.tree()) == [], "\(context)")
      #expect(try command.build().status == 0)
      #expect(
        try differingPaths(Self.expected.get(), command.tree()) == [], "\(context), once more")
    }
  }

  @Test func cacheOfAnotherProgramIsIgnored() throws {
    let command = try edited { command in
      try FileManager.default.copyItem(
        atPath: Command.executable, toPath: "\(command.root)/other-version")
      let other = try command.process(
        ["build", "--templates", Command.templates, "--now", "2026-11-20"])
      other.executableURL = URL(fileURLWithPath: "\(command.root)/other-version")
      try other.run()
      other.waitUntilExit()
      #expect(other.terminationStatus == 0)
    }
    #expect(try differingPaths(Self.expected.get(), command.tree()) == [])
  }

  /// A restored backup of the cache is intact, but out of date.
  @Test func restoredOldCacheIsNotTrusted() throws {
    let command = try edited { command in
      try FileManager.default.copyItem(
        atPath: "\(command.root)/cache", toPath: "\(command.root)/old")
      #expect(try command.build().status == 0)
      try command.remove("cache")
      try FileManager.default.moveItem(
        atPath: "\(command.root)/old", toPath: "\(command.root)/cache")
    }
    #expect(try differingPaths(Self.expected.get(), command.tree()) == [])
  }

  /// The files to which the link leads are not the program's, although they have the same names.
  @Test func linkedIndexCacheIsNotModified() throws {
    let command = try edited { command in
      let segment = try #require(
        command.tree("cache").keys.first { $0.hasSuffix("/segment-0") })
      let folder = "cache/" + segment.dropLast("/segment-0".count)
      try command.remove(folder)
      for name in ["buckets", "segment-0", "segment-7"] {
        try command.put("mine", at: "mine/\(name)")
      }
      try FileManager.default.createSymbolicLink(
        atPath: "\(command.root)/\(folder)", withDestinationPath: "\(command.root)/mine")
    }
    #expect(try differingPaths(Self.expected.get(), command.tree()) == [])
    let mine = Data("mine".utf8)
    #expect(try command.tree("mine") == ["buckets": mine, "segment-0": mine, "segment-7": mine])
  }

  /// Replaces each cache file by a file of the cache for another output folder.
  @Test func cacheOfAnotherFolderIsNotTrusted() throws {
    let command = try edited { command in
      let own = try Set(command.tree("cache").keys)
      #expect(try command.build("--output", "other", "--drafts").status == 0)
      let others = try command.tree("cache").keys.filter { !own.contains($0) }.sorted()
      for (name, other) in zip(own.sorted(), others) {
        try command.remove("cache/\(name)")
        try FileManager.default.moveItem(
          atPath: "\(command.root)/cache/\(other)", toPath: "\(command.root)/cache/\(name)")
      }
    }
    #expect(try differingPaths(Self.expected.get(), command.tree()) == [])
  }
}

extension CacheTests {
  private static let expected = Result {
    let command = try Command(Command.largeCommunity(threads: 12), on: .memory)
    try edit(command)
    try #require(try command.build().status == 0)
    return try command.tree()
  }

  private static func edit(_ command: Command) throws {
    try command.replace(
      "They fade.", by: "They fade slowly.", in: "content/boards/surgery/scars.md")
    try command.remove("content/boards/results/thread-3.md")
  }

  /// Builds a site, edits it, runs `change` and builds again.
  private func edited(_ change: (Command) throws -> Void) throws -> Command {
    let command = try Command(Command.largeCommunity(threads: 12), on: .memory)
    #expect(try command.build().status == 0)
    #expect(command.exists("cache"))
    try Self.edit(command)
    try change(command)
    let run = try command.build()
    #expect(run.status == 0, "\(run.errors)")
    chmod("\(command.root)/cache", 0o700)
    return command
  }
}

extension Command {
  func size(_ path: String) throws -> Int {
    var status = stat()
    try #require(stat("\(root)/\(path)", &status) == 0)
    return Int(status.st_size)
  }
}
