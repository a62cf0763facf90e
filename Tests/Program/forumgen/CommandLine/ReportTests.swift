import Foundation
import Testing

/// The command's output on standard output and standard error, and its exit status.
@Suite struct ReportTests {
  @Test func aGoodBuildEndsWithOneLineOnStandardOutput() throws {
    let run = try Command().build()
    #expect(run.status == 0)
    #expect(run.errors == "")
    let line =
      /3 threads, 4 posts, \d+ pages: \d+ written, 0 kept, 0 removed; \d+\.\d{3} s, \d+ MB\n/
    #expect(run.output.wholeMatch(of: line) != nil, "\(run.output)")
  }

  @Test func countsAreGrammatical() throws {
    let command = try Command()
    for path in ["results/waiting", "surgery/drains"] {
      try command.remove("content/boards/\(path).md")
    }
    #expect(try command.build().output.hasPrefix("1 thread, 1 post, "))
  }

  @Test func errorsGoToStandardErrorAndNothingIsPublished() throws {
    let command = try Command()
    try command.replace("title: Scars", by: "titel: Scars", in: "content/boards/surgery/scars.md")
    let run = try command.build()
    #expect(run.status == 1)
    #expect(run.output == "")
    #expect(
      run.errors == """
        content/boards/surgery/scars.md:2:1: error: unknown key 'titel' in a thread; did you mean \
        'title'?
        forumgen: nothing was published: 1 error

        """)
    #expect(!command.exists("public"))
  }

  @Test func aMissingForumIsAnErrorOfTheContent() throws {
    let command = try Command()
    try command.remove("content/forum.yml")
    let run = try command.build()
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("content/forum.yml:1:1: error: forum.yml is missing;"))
  }

  @Test func pathsAreShownAsContentWasGiven() throws {
    let command = try Command()
    try command.put("Hello", at: "content/readme.txt")
    for folder in ["content", "./content", "content/", "\(command.root)/content"] {
      let run = try command.build("--content", folder)
      let shown = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
      #expect(run.status == 0)
      #expect(run.errors.hasPrefix("\(shown)/readme.txt:1:1: warning: "), "\(run.errors)")
    }
  }

  @Test func strictTreatsWarningsAsErrors() throws {
    let command = try Command()
    try command.put("Hello", at: "content/readme.txt")
    let strict = try command.build("--strict")
    #expect(strict.status == 1)
    #expect(strict.errors.hasSuffix("forumgen: nothing was published: 1 warning\n"))
    #expect(!command.exists("public"))
    #expect(try command.build().status == 0)
  }

  @Test func quietPrintsDiagnosticsOnly() throws {
    let command = try Command()
    let good = try command.build("--quiet")
    #expect(good.status == 0)
    #expect(good.output == "" && good.errors == "")
    try command.put("Hello", at: "content/readme.txt")
    let warned = try command.build("--quiet", "--strict")
    #expect(warned.status == 1)
    #expect(
      warned.errors == """
        content/readme.txt:1:1: warning: this file is ignored, because no file of this name is \
        expected here; remove or move it

        """)
  }

  @Test func everyLineOfJSONIsAnObject() throws {
    let command = try Command()
    try command.replace(
      "title: Scars", by: "titel: \"S\\\\x", in: "content/boards/surgery/scars.md")
    try command.replace("date: 2023", by: "dat: 2023", in: "content/boards/results/waiting.md")
    try command.put("Hello", at: "content/read \"me\".txt")
    let run = try command.build("--format", "json")
    #expect(run.status == 1)
    #expect(run.output == "")
    let lines = run.errors.split(separator: "\n")
    #expect(lines.count == 3)
    for line in lines {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(
        object?.keys.sorted() == [
          "column", "file", "id", "line", "message", "severity", "suggestion",
        ])
      #expect(object?["line"] is Int && object?["column"] is Int)
    }
    #expect(lines[0].contains(#""id":"unknown-key""#) && lines[0].contains(#""suggestion":"date""#))
  }

  @Test func gitHubAnnotationsArePrinted() throws {
    let command = try Command()
    command.environment["GITHUB_ACTIONS"] = "true"
    try command.replace("title: Scars", by: "titel: Scars", in: "content/boards/surgery/scars.md")
    let run = try command.build()
    #expect(run.status == 1)
    #expect(
      run.errors.contains(
        "\n::error file=content/boards/surgery/scars.md,line=2,col=1::unknown key 'titel' in a "
          + "thread; did you mean 'title'?\n"))
    #expect(run.errors.contains("content/boards/surgery/scars.md:2:1: error: unknown key 'titel'"))
  }

  @Test func noColourAndNoCaretWithoutTerminal() throws {
    let command = try Command()
    try command.replace("title: Scars", by: "titel: Scars", in: "content/boards/surgery/scars.md")
    let errors = try command.build().errors
    #expect(!errors.contains("\u{1B}") && !errors.contains("^"))
  }

  @Test func aTerminalSeesTheLineAndACaret() throws {
    let command = try Command()
    try command.replace("date: 2022-07-01", by: "date: soon", in: "content/boards/surgery/scars.md")
    let shown = try command.buildOnATerminal()
    #expect(shown.contains("\u{1B}[1;31merror:\u{1B}[0m"))
    #expect(shown.contains("    date: soon\r\n          ^\r\n"), "\(shown)")
  }
}
