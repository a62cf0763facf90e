import Foundation
import Testing

/// Effects of the command's options on the published site.
@Suite struct PublishedSiteTests {
  @Test func theDayComesFromSourceDateEpoch() throws {
    let command = try Command()
    let arguments = ["build", "--templates", Command.templates]
    command.environment["SOURCE_DATE_EPOCH"] = "1795132800"  // 2026-11-20
    #expect(try command.run(arguments).status == 0)
    let before = try command.text("public/index.html")
    #expect(before.contains("Christmas Day"), "closures of the next eight weeks are shown")
    command.environment["SOURCE_DATE_EPOCH"] = "1782864000"  // 2026-07-01
    #expect(try command.run(arguments).status == 0)
    #expect(try !command.text("public/index.html").contains("Christmas Day"))
  }

  @Test func nowOptionTakesPrecedence() throws {
    let command = try Command()
    command.environment["SOURCE_DATE_EPOCH"] = "1782864000"
    #expect(try command.build().status == 0)
    #expect(try command.text("public/index.html").contains("Christmas Day"))
  }

  @Test func baseURLPrefixesAllInternalLinks() throws {
    let command = try Command()
    #expect(try command.build("--base-url", "https://example.org/forum").status == 0)
    let pages = try command.tree().filter { $0.key.hasSuffix(".html") }
    #expect(pages.count > 15)
    for (path, data) in pages {
      let page = String(decoding: data, as: UTF8.self)
      let urls = page.matches(of: /(?:href|src|action|content)="((?:\d+; *url=)?\/[^"]*)"/)
        .map { $0.1.replacing(/^\d+; *url=/, with: "") }
      #expect(!urls.isEmpty, "\(path)")
      for url in urls { #expect(url.hasPrefix("/forum/"), "\(url) in \(path)") }
      #expect(!page.contains("harbour.example.org"), "\(path)")
    }
    #expect(
      try command.text("public/index.html").contains(
        #"<link rel="canonical" href="https://example.org/forum/">"#))
  }

  @Test func draftsAreLeftOutUnlessAskedFor() throws {
    let command = try Command()
    #expect(try command.build().status == 0)
    #expect(try !mentionsDraft(command))
    #expect(try command.build("--drafts").status == 0)
    #expect(command.exists("public/boards/surgery/notes/index.html"))
    #expect(command.exists("public/members/thrift/index.html"))
    #expect(try command.build().status == 0)
    #expect(try !mentionsDraft(command), "a draft that was published is taken away again")
    #expect(!command.exists("public/boards/surgery/notes"))
  }

  private func mentionsDraft(_ command: Command) throws -> Bool {
    try command.tree().values.contains {
      let page = String(decoding: $0, as: UTF8.self)
      return page.contains("Notes in the making") || page.contains("Thrift")
    }
  }

  @Test func oneJobAndFourMakeTheSameBytes() throws {
    let command = try Command(Command.largeCommunity(threads: 60))
    #expect(try command.build("--jobs", "1", "--output", "one").status == 0)
    #expect(try command.build("--jobs", "4", "--output", "four").status == 0)
    let one = try command.tree("one")
    #expect(one.count > 100)
    #expect(try differingPaths(one, command.tree("four")) == [])
  }

  @Test func incrementalAndCleanBuildAreEqual() throws {
    let command = try Command(Command.largeCommunity(threads: 20))
    #expect(try command.build().status == 0)
    try command.replace(
      "They fade.", by: "They fade slowly.", in: "content/boards/surgery/scars.md")
    try command.remove("content/boards/results/thread-3.md")
    #expect(try command.build().status == 0)
    #expect(try command.build("--output", "clean").status == 0)
    #expect(try differingPaths(command.tree("clean"), command.tree()) == [])
  }
}
