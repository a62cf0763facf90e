import Foundation
import Testing

/// Atom feeds of the newest posts.
@Suite struct FeedTests {
  private static let url = "https://community.example.org/forum"

  private func entries(_ site: BuiltSite, _ path: String = "feed.xml") throws -> [XMLTree.Element] {
    let feed = try site.xml(path)
    #expect(AtomRules(url: Self.url).violations(of: feed) == [], "\(path)")
    return feed.all("entry")
  }

  /// Returns the posts of a feed as `board/thread/#post-1`.
  private func posts(_ site: BuiltSite, _ path: String = "feed.xml") throws -> [String] {
    try entries(site, path).compactMap { $0.all("link").first?.attributes["href"] }
      .map { String($0.dropFirst("\(Self.url)/boards/".count)) }
  }

  @Test func theForumEachBoardAndEachTagHaveAFeed() throws {
    for (sample, url) in [
      (SampleTests.atRoot, "https://community.example.org"),
      (SampleTests.belowPath, "https://example.org/a/forum"),
    ] {
      let site = try sample.get()
      let list = #/(boards|tags)/[^/]+/index.html/#
      let lists = site.pages.filter { path, html in
        path.wholeMatch(of: list) != nil && !html.contains("http-equiv=\"refresh\"")
      }.map(\.path)
      #expect(lists.count > 80)
      #expect(
        Set(site.feedPaths)
          == Set(lists.map { $0.replacing("index.html", with: "feed.xml") } + ["feed.xml"]))
      for path in site.feedPaths {
        let feed = try site.xml(path)
        #expect(AtomRules(url: url).violations(of: feed) == [], "\(path)")
        #expect(!feed.all("entry").isEmpty, "\(path)")
        let own = feed.all("link").first { $0.attributes["rel"] == "self" }?.attributes["href"]
        #expect(own?.removingPercentEncoding == "\(url)/\(path)")
      }
    }
  }

  @Test func pagesLinkToTheirFeeds() throws {
    let site = try Community(["boards/b/t.md": thread(head: "tags: [x]\n")]).build()
    for (page, feed) in [
      ("index.html", "/forum/feed.xml"), ("boards/b/index.html", "/forum/boards/b/feed.xml"),
      ("boards/b/started/index.html", "/forum/boards/b/feed.xml"),
      ("tags/x/index.html", "/forum/tags/x/feed.xml"),
    ] {
      let elements = try site.page(page).elements
      let link = elements.first { $0["type"] == "application/atom+xml" }
      #expect(link?["href"] == feed && link?["rel"] == "alternate")
      #expect(elements.contains { $0.name == "a" && $0["href"] == feed })
    }
    #expect(try !site.html("boards/b/t/index.html").contains("atom+xml"))
  }

  @Test func postsAndPagesMayLinkToFeeds() throws {
    let site = try Community([
      "pages/p.md": "---\ntitle: P\n---\n\n[All](/feed.xml), [board](/boards/b/feed.xml)\n"
    ]).build()
    #expect(site.diagnostics.isEmpty)
    let links = try site.page("p/index.html").elements(ofClass: "prose")[0].elements(named: "a")
    #expect(links.map { $0["href"] } == ["/forum/feed.xml", "/forum/boards/b/feed.xml"])
  }

  @Test func theNewestFiftyPostsAreSortedByDate() throws {
    var files: [String: String] = [:]
    for number in 1...30 {
      let day = number < 10 ? "0\(number)" : "\(number)"
      let pin = number == 2 ? "pinned: true\n" : ""
      files["boards/b/t\(day).md"] =
        thread(date: "2026-03-\(day)", head: "tags: [x]\n" + pin)
        + reply(date: "2026-04-\(day)T10:00") + reply(date: "2026-01-\(day)")
    }
    let site = try Community(files).build()
    let replies = (1...30).reversed().map { "b/t\($0 < 10 ? "0" : "")\($0)/#post-2" }
    let starts = (11...30).reversed().map { "b/t\($0)/#post-1" }
    for path in ["feed.xml", "boards/b/feed.xml", "tags/x/feed.xml"] {
      #expect(try posts(site, path) == replies + starts, "\(path)")
    }
  }

  @Test func postsWithTheSameDateHaveAFixedOrder() throws {
    let day = "2026-03-01"
    let site = try Community([
      "boards/b/n.md": thread(date: day) + reply(date: day), "boards/b/m.md": thread(date: day),
      "boards/a/board.md": "---\ntitle: A\n---\n", "boards/a/z.md": thread(date: day),
    ]).build()
    #expect(
      try posts(site) == ["a/z/#post-1", "b/m/#post-1", "b/n/#post-2", "b/n/#post-1"])
  }

  @Test func removedPostsAndDraftsAreLeftOut() throws {
    let site = try Community([
      "boards/b/t.md": thread() + reply(head: "removed: Rude\n", body: "Hidden."),
      "boards/b/d.md": thread(head: "draft: true\n"),
      "boards/b/gone.md": thread(date: "2026-05-01", head: "removed: Spam\n"),
    ]).build()
    #expect(try posts(site) == ["b/t/#post-1"])
  }

  @Test func anEntryHasAuthorTitleDatesAndTags() throws {
    let long = String(repeating: "many words ", count: 100)
    let site = try Community([
      "boards/b/t.md": thread(
        "First & <last>", date: "2026-07-01", head: "tags: [x & y, z]\n", body: "*Hello* **you**.")
        + reply("Jo Smith", date: "2026-07-02T09:30", head: "edited: 2026-07-02\n", body: long)
        + reply(date: "2026-12-01T09:30:15", head: "subject: Other\nedited: 2026-12-03\n")
    ]).build()
    let entries = try entries(site, "boards/b/feed.xml")
    #expect(entries.map { $0.text("title") } == ["Other", "Re: First & <last>", "First & <last>"])
    let published = [
      "2026-12-01T09:30:15+00:00", "2026-07-02T09:30:00+01:00", "2026-07-01T00:00:00+01:00",
    ]
    #expect(entries.map { $0.text("published") } == published)
    #expect(entries[0].text("updated") == "2026-12-03T00:00:00+00:00")
    #expect(entries[1].text("updated") == published[1], "the day began before the post")
    #expect(try site.xml("feed.xml").text("updated") == "2026-12-03T00:00:00+00:00")
    #expect(entries[2].text("summary") == "Hello you.")
    let summary = try #require(entries[1].text("summary"))
    #expect(summary.hasSuffix("…") && (250...303).contains(summary.utf8.count))
    let author = entries[1].all("author")[0]
    #expect(author.text("name") == "Jo Smith")
    #expect(author.text("uri") == "\(Self.url)/members/jo-smith/")
    #expect(entries[0].all("category").map { $0.attributes["term"] } == ["x & y", "z"])
  }

  @Test func aPostOnALaterPageIsLinkedThere() throws {
    let replies = (2...21).map { reply(date: "2026-02-\($0 < 10 ? "0" : "")\($0)") }.joined()
    let site = try Community(["boards/b/t.md": thread() + replies]).build()
    #expect(try posts(site).prefix(2) == ["b/t/page/2/#post-21", "b/t/#post-20"])
  }

  @Test func aPostWithAContentNoteShowsOnlyTheNote() throws {
    let site = try Community([
      "boards/b/t.md": thread(
        head: "tags: [x]\ncontent_note: bereavement\n", body: "My mother died.")
        + reply(date: "2026-02-01", head: "content_note: recurrence\n", body: "It is back.")
    ]).build()
    for path in site.feedPaths {
      #expect(
        try entries(site, path).map { $0.text("summary") } == [
          "This post talks about: recurrence", "This post talks about: bereavement",
        ])
      #expect(try !site.html(path).contains("mother") && !site.html(path).contains("back"))
    }
  }

  @Test func aFormerMemberIsNamedNowhere() throws {
    let site = try Community([
      "members.yml": "[{name: Jo Smith, former: true}]",
      "boards/b/t.md": thread(author: "Jo Smith", body: "I am Jo Smith.")
        + reply(head: "subject: For jo smith\ncontent_note: jo smith\n"),
    ]).build()
    let entries = try entries(site)
    #expect(entries[0].text("title") == "For Former member")
    #expect(entries[0].text("summary") == "This post talks about: Former member")
    #expect(entries[1].all("author")[0].text("name") == "Former member")
    #expect(entries[1].all("author")[0].text("uri") == nil)
    #expect(entries[1].text("summary") == "I am Former member.")
    #expect(try !site.html("feed.xml").lowercased().contains("smith"))
  }

  /// XML cannot represent some characters, not even as references. U+FFFD replaces them.
  @Test func textIsEscapedForXML() throws {
    let written = "a\u{1}b\u{FFFE}c\u{FFFF}d ]]> & <b> \"q\" 'r' &amp; \u{85} 😀"
    let shown = "a\u{FFFD}b\u{FFFD}c\u{FFFD}d ]]> & <b> \"q\" 'r' &amp; \u{85} 😀"
    let site = try Community([
      "boards/b/t.md": thread(yaml(written), head: "tags: [\(yaml(written))]\n", body: written)
        + reply(head: "subject: \(yaml(written))\ncontent_note: \(yaml(written))\n")
    ]).build()
    let entries = try entries(site)
    #expect(entries.map { $0.text("title") } == [shown, shown])
    #expect(entries[0].text("summary") == "This post talks about: \(shown)")
    #expect(entries[0].all("category")[0].attributes["term"] == shown)
    #expect(site.feedPaths.count == 3)
    for path in site.feedPaths { #expect(try self.entries(site, path).count == 2) }
  }

  @Test func aFeedWithoutPostsHasADate() throws {
    let empty = try Community([:]).build()
    #expect(try entries(empty).isEmpty && entries(empty, "boards/b/feed.xml").isEmpty)
    #expect(try empty.xml("feed.xml").text("updated") == "2005-12-01T00:00:00+00:00")
    let begun = try Community([
      "boards/c/board.md": "---\ntitle: C\n---\n",
      "boards/c/t.md": thread(date: "2019-07-02T10:00"),
    ]).build()
    #expect(try begun.xml("boards/b/feed.xml").text("updated") == "2019-07-02T00:00:00+01:00")
  }

  @Test func everyFeedHasTheDisclaimer() throws {
    let site = try Community(["boards/b/t.md": thread(head: "tags: [x]\n")]).build()
    #expect(site.feedPaths.count == 3)
    for path in site.feedPaths {
      let subtitle = try site.xml(path).text("subtitle")
      #expect(subtitle == "Nothing here replaces the advice of your own team.")
    }
  }
}
