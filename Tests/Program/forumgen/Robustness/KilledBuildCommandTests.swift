import Foundation
import Glibc
import TestSupport
import Testing

/// A killed build leaves every file entirely old or entirely new, and the next build completes the
/// site.
@Suite struct KilledBuildCommandTests {
  /// The sites that uninterrupted builds make of the two states, and the mean duration of a build
  /// in seconds.
  private static let expected = Result { () throws -> (old: Tree, new: Tree, seconds: Double) in
    let start = ContinuousClock.now
    let trees = try (clean(.old), clean(.new))
    return (trees.0, trees.1, (ContinuousClock.now - start) / .seconds(2))
  }

  typealias Tree = [String: Data]

  enum Site { case old, new }

  /// Each of the ten rows kills five builds: first a build into an empty folder, then builds that
  /// change the site from one state to the other.
  @Test(arguments: 0..<10 as Range<UInt64>) func fiftyKills(row: UInt64) throws {
    let seed = SplitMix64.seedOfThisRun &+ row
    print("kills: seed \(seed) (FORUMGEN_SEED=\(SplitMix64.seedOfThisRun) repeats it)")
    var random = SplitMix64(seed: seed)
    let command = try Command([:], on: .memory)
    var isKilled = try kill(command, from: nil, to: .old, &random, "seed \(seed), kill 1")
    var kills = isKilled ? 1 : 0
    var to = Site.new
    // A build that ends before it is killed does not count.
    for attempt in 2...20 where kills < 5 {
      isKilled = try kill(
        command, from: to == .new ? .old : .new, to: to, &random, "seed \(seed), kill \(attempt)")
      kills += isKilled ? 1 : 0
      to = to == .new ? .old : .new
    }
  }
}

extension KilledBuildCommandTests {
  private static func content(_ site: Site) -> [String: String] {
    var files = Command.largeCommunity(threads: site == .old ? 100 : 90)
    for number in 0..<30 where site == .new {
      files["boards/results/new-\(number).md"] = files["boards/results/waiting.md"]
    }
    // The name is on every page, so that every page changes.
    if site == .new {
      files["forum.yml"] = files["forum.yml"]?.replacingOccurrences(of: "Harbour", with: "Haven")
    }
    return files
  }

  private static func clean(_ site: Site) throws -> Tree {
    let command = try Command(content(site), on: .memory)
    try #require(try command.build().status == 0)
    return try command.tree()
  }

  private func kill(
    _ command: Command, from: Site?, to: Site, _ random: inout SplitMix64, _ context: String
  ) throws -> Bool {
    let (old, new, seconds) = try Self.expected.get()
    try command.remove("content", ifThere: true)
    for (path, text) in Self.content(to) { try command.put(text, at: "content/\(path)") }
    // A build writes only in the second half of its time. Most kills are made to hit that half.
    let isWriting = !random.oneIn(5)
    let delay = seconds * Double(random.number(0...1000)) / (isWriting ? 3000 : 1000)
    let isKilled = try kill(command, after: delay, whenWriting: isWriting)
    let (before, after) = (from.map { $0 == .old ? old : new }, to == .old ? old : new)
    let written = try check(command, before ?? [:], after, context)
    print("\(context): \(isKilled ? "killed" : "finished"), \(written) new files")
    #expect(try command.build().status == 0, "\(context)")
    #expect(try differingPaths(after, command.tree()) == [], "\(context)")
    return isKilled
  }

  /// Kills a build `seconds` after it has started, or after it has started to write. Returns
  /// whether it was still running.
  private func kill(
    _ command: Command, after seconds: Double, whenWriting: Bool
  ) throws -> Bool {
    let process = try command.process(
      ["build", "--templates", Command.templates, "--now", "2026-11-20"])
    try process.run()
    while whenWriting, process.isRunning, !command.exists("public/.forumgen/unfinished") {
      usleep(500)
    }
    Thread.sleep(forTimeInterval: seconds)
    Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal
  }

  /// Checks that each published file is old or new, except temporary files and `.forumgen/`.
  /// Returns the number of new files.
  private func check(
    _ command: Command, _ old: Tree, _ new: Tree, _ context: String
  ) throws -> Int {
    let found = try command.exists("public") ? command.tree() : [:]
    let pages = found.filter {
      !$0.key.split(separator: "/").contains { $0.hasPrefix(".forumgen") }
    }
    for (path, data) in pages {
      #expect(data == old[path] || data == new[path], "\(context): \(path) is neither old nor new")
    }
    for path in old.keys where new[path] != nil && !path.hasPrefix(".forumgen/") {
      #expect(pages[path] != nil, "\(context): \(path) is in both, and was lost in between")
    }
    return pages.count { $0.value == new[$0.key] && $0.value != old[$0.key] }
  }
}
