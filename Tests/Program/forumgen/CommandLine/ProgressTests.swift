import Foundation
import Testing

/// The progress line, which is shown only on a terminal and cleared at the end of the build.
@Suite struct ProgressTests {
  private func shown(
    _ command: Command, _ arguments: [String] = [], terminal: String? = "xterm"
  ) throws -> String {
    command.environment["TERM"] = terminal
    return try command.buildOnATerminal(arguments)
  }

  @Test func terminalShowsStagesAndClearsTheLine() throws {
    let shown = try shown(Command(Command.largeCommunity(threads: 150)), ["--verify"])
    for words in [
      "reading 0 of 154 threads", "building the forum", "rendering ",
      " pages\u{1B}[K", "verifying: reading 0 of 154 threads", "comparing 0 of ",
    ] {
      #expect(shown.contains("\r\(words)") || shown.contains(words), "\(words)")
    }
    #expect(!shown.contains("\n"), "the progress stays on one line")
    #expect(shown.hasSuffix("\r\u{1B}[K"))
  }

  @Test func lineIsClearedBeforeDiagnostics() throws {
    let command = try Command()
    try command.replace("date: 2022-07-01", by: "date: soon", in: "content/boards/surgery/scars.md")
    let shown = try shown(command)
    let (clearing, mistake) = ("\r\u{1B}[K", "\u{1B}[1mcontent/boards/surgery/scars.md:4:7:")
    #expect(shown.contains(clearing + mistake), "\(shown)")
    #expect(shown.components(separatedBy: clearing).count == 2)
  }

  @Test(arguments: [["--quiet"], ["--format", "json"]])
  func noProgressWithQuietOrJSON(arguments: [String]) throws {
    #expect(try shown(Command(), arguments) == "")
  }

  @Test(arguments: ["dumb", "", nil]) func noProgressOnDumbTerminals(
    terminal: String?
  ) throws {
    #expect(try shown(Command(), terminal: terminal) == "")
  }
}
