import Foundation
import Testing

/// `--verify`: comparison of the published site with a clean build.
@Suite struct VerificationTests {
  @Test func aGoodSiteIsVerified() throws {
    let command = try Command()
    let run = try command.build("--verify")
    #expect(run.status == 0)
    #expect(run.errors == "")
    let end = /verified: all \d+ files are the same as in a clean build; \d+\.\d{3} s, \d+ MB\n/
    #expect(run.output.split(separator: "\n").count == 2)
    #expect(run.output.contains(end), "\(run.output)")
    #expect(!command.exists(".public.forumgen-verify"))
    #expect(try command.build("--verify", "--quiet").output == "")
  }

  /// Size, modification time and inode are unchanged, so that the build does not notice the change.
  @Test func unnoticedChangesAreReported() throws {
    let command = try Command()
    #expect(try command.build().status == 0)
    try overwriteKeepingTimes("public/index.html", command)
    let one = try command.build("--verify", "--timings")
    #expect(one.status == 2)
    #expect(
      one.errors == """
        forumgen: error: public differs from a clean build: index.html is different at byte 1; \
        build again with --clean

        """)
    try overwriteKeepingTimes("public/boards/surgery/index.html", command)
    let two = try command.build("--verify")
    #expect(two.status == 2)
    #expect(
      two.errors == """
        forumgen: error: public differs from a clean build: boards/surgery/index.html is \
        different at byte 1, and 1 more file; build again with --clean

        """)
    #expect(!command.exists(".public.forumgen-verify"))
    #expect(try command.build("--verify", "--clean").status == 0, "a clean build repairs them")
  }

  @Test func anErrorIsAnErrorAndNothingIsVerified() throws {
    let command = try Command()
    try command.replace("title: Scars", by: "titel: Scars", in: "content/boards/surgery/scars.md")
    let run = try command.build("--verify")
    #expect(run.status == 1)
    #expect(!run.errors.contains("clean build"))
    #expect(!command.exists(".public.forumgen-verify"))
  }

  @Test func cleanBuildUsesTheSameOptions() throws {
    let command = try Command()
    try command.put("My own page", at: "public/mine.html")
    let run = try command.build(
      "--verify", "--adopt", "--drafts", "--base-url", "https://example.org/x", "--changes", "list")
    #expect(run.status == 0, "\(run.errors)")
    #expect(!command.exists("list.written"), "the clean build must not write lists")
  }

  @Test func linkedOutputIsVerified() throws {
    let command = try Command()
    try command.put("", at: "disk/site/.keep")
    try FileManager.default.createSymbolicLink(
      atPath: "\(command.root)/public", withDestinationPath: "disk/site")
    #expect(try command.build("--verify").status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(command.root)/disk") == ["site"])
  }

  @Test func leftoverCleanCopyIsRemoved() throws {
    let command = try Command()
    try command.put("half a page", at: ".public.forumgen-verify/boards/.forumgen-0123456789abcdef")
    try command.put("", at: ".public.forumgen-verify/.forumgen/unfinished")
    #expect(try command.build("--verify").status == 0)
    #expect(!command.exists(".public.forumgen-verify"))
  }

  @Test func linkAtTheCleanCopysPathIsNotFollowed() throws {
    let command = try Command()
    try command.put("mine", at: "elsewhere/index.html")
    try FileManager.default.createSymbolicLink(
      atPath: "\(command.root)/.public.forumgen-verify", withDestinationPath: "elsewhere")
    #expect(try command.build("--verify").status == 0)
    #expect(try command.tree("elsewhere") == ["index.html": Data("mine".utf8)])
  }
}

extension VerificationTests {
  /// Overwrites the first byte in place and restores the file's times.
  private func overwriteKeepingTimes(_ path: String, _ command: Command) throws {
    let full = "\(command.root)/\(path)"
    let times = try #require(FileTimes(of: full))
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: full))
    try file.write(contentsOf: Data("?".utf8))
    try file.close()
    times.restore(on: full)
  }
}
