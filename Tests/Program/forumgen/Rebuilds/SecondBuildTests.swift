import Foundation
import Testing

/// Builds into an existing site: which files are written, kept and removed.
@Suite struct SecondBuildTests {
  @Test func aSecondBuildWritesNothing() throws {
    let command = try Command()
    #expect(try command.build().status == 0)
    let before = try command.stamps()
    let second = try command.build()
    #expect(second.status == 0)
    #expect(
      second.output.contains(
        ": 0 written, \(withoutSearchIndex(before.keys).count - 1) kept, 0 removed;"))
    #expect(try differingPaths(before, command.stamps()) == [])
  }

  @Test func anEditedPostRewritesThePagesThatShowItAlone() throws {
    let command = try Command()
    #expect(try command.build().status == 0)
    let before = try command.stamps()
    try command.replace(
      "They fade.", by: "They fade slowly.", in: "content/boards/surgery/scars.md")
    #expect(try command.build().output.contains(": 3 written,"))
    #expect(
      try withoutSearchIndex(differingPaths(before, command.stamps())) == [
        "boards/surgery/feed.xml", "boards/surgery/scars/index.html", "feed.xml",
      ])
    #expect(
      try command.text("public/boards/surgery/scars/index.html").contains("They fade slowly."))
  }

  @Test func aReplyRewritesWhatCountsAndListsIt() throws {
    let command = try Command()
    #expect(try command.build().status == 0)
    let before = try command.stamps()
    let scars = try command.text("content/boards/surgery/scars.md")
    try command.put(
      scars + "---\nauthor: Sedge\ndate: 2022-08-01\n---\n\nThey do.\n",
      at: "content/boards/surgery/scars.md")
    #expect(try command.build().status == 0)
    let rewritten = try differingPaths(before, command.stamps())
    let ofIndex = rewritten.filter { $0.hasPrefix("search/index/") }
    #expect(ofIndex.contains("search/index/root.json"), "the number of posts")
    #expect(ofIndex.count { $0.hasPrefix("search/index/s/") } == 1, "what is shown of the thread")
    #expect(ofIndex.count { $0.hasPrefix("search/index/w/") } < 10, "the words of the reply alone")
    #expect(
      withoutSearchIndex(rewritten) == [
        "boards/surgery/feed.xml", "boards/surgery/index.html", "boards/surgery/scars/index.html",
        "boards/surgery/started/index.html", "feed.xml", "index.html", "members/sedge/index.html",
        "sitemap.xml",
      ])
  }

  @Test func aRemovedThreadTakesItsPagesWithIt() throws {
    let command = try Command()
    try command.replace(
      "see [the scars](scars.md) and ", by: "see ", in: "content/boards/surgery/drains.md")
    #expect(try command.build().status == 0)
    let before = try command.tree()
    try command.remove("content/boards/results/waiting.md")
    let run = try command.build()
    #expect(run.output.contains(", 3 removed;"), "\(run.output)")
    let after = try command.tree()
    #expect(
      withoutSearchIndex(before.keys.filter { after[$0] == nil }.sorted()) == [
        "boards/results/waiting/index.html", "tags/waiting/feed.xml", "tags/waiting/index.html",
      ])
    #expect(!command.exists("public/boards/results/waiting"), "its folder is removed, too")
    #expect(command.exists("public/boards/results/index.html"))
  }

  @Test func aRemovedAliasAndStaticFileAreGone() throws {
    let command = try Command()
    #expect(try command.build().status == 0)
    #expect(try command.text("public/old/12/index.html").contains("/boards/surgery/drains/"))
    try command.replace("aliases: [old/12]\n", by: "", in: "content/boards/surgery/drains.md")
    try command.replace(
      " and ![an arm](/static/arm.png)", by: "", in: "content/boards/surgery/drains.md")
    try command.remove("content/static/arm.png")
    #expect(try command.build().status == 0)
    #expect(!command.exists("public/old") && !command.exists("public/static"))
  }

  @Test(arguments: [[], ["--clean"]])
  func aForeignFileStaysUntouched(arguments: [String]) throws {
    let command = try Command()
    #expect(try command.build().status == 0)
    let foreign = [
      "CNAME", "boards/surgery/scars/mine.txt", ".well-known/x", "boards/surgery/a.html",
    ]
    for path in foreign { try command.put("mine", at: "public/\(path)") }
    let before = try command.stamps()
    try command.replace("](scars.md)", by: "](drains.md)", in: "content/boards/surgery/drains.md")
    try command.remove("content/boards/surgery/scars.md")
    let run = try command.run(
      ["build", "--templates", Command.templates, "--now", "2026-11-20"] + arguments)
    #expect(run.status == 0)
    let after = try command.stamps()
    for path in foreign { #expect(before[path] == after[path], "\(path)") }
    #expect(!command.exists("public/boards/surgery/scars/index.html"))
  }

  @Test func aForeignFileInTheWayIsNotOverwritten() throws {
    let command = try Command()
    #expect(try command.build().status == 0)
    try command.put("mine", at: "public/boards/surgery/new/index.html")
    let before = try command.stamps()
    let thread = try command.text("content/boards/surgery/scars.md")
    try command.put(thread, at: "content/boards/surgery/new.md")
    let run = try command.build()
    #expect(run.status == 2)
    #expect(
      run.errors == """
        forumgen: error: forumgen did not write public/boards/surgery/new/index.html, but the site \
        needs this path; move the file away, or overwrite it by building with --adopt

        """)
    #expect(try differingPaths(before, command.stamps()) == [])
  }

  @Test func changedFilesAreRestored() throws {
    let command = try Command()
    #expect(try command.build().status == 0)
    let before = try command.tree()
    try command.put("defaced", at: "public/index.html")
    try command.remove("public/boards/surgery/scars/index.html")
    #expect(try command.build().output.contains(": 2 written,"))
    #expect(try differingPaths(before, command.tree()) == [])
  }

  @Test func cleanAndLostCacheGiveTheSameSite() throws {
    let command = try Command()
    #expect(try command.build().status == 0)
    let before = try command.tree()
    #expect(try command.build("--clean").status == 0)
    #expect(try differingPaths(before, command.tree()) == [])
    try command.remove("cache")
    #expect(try command.build().status == 0)
    #expect(try differingPaths(before, command.tree()) == [])
  }

  @Test func aBuildWithErrorsLeavesTheSiteAsItWas() throws {
    let command = try Command()
    #expect(try command.build().status == 0)
    let before = try command.stamps()
    try command.replace("title: Scars", by: "title:", in: "content/boards/surgery/scars.md")
    #expect(try command.build().status == 1)
    #expect(try differingPaths(before, command.stamps()) == [])
  }
}
