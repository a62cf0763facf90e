import Foundation
import Glibc
import Testing

/// A build that is killed leaves every page entirely old or entirely new, and the next one makes the
/// site whole.
@Suite(.serialized) struct KilledCommandTests {
  private static let titles = ["Harbour Community", "Haven Community"]

  /// What an undisturbed build makes of the content, by its title.
  private static let expected = Result { try titles.map(undisturbed) }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func noPageIsCutShort(seed: UInt64) throws {
    print("seed \(seed)")
    var random = SplitMix64(seed: seed)
    let command = try Command(Command.largeCommunity(threads: 300))
    // Half of the kills meet a site that stands already, all of whose pages change.
    let isSecond = seed % 2 == 0
    if isSecond {
      #expect(try command.build().status == 0)
      try command.replace(Self.titles[0], by: Self.titles[1], in: "content/forum.yml")
    }
    let isKilled = try kill(command, after: .random(in: 0...0.4, using: &random))
    print("killed: \(isKilled), files: \(try command.tree().count)")
    try expectWholePages(command)
    #expect(try command.build().status == 0)
    #expect(try changed(Self.expected.get()[isSecond ? 1 : 0], command.tree()) == [])
  }
}

extension KilledCommandTests {
  private static func undisturbed(title: String) throws -> [String: Data] {
    let command = try Command(Command.largeCommunity(threads: 300))
    try command.replace(titles[0], by: title, in: "content/forum.yml")
    try #require(try command.build().status == 0)
    return try command.tree()
  }

  /// So many seconds after the build has begun to write; whether it was still running then.
  private func kill(_ command: Command, after seconds: Double) throws -> Bool {
    let process = try command.process(
      ["build", "--templates", Command.templates, "--now", "2026-11-20"])
    try process.run()
    while process.isRunning, !command.exists("public/.forumgen/unfinished") { usleep(1000) }
    Thread.sleep(forTimeInterval: seconds)
    Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal
  }

  /// A temporary that was never renamed is no page.
  private func expectWholePages(_ command: Command) throws {
    for (path, data) in try command.tree() where path.hasSuffix(".html") {
      let end = String(decoding: data.suffix(10), as: UTF8.self)
      #expect(end.hasSuffix("</html>\n"), "\(path)")
    }
  }
}
