import Foundation
import Testing

/// Two concurrent builds into one folder: each publishes, or reports that another build is running.
@Suite struct ConcurrentBuildTests {
  @Test(arguments: 1...4) func twoBuildsOfOneCommunity(round: Int) throws {
    let command = try Command(Command.largeCommunity(threads: 60), on: .memory)
    try atOnce(command, [["--jobs", "1"], ["--jobs", "2"]])
    let tree = try command.tree()
    #expect(try command.build("--output", "clean", "--clean").status == 0)
    #expect(try differingPaths(command.tree("clean"), tree) == [])
  }

  /// The build that gets the lock last wins. Its site is complete.
  @Test(arguments: 1...4) func twoBuildsOfTwoStates(round: Int) throws {
    let command = try Command(Command.largeCommunity(threads: 60), on: .memory)
    try atOnce(command, [["--drafts"], ["--base-url", "https://example.org/x"]])
    let tree = try command.tree()
    #expect(try command.build("--output", "one", "--drafts").status == 0)
    #expect(
      try command.build("--output", "two", "--base-url", "https://example.org/x").status == 0)
    let clean = try [command.tree("one"), command.tree("two")]
    let differences = clean.map { differingPaths($0, tree) }
    #expect(differences.contains([]), "\(differences.map(\.count))")
  }

  @Test func twoVerificationsAtOnce() throws {
    let command = try Command(Command.largeCommunity(threads: 60), on: .memory)
    try atOnce(command, [["--verify"], ["--verify"]])
    #expect(!command.exists(".public.forumgen-verify"))
    #expect(try command.build("--verify").status == 0)
  }

  private func atOnce(_ command: Command, _ arguments: [[String]]) throws {
    let processes = try arguments.enumerated().map { number, arguments in
      let process = try command.process(
        ["build", "--templates", Command.templates, "--now", "2026-11-20"] + arguments)
      process.standardError = try command.handle("errors-\(number).log")
      return process
    }
    for process in processes { try process.run() }
    for (number, process) in processes.enumerated() {
      process.waitUntilExit()
      let errors = try command.text("errors-\(number).log")
      let isBusy =
        errors
        == "forumgen: error: another build is using public; wait until it ends, then build again\n"
      #expect(process.terminationStatus == (isBusy ? 2 : 0), "\(errors)")
    }
    #expect(processes.contains { $0.terminationStatus == 0 })
  }
}
