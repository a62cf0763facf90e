import Foundation
import Testing

/// Exit status 64 for wrong usage, and 2 with a message if something cannot be read or written.
@Suite struct UsageAndFileErrorTests {
  @Test(arguments: [
    (["--now", "tomorrow"], "--now must be a day such as 2022-05-31."),
    (["--now", "2026-02-30"], "--now must be a day such as 2022-05-31."),
    (["--jobs", "0"], "--jobs must be a number from 1 to 1024."),
    (["--jobs", "many"], "'many' is invalid for '--jobs <jobs>'"),
    (["--base-url", "example.org"], "--base-url must be an absolute URL such as"),
    (["--output", ""], "--output must be the path of a folder."),
    (["--format", "xml"], "'xml' is invalid for '--format <format>'"),
    (["--ouput", "public"], "Unknown option '--ouput'"),
    (["content"], "Unexpected argument 'content'"),
  ])
  func wrongUsageIs64(arguments: [String], sentence: String) throws {
    let command = try Command()
    let run = try command.run(["build", "--templates", Command.templates] + arguments)
    #expect(run.status == 64)
    #expect(run.output == "")
    #expect(run.errors.contains(sentence), "\(run.errors)")
    #expect(!command.exists("public"))
  }

  @Test func anUnknownCommandIs64() throws {
    #expect(try Command().run(["publish"]).status == 64)
  }

  @Test func invalidSourceDateEpochIs64() throws {
    let command = try Command()
    command.environment["SOURCE_DATE_EPOCH"] = "now"
    let run = try command.run(["build", "--templates", Command.templates])
    #expect(run.status == 64)
    #expect(run.errors.contains("SOURCE_DATE_EPOCH must be a number of seconds since 1970."))
  }

  @Test(arguments: ["content", "content/public", ".", "./content/../content/new/site"])
  func outputInsideOrAroundContentIs2(output: String) throws {
    let command = try Command()
    let run = try command.build("--output", output, "--adopt")
    #expect(run.status == 2)
    #expect(run.errors.contains("choose a separate folder with --output"), "\(run.errors)")
    #expect(!command.exists("content/public") && !command.exists("content/index.html"))
  }

  @Test func aFailureIsAnObjectInJSON() throws {
    let run = try Command().build("--format", "json", "--output", "content")
    #expect(run.status == 2)
    let object = try JSONSerialization.jsonObject(with: Data(run.errors.utf8)) as? [String: Any]
    #expect(object?["severity"] as? String == "error")
    #expect(object?.count == 7)
  }

  @Test func aMissingContentFolderIs2() throws {
    let run = try Command().build("--content", "contents")
    #expect(run.status == 2)
    #expect(
      run.errors
        == "forumgen: error: cannot read contents: there is no such file or folder\n")
    #expect(run.output == "")
  }

  @Test func aContentThatIsAFileIs2() throws {
    let run = try Command().build("--content", "content/forum.yml")
    #expect(run.status == 2)
    #expect(
      run.errors == "forumgen: error: cannot read content/forum.yml: it is not a folder\n")
  }

  @Test func missingTemplatesAre2() throws {
    let command = try Command()
    let run = try command.run(["build", "--now", "2026-11-20", "--templates", "themes"])
    #expect(run.status == 2)
    #expect(
      run.errors == "forumgen: error: cannot read themes: there is no such file or folder\n")
  }

  /// Root ignores file permissions.
  @Test(.disabled(if: geteuid() == 0)) func anOutputThatCannotBeWrittenIs2() throws {
    let command = try Command()
    try command.put("", at: "public/.gitignore")
    chmod("\(command.root)/public", 0o500)
    let run = try command.build()
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("forumgen: error: cannot write public"), "\(run.errors)")
    #expect(run.errors.contains("permission denied"))
  }

  @Test func anOutputBelowAFileIs2() throws {
    let command = try Command()
    try command.put("in the way", at: "site")
    for output in ["site", "site/public"] {
      let run = try command.build("--output", output)
      #expect(run.status == 2)
      #expect(run.errors.hasPrefix("forumgen: error: cannot open site"), "\(run.errors)")
      #expect(run.errors.hasSuffix("it is not a folder\n"))
      #expect(run.output == "")
    }
    #expect(try command.text("site") == "in the way")
  }

  @Test func foreignFolderIsRefused() throws {
    let command = try Command()
    try command.put("My own page", at: "public/index.html")
    let run = try command.build()
    #expect(run.status == 2)
    #expect(
      run.errors == """
        forumgen: error: public contains files that forumgen did not write. To publish there \
        anyway, build with --adopt: files at the paths of the site are overwritten, and all others \
        are kept

        """)
    #expect(try command.tree() == ["index.html": Data("My own page".utf8)])
  }

  @Test func adoptOverwritesItsOwnPathsAndKeepsTheRest() throws {
    let command = try Command()
    try command.put("My own page", at: "public/index.html")
    try command.put("harbour.example.org", at: "public/CNAME")
    try command.put("Old", at: "public/old/page.html")
    #expect(try command.build("--adopt").status == 0)
    #expect(try command.text("public/index.html").contains("Harbour Community"))
    #expect(try command.text("public/CNAME") == "harbour.example.org")
    #expect(try command.text("public/old/page.html") == "Old")
    #expect(try command.build().status == 0, "the folder belongs to forumgen now")
    #expect(try command.text("public/CNAME") == "harbour.example.org")
  }
}
