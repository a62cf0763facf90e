import Testing

/// Links on a thread page to other posts, threads and boards.
@Suite struct ThreadNavigationTests {
  private static let settings =
    Community.settings + """
      roles: {nurse: {label: Nurse, official: true}}
      posts_per_page: 5

      """

  private func site(_ files: [String: String]) throws -> BuiltSite {
    let defaults = ["forum.yml": Self.settings, "members.yml": "[{name: Fiona, role: nurse}]"]
    return try Community(files.merging(defaults) { given, _ in given }).build()
  }

  private func links(_ page: HTMLPage, in name: String) -> [String] {
    page.elements(ofClass: name).flatMap { $0.elements(named: "a") }.compactMap { $0["href"] }
  }

  private func posts(_ count: Int, head: (Int) -> String = { _ in "" }) -> String {
    thread() + (2...count).map { reply(head: head($0)) }.joined()
  }

  // MARK: Jumps

  @Test(arguments: [
    (5, 1, [String]()), (6, 1, ["#post-6"]), (6, 2, ["#post-1", "#post-6"]),
  ])
  func aLongThreadLinksToItsFirstAndLastPost(_ count: Int, _ page: Int, _ expected: [String]) throws
  {
    let path = page == 1 ? "boards/b/t/index.html" : "boards/b/t/page/2/index.html"
    let found = links(try site(["boards/b/t.md": posts(count)]).page(path), in: "jumps")
    let base = "/forum/boards/b/t/"
    let urls = expected.map { $0 == "#post-6" ? "\(base)page/2/#post-6" : "\(base)#post-1" }
    #expect(found == urls)
  }

  @Test func aShortThreadHasNoSuchLinks() throws {
    let page = try site(["boards/b/t.md": posts(5)]).page("boards/b/t/index.html")
    #expect(page.elements(ofClass: "jumps").isEmpty)
  }

  @Test func theFirstOfficialAnswerThatIsNotRemovedIsLinked() throws {
    let text =
      thread() + reply("Fiona", head: "removed: A slip\n") + reply("Fiona") + reply("Fiona")
    let page = try site(["boards/b/t.md": text]).page("boards/b/t/index.html")
    #expect(links(page, in: "to-official") == ["/forum/boards/b/t/#post-3"])
  }

  @Test func anOfficialFirstPostOrAcceptedAnswerHasNoSecondLink() throws {
    let begun = thread(author: "Fiona") + reply("Fiona")
    let accepted = thread() + reply("Fiona", head: "accepted: true\n")
    let site = try site(["boards/b/t.md": begun, "boards/b/u.md": accepted])
    for path in ["boards/b/t/index.html", "boards/b/u/index.html"] {
      #expect(try site.page(path).elements(ofClass: "to-official").isEmpty)
    }
    let link = links(try site.page("boards/b/u/index.html"), in: "to-accepted")
    #expect(link == ["/forum/boards/b/u/#post-2"])
  }

  // MARK: Closed threads

  @Test func aClosedThreadLinksToWhereToAsk() throws {
    let site = try site([
      "boards/b/t.md": thread(head: "status: closed\n"),
      "boards/c/board.md": "---\ntitle: Old\nclosed: true\n---\n", "boards/c/u.md": thread(),
    ])
    let open = try site.page("boards/b/t/index.html")
    #expect(links(open, in: "thread-closed") == ["/forum/boards/b/", "tel:08081570000"])
    #expect(open.elements(ofClass: "thread-closed")[0].text.contains("new thread in Board."))
    let closed = try site.page("boards/c/u/index.html")
    #expect(links(closed, in: "thread-closed") == ["/forum/", "tel:08081570000"])
  }

  @Test func ifEveryBoardIsClosedOnlyTheHelplineIsLinked() throws {
    let site = try site([
      "boards/b/board.md": "---\ntitle: Old\nclosed: true\n---\n", "boards/b/t.md": thread(),
    ])
    let page = try site.page("boards/b/t/index.html")
    #expect(links(page, in: "thread-closed") == ["tel:08081570000"])
  }

  // MARK: Official answers

  @Test func anOfficialPostEndsWithTheHelplineTheDisclaimerAndThePrivacyPolicy() throws {
    let site = try site([
      "forum.yml": Self.settings + "privacy_policy: pages/privacy.md\n",
      "pages/privacy.md": "---\ntitle: Privacy\n---\n", "pages/d.md": "---\ntitle: Advice\n---\n",
      "boards/b/board.md": "---\ntitle: Board\ndisclaimer: pages/d.md\n---\n",
      "boards/b/t.md": thread() + reply("Fiona"),
    ])
    let posts = try site.page("boards/b/t/index.html").elements(ofClass: "post")
    let foot = try #require(posts[1].elements(ofClass: "post-foot").first)
    #expect(foot.name == "footer")
    let hrefs = foot.elements(named: "a").compactMap { $0["href"] }
    #expect(hrefs == ["tel:08081570000", "/forum/d/", "/forum/privacy/"])
    #expect(foot.text.contains("ring Example Helpline on 08081 570000."))
    #expect(posts[0].elements(ofClass: "post-foot").isEmpty)
  }

  // MARK: Related threads

  private func taggedThread(_ title: String, _ date: String, _ tags: String) -> String {
    thread(title, date: date, head: "tags: [\(tags)]\n")
  }

  @Test func earlierThreadsWithTheSameTagsAreListed() throws {
    let site = try site([
      "boards/b/one.md": taggedThread("One", "2026-01-01", "a, b"),
      "boards/c/board.md": "---\ntitle: Other\n---\n",
      "boards/c/two.md": taggedThread("Two", "2026-01-02", "a"),
      "boards/b/three.md": taggedThread("Three", "2026-01-03", "a, b"),
    ])
    let page = try site.page("boards/b/three/index.html")
    let rows = page.elements(ofClass: "related").flatMap { $0.elements(named: "li") }
    #expect(rows.map { $0.elements(ofClass: "row-title").map(\.text) } == [["One"], ["Two"]])
    #expect(
      rows.map { $0.elements(named: "a").compactMap { $0["href"] } } == [
        ["/forum/boards/b/one/", "/forum/boards/b/"], ["/forum/boards/c/two/", "/forum/boards/c/"],
      ])
    #expect(
      rows.map { $0.elements(named: "time").first?["datetime"] } == ["2026-01-01", "2026-01-02"])
    #expect(try site.page("boards/b/one/index.html").elements(ofClass: "related").isEmpty)
  }

  // MARK: Newest first

  @Test func ifTheNewestPostComesFirstPaginationSaysOlderAndNewer() throws {
    let board = "---\ntitle: Board\npost_order: newest-first\n---\n"
    let text = thread(head: "tags: [a]\n") + (2...11).map { _ in reply() }.joined()
    let site = try site([
      "boards/b/board.md": board, "boards/b/t.md": text,
      "boards/b/u.md": taggedThread("Later", "2026-02-02", "a"),
    ])
    let page = try site.page("boards/b/t/page/2/index.html")
    let links = page.elements(ofClass: "pagination")[0].elements(named: "a")
    let link = { (rel: String) in links.first { $0["rel"] == rel } }
    #expect(link("prev")?.text == "Older posts")
    #expect(link("prev")?["href"] == "/forum/boards/b/t/")
    #expect(link("next")?.text == "Newer posts")
    #expect(page.elements(ofClass: "post").first?["id"] == "post-10")
    // Lists link to the last page, which has the newest posts.
    let list = try site.page("boards/b/u/index.html").elements(ofClass: "related")[0]
    #expect(list.elements(named: "a")[0]["href"] == "/forum/boards/b/t/page/3/")
  }
}
