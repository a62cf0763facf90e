import Content
import Testing

@testable import Forum

/// Resolution of the links in a post.
@Suite struct LinkResolutionTests {
  private static let files = [
    "boards/b/board.md": "---\ntitle: Board\naliases: [old-board]\n---\n",
    "boards/c/board.md": "---\ntitle: Another\n---\n",
    "boards/b/t.md": thread(),
    "boards/b/2024/deep.md": thread(
      ["Wren", "fa_do", "Zoë", "Wren", "Wren"], head: "aliases: [old/deep]\ntags: [Café]\n"),
    "boards/c/d.md": thread(head: "draft: true\n"),
    "pages/privacy.md": "---\ntitle: Privacy\nslug: your-data\n---\n\nText.\n",
    "static/images/drain é.png": "x", "static/leaflet.txt": "x", "glossary.yml": "[]",
  ]

  private static let forum = Result {
    try BuiltForum.build(files, settings: "posts_per_page: 2\nthreads_per_page: 2\n").forum
  }

  /// Returns nil for a broken link, and "outside" for a link to another site.
  private func url(
    of link: String, isImage: Bool = false, from path: String = "boards/b/t.md"
  ) throws -> String? {
    let forum = try Self.forum.get()
    guard case .local(let target) = Destination(link, site: forum.settings.url) else {
      return "outside"
    }
    guard case .url(let url) = forum.resolve(target, isImage: isImage, from: path) else {
      return nil
    }
    return url
  }

  private static let deep = "/forum/boards/b/deep/"

  @Test(arguments: [
    ("2024/deep.md", deep), ("./2024/deep.md", deep), ("../b/2024/deep.md", deep),
    ("2024/../2024/deep.md", deep), ("2024//deep.md", deep), ("2024/deep%2Emd", deep),
    ("/boards/b/2024/deep.md", deep), ("../../pages/privacy.md", "/forum/your-data/"),
    ("../c/board.md", "/forum/boards/c/"), ("../c/", "/forum/boards/c/"),
    ("../c", "/forum/boards/c/"), ("#post-1", "/forum/boards/b/t/#post-1"),
    ("?x=1", "/forum/boards/b/t/?x=1"), ("t.md", "/forum/boards/b/t/"),
    ("../../static/leaflet.txt", "/forum/static/leaflet.txt"),
  ])
  func relativeLinksResolveFromTheFile(_ link: String, _ expected: String) throws {
    #expect(try url(of: link) == expected)
  }

  @Test(arguments: [
    ("/boards/b/deep/", deep), ("/boards/b/deep", deep), ("/boards/b/deep/index.html", deep),
    ("/forum/boards/b/deep/", deep), ("/forum", "/forum/"), ("/", "/forum/"),
    ("/index.html", "/forum/"), ("/forum/index.html", "/forum/"), ("/old/deep/", deep),
    ("/forum/old/deep/index.html", deep), ("/old-board/", "/forum/boards/b/"),
    ("/members/wren/", "/forum/members/wren/"), ("/members/zo%C3%AB/", "/forum/members/zo%C3%AB/"),
    ("/members/zoë/", "/forum/members/zo%C3%AB/"),
    ("/members/zoe\u{308}/", "/forum/members/zo%C3%AB/"),
    ("/tags/caf%C3%A9/", "/forum/tags/caf%C3%A9/"), ("/tags/cafe\u{301}", "/forum/tags/caf%C3%A9/"),
    ("/members/", "/forum/members/"), ("/tags", "/forum/tags/"),
    ("/your-data", "/forum/your-data/"),
    ("/boards/b/started/", "/forum/boards/b/started/"), ("/boards/b/deep/?a=b#x", deep + "?a=b#x"),
    ("/static/leaflet.txt", "/forum/static/leaflet.txt"),
  ])
  func absoluteLinksResolveFromTheRoot(_ link: String, _ expected: String) throws {
    #expect(try url(of: link) == expected)
    if !link.hasPrefix("/forum") {
      #expect(try url(of: "https://e.org/forum" + link) == expected)
      #expect(try url(of: "HTTP://E.org/forum" + link) == expected)
    }
  }

  @Test(arguments: [
    ("/boards/b/deep/page/2/", deep + "page/2/"), ("/boards/b/deep/page/3", deep + "page/3/"),
    ("/members/page/2/", "/forum/members/page/2/"),
    ("/boards/b/started/page/1", nil), ("/boards/b/page/1/", nil), ("/tags/page/2/", nil),
    ("/members/wren/page/2/", "/forum/members/wren/page/2/"),
  ])
  func laterPagesAreFound(_ link: String, _ expected: String?) throws {
    #expect(try url(of: link) == expected)
  }

  /// A link with a post's fragment leads to the page of that post, even if the author linked
  /// another page of the thread.
  @Test(arguments: [
    ("2024/deep.md#post-1", deep + "#post-1"), ("2024/deep.md#post-2", deep + "#post-2"),
    ("2024/deep.md#post-3", deep + "page/2/#post-3"),
    ("/boards/b/deep/#post-5", deep + "page/3/#post-5"),
    ("/boards/b/deep/page/2/#post-5", deep + "page/3/#post-5"),
    ("/boards/b/deep/page/3/#post-1", deep + "#post-1"),
    ("/old/deep/#post-3", deep + "page/2/#post-3"),
    ("https://e.org/forum/boards/b/deep/#post-4", deep + "page/2/#post-4"),
    ("2024/deep.md#postscript", deep + "#postscript"),
  ])
  func postLinksLeadToThePageOfThePost(_ link: String, _ expected: String) throws {
    #expect(try url(of: link) == expected)
  }

  @Test(arguments: [
    "deep.md", "../2024/deep.md", "/boards/b/deep.md", "../../../x.md", "/../x",
    "/boards/b/page/2/",
    "/boards/b/deep/page/1/", "/boards/b/deep/page/4/", "/boards/b/deep/page/-1/",
    "2024/deep.md#post-6", "2024/deep.md#post-0", "../c/d.md", "/boards/c/d/", "/members/robin/",
    "/boards/", "/boards", "/boards/b/nothing/", "../../members.yml", "../../forum.yml",
    "2024/Deep.md",
    "/members/page/9/", "https://e.org/forum/static/nothing.txt", "/forum/forum/",
    "%2e%2e/%2e%2e/x",
    "2024/deep.md/x", "../../static",
  ])
  func missingTargetsAreBroken(_ link: String) throws {
    #expect(try url(of: link) == nil)
  }

  @Test(arguments: [
    "https://e.org/", "https://e.org/forums/x", "https://e.org", "https://e.org:8080/forum/",
    "https://e.org@x.org/forum/", "https://x.org/forum/", "mailto:a@e.org", "//e.org/forum/",
    "javascript:1", "",
  ])
  func otherSitesAreExternal(_ link: String) throws {
    #expect(try url(of: link) == "outside")
  }

  @Test(arguments: [
    ("../../static/images/drain%20é.png", "/forum/static/images/drain%20%C3%A9.png"),
    ("/static/images/drain e\u{301}.png", "/forum/static/images/drain%20%C3%A9.png"),
    ("https://e.org/forum/static/leaflet.txt", "/forum/static/leaflet.txt"),
  ])
  func imagesAreStaticFiles(_ link: String, _ expected: String) throws {
    #expect(try url(of: link, isImage: true) == expected)
    #expect(try url(of: link) == expected)
  }

  @Test(arguments: ["t.md", "/", "/members/", "/static/nothing.png", "2024/deep.md", "#post-1"])
  func otherTargetsAreNoImages(_ link: String) throws {
    #expect(try url(of: link, isImage: true) == nil)
  }

  @Test(arguments: [
    ("[a](dep.md)", ["boards/b/x.md: broken-link"]), ("[a](t.md)", []), ("`[a](dep.md)`", []),
    ("![a](t.md)", ["boards/b/x.md: broken-link"]),
    ("[a](../c/d.md)", ["boards/b/x.md: broken-link"]),
    ("[a](https://x.org/dep.md)", []),
    ("<https://e.org/forum/nothing/>", ["boards/b/x.md: broken-link"]),
    ("https://e.org/forum/nothing/", ["boards/b/x.md: broken-link"]),
    ("[a][b]\n\n[b]: dep.md", ["boards/b/x.md: broken-link"]),
  ])
  func brokenLinksAreReported(_ body: String, _ expected: [String]) throws {
    var files = Self.files
    files["boards/b/x.md"] = thread(body: body)
    #expect(try BuiltForum.build(files).diagnosticIDs == expected)
  }

  @Test func aBrokenLinkSuggestsTheNearestFile() throws {
    var files = Self.files
    files["boards/b/x.md"] = thread(body: "[a](2024/dep.md) [b](../c/d.md)")
    let diagnostics = try BuiltForum.build(files).diagnostics
    #expect(diagnostics.map(\.suggestion) == ["2024/deep.md", nil])
    #expect(diagnostics.last?.message.contains("draft") == true)
  }
}
