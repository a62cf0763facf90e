import Content
import Diagnostics
import Testing

@testable import Forum

/// Every URL and alias belongs to one page.
@Suite struct CollisionTests {
  private static let board = "boards/b/t.md"

  @Test func twoFilesWithTheSameURLAreAnErrorThatNamesBoth() throws {
    let built = try BuiltForum.build([
      "boards/b/2023/t.md": thread(), "boards/b/2024/t.md": thread(),
    ])
    #expect(built.diagnosticIDs == ["boards/b/2024/t.md: same-url"])
    #expect(built.diagnostics[0].message.contains("boards/b/2023/t.md"))
  }

  @Test func aSlugMayCollideToo() throws {
    let built = try BuiltForum.build([
      "boards/b/a.md": thread(), "boards/b/c.md": thread(head: "slug: a\n"),
      "pages/x.md": "---\ntitle: X\n---\n", "pages/y.md": "---\ntitle: Y\nslug: x\n---\n",
    ])
    #expect(built.diagnosticIDs == ["boards/b/c.md: same-url", "pages/y.md: same-url"])
  }

  @Test func theSameSlugInTwoBoardsIsAccepted() throws {
    let built = try BuiltForum.build([
      "boards/b/t.md": thread(), "boards/c/t.md": thread(),
      "boards/c/board.md": "---\ntitle: C\n---\n",
    ])
    #expect(built.diagnosticIDs == [])
  }

  @Test(arguments: [
    "boards/b", "/boards/b/", "boards/b/t", "boards/b/t/index.html", "members", "tags",
    "members/wren",
    "tags/one", "page-x", "boards/b/page/2", "boards/b/t/page/9", "members/page/2",
    "boards/b/started",
    "boards", "boards%2Fb%2Ft", "boards/b/started/page/2",
  ])
  func anAliasOfAnExistingPageIsAnError(_ alias: String) throws {
    let built = try BuiltForum.build([
      "boards/b/t.md": thread(head: "tags: [one]\n"),
      "boards/b/u.md": thread(head: "aliases: [\"\(alias)\"]\n"),
      "pages/page-x.md": "---\ntitle: X\n---\n",
    ])
    #expect(built.diagnosticIDs == ["boards/b/u.md: alias-is-live"])
  }

  @Test(arguments: [
    "", "/", "//x", "../x", "a/../b", ".", ".hidden", "a/.b", "a//b", "assets/x", "static/x",
    "feed.xml",
    "404.html", "robots.txt", "sitemap.xml", "a?b", "a#b", "a\\\\b", "a%00b", "%2e%2e/x",
    "index.html",
    "index.html/x", "boards/b/index.html/x", "boards/b/feed.xml", "search", "loads", "glossary",
  ])
  func invalidAndReservedAliasesAreErrors(_ alias: String) throws {
    guard !alias.isEmpty else { return }
    let built = try BuiltForum.build(["boards/b/u.md": thread(head: "aliases: [\"\(alias)\"]\n")])
    #expect(built.diagnosticIDs == ["boards/b/u.md: not-an-alias"])
  }

  @Test(arguments: [
    ("old", "old"), ("/old/", "old"), ("old/thread", "old/thread"), ("Old/Thread", "Old/Thread"),
    ("forum/7", "forum/7"), ("old/index.html", "old"), ("showthread.php", "showthread.php"),
    ("old/thread.html", "old/thread.html"), ("caf%C3%A9", "café"), ("a b", "a b"),
    ("boards/gone/t", "boards/gone/t"), ("page/2", "page/2"),
  ])
  func anAliasBecomesARedirect(_ alias: String, _ path: String) throws {
    let built = try BuiltForum.build(["boards/b/u.md": thread(head: "aliases: [\"\(alias)\"]\n")])
    #expect(built.diagnosticIDs == [])
    #expect(built.forum.redirects.map(\.path) == [path])
    #expect(built.forum.redirects.map(\.target) == ["/forum/boards/b/u/"])
  }

  @Test func theSameAliasInTwoFilesIsAnError() throws {
    let built = try BuiltForum.build([
      "boards/b/t.md": thread(head: "aliases: [old]\n"),
      "boards/b/u.md": thread(head: "aliases: [/old/]\n"),
    ])
    #expect(built.diagnosticIDs == ["boards/b/u.md: alias-is-live"])
  }

  /// One path cannot be both a file and a folder.
  @Test(arguments: [("old.html", "old.html/thread"), ("old.html/thread", "old.html")])
  func anAliasBelowAnAliasFileIsAnError(_ first: String, _ second: String) throws {
    let built = try BuiltForum.build([
      "boards/b/t.md": thread(head: "aliases: [\(first)]\n"),
      "boards/b/u.md": thread(head: "aliases: [\(second)]\n"),
    ])
    #expect(built.diagnostics.map(\.severity) == [.error])
  }

  /// A member or tag named `page` does not collide with the URLs of later pages (`page/2/`).
  @Test func membersAndTagsMayBeCalledPage() throws {
    let built = try BuiltForum.build([
      "boards/b/t.md": thread(["page", "index.html"], head: "tags: [page]\n")
    ])
    #expect(built.diagnosticIDs == [])
    #expect(built.forum.tags.map(\.url) == ["/forum/tags/page/"])
  }

  @Test func tagsWithTheSameURLHaveTheMostFrequentSpelling() throws {
    let built = try BuiltForum.build([
      "boards/b/a.md": thread(head: "tags: [HER2, Lymph Nodes]\n"),
      "boards/b/c.md": thread(head: "tags: [Her2, lymph nodes]\n"),
      "boards/b/d.md": thread(head: "tags: [Her2, her2, lymph-nodes]\n"),
    ])
    #expect(built.forum.tags.map(\.name) == ["Her2", "Lymph Nodes", "lymph-nodes"])
    #expect(built.forum.tags.map(\.threads.count) == [3, 2, 1])
    #expect(built.forum.tags[0].url == "/forum/tags/her2/")
  }
}
