import Foundation
import Testing

/// `--verify`: comparison of the published site with a clean build.
@Suite struct VerificationTests {
  @Test func aGoodSiteIsVerified() throws {
    let command = try Command()
    let run = try command.build("--verify")
    #expect(run.status == 0)
    #expect(run.errors == "")
    let end = /verified: all \d+ files are as a clean build makes them; \d+\.\d{3} s, \d+ MB\n/
    #expect(run.output.split(separator: "\n").count == 2)
    #expect(run.output.contains(end), "\(run.output)")
    #expect(!command.exists(".public.forumgen-verify"))
    #expect(try command.build("--verify", "--quiet").output == "")
  }

  /// Size, modification time and inode are unchanged, so that the build does not notice the change.
  @Test func aPageThatWasChangedUnseenIsNamed() throws {
    let command = try Command()
    #expect(try command.build().status == 0)
    try changeUnseen("public/index.html", command)
    let one = try command.build("--verify", "--timings")
    #expect(one.status == 2)
    #expect(
      one.errors == """
        forumgen: error: public is not what a clean build makes: index.html differs from byte 1 on

        """)
    try changeUnseen("public/boards/surgery/index.html", command)
    let two = try command.build("--verify")
    #expect(two.status == 2)
    #expect(
      two.errors == """
        forumgen: error: public is not what a clean build makes: boards/surgery/index.html differs \
        from byte 1 on, and 1 more file

        """)
    #expect(!command.exists(".public.forumgen-verify"))
    #expect(try command.build("--verify", "--clean").status == 0, "a clean build mends them")
  }

  @Test func anErrorIsAnErrorAndNothingIsVerified() throws {
    let command = try Command()
    try command.replace("title: Scars", by: "titel: Scars", in: "content/boards/surgery/scars.md")
    let run = try command.build("--verify")
    #expect(run.status == 1)
    #expect(!run.errors.contains("clean build"))
    #expect(!command.exists(".public.forumgen-verify"))
  }

  @Test func optionsHoldForTheCleanBuildToo() throws {
    let command = try Command()
    try command.put("My own page", at: "public/mine.html")
    let run = try command.build(
      "--verify", "--adopt", "--drafts", "--base-url", "https://example.org/x", "--changes", "list")
    #expect(run.status == 0, "\(run.errors)")
    #expect(!command.exists("list.written"), "the clean build must not write lists")
  }

  @Test func anOutputBehindALinkIsVerified() throws {
    let command = try Command()
    try command.put("", at: "disk/site/.keep")
    try FileManager.default.createSymbolicLink(
      atPath: "\(command.root)/public", withDestinationPath: "disk/site")
    #expect(try command.build("--verify").status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(command.root)/disk") == ["site"])
  }

  @Test func whatAKilledVerificationLeftIsRemoved() throws {
    let command = try Command()
    try command.put("half a page", at: ".public.forumgen-verify/boards/.forumgen-0123456789abcdef")
    try command.put("", at: ".public.forumgen-verify/.forumgen/unfinished")
    #expect(try command.build("--verify").status == 0)
    #expect(!command.exists(".public.forumgen-verify"))
  }

  @Test func aLinkInThePlaceOfTheCleanCopyIsNotFollowed() throws {
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
  private func changeUnseen(_ path: String, _ command: Command) throws {
    let full = "\(command.root)/\(path)"
    let stamp = try #require(Stamp(of: full))
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: full))
    try file.write(contentsOf: Data("?".utf8))
    try file.close()
    stamp.put(on: full)
  }
}
