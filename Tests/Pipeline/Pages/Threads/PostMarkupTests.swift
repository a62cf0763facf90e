import Testing

/// The required markup of posts and threads, each tested in a minimal community.
@Suite struct PostMarkupTests {
  private static let settings =
    Community.settings + """
      roles: {nurse: {label: Nurse, official: true}, host: {label: Host}}
      ranks: [{posts: 2, label: Settled}]

      """

  private func page(_ files: [String: String]) throws -> HTMLPage {
    let defaults = ["forum.yml": Self.settings, "members.yml": "[{name: Fiona, role: nurse}]"]
    let community = try Community(files.merging(defaults) { given, _ in given })
    return try community.build().page("boards/b/t/index.html")
  }

  @Test(arguments: [
    ("2022-05-31T16:02Z", "2022-05-31T17:02:00+01:00"),
    ("2022-05-31T17:02", "2022-05-31T17:02:00+01:00"),
    ("2022-05-31T17:02:09", "2022-05-31T17:02:09+01:00"),
    ("2022-12-31T23:30", "2022-12-31T23:30:00+00:00"),
    ("2022-12-31T23:30-01:00", "2023-01-01T00:30:00+00:00"),
    ("2022-05-31", "2022-05-31"),
    // Times that a clock change skips or repeats take the offset before the change.
    ("2022-03-27T01:30", "2022-03-27T02:30:00+01:00"),
    ("2022-10-30T01:30", "2022-10-30T01:30:00+01:00"),
  ])
  func theFirstTimeElementOfAPostIsItsDate(_ written: String, _ expected: String) throws {
    let article = try page(["boards/b/t.md": thread(date: written)]).elements(ofClass: "post")[0]
    #expect(article.elements(named: "time").first?["datetime"] == expected)
  }

  @Test func anOfficialPostHasAClassAndARole() throws {
    let text = thread(author: "Fiona", date: "2026-01-01") + reply("Wren")
    let posts = try page(["boards/b/t.md": text]).elements(ofClass: "post")
    #expect(posts.map { $0.classes.contains("post-official") } == [true, false])
    #expect(posts.map { $0.elements(ofClass: "role").map(\.text) } == [["Nurse"], []])
  }

  @Test(arguments: [
    ("date: 2024-11-19", true), ("date: 2024-11-20", false),
    ("date: 2020-01-01\nreviewed: 2024-11-20", false),
    ("date: 2020-01-01\nreviewed: 2024-11-19", true),
    ("date: 2020-01-01\nedited: 2026-01-01", true),
  ])
  func outdatedAdviceHasANotice(_ head: String, _ isOutdated: Bool) throws {
    let text = "---\ntitle: T\nauthor: Fiona\n\(head)\n---\n\nText.\n"
    let page = try page(["boards/b/t.md": text])
    #expect(page.elements(ofClass: "post-outdated").count == (isOutdated ? 1 : 0))
  }

  @Test func aRemovedPostShowsOnlyNumberDateAndReason() throws {
    let text =
      thread() + reply("Grebe", head: "removed: Advertising\n", body: "Buy *this*!") + reply("Lark")
    let community = try Community(["boards/b/t.md": text])
    let site = try community.build()
    let posts = try site.page("boards/b/t/index.html").elements(ofClass: "post")
    #expect(posts.map { $0["id"] } == ["post-1", "post-2", "post-3"])
    #expect(posts[1].classes.contains("post-removed"))
    #expect(posts[1].text.contains("Advertising"))
    #expect(posts[1].elements(named: "time").first?["datetime"] == "2026-01-02")
    for (path, html) in site.pages {
      #expect(!html.contains("Grebe") && !html.contains("Buy"), "\(path)")
    }
    #expect(try site.page("index.html").elements(ofClass: "counts")[0].text == "2 posts 2 members")
  }

  @Test(arguments: ["boards/b/t.md", "boards/b/board.md"])
  func aClosedThreadHasANotice(_ closed: String) throws {
    var files = [
      "boards/b/board.md": "---\ntitle: Board\n---\n", "boards/b/t.md": thread(),
    ]
    #expect(try page(files).elements(ofClass: "thread-closed").isEmpty)
    files[closed] =
      closed == "boards/b/t.md"
      ? thread(head: "status: closed\n") : "---\ntitle: Board\nclosed: true\n---\n"
    #expect(try page(files).elements(ofClass: "thread-closed").count == 1)
  }

  @Test func theAcceptedAnswerIsLinkedFromTheTop() throws {
    let text = thread() + reply() + reply(head: "accepted: true\n")
    let page = try page(["boards/b/t.md": text])
    let top = page.elements(ofClass: "to-accepted").flatMap(\.elements).compactMap { $0["href"] }
    #expect(top == ["/forum/boards/b/t/#post-3"])
  }

  @Test func aReplyWithoutASubjectTakesItFromTheTitle() throws {
    let text = thread("Drains") + reply() + reply(head: "subject: Bags\n")
    let subjects = try page(["boards/b/t.md": text]).elements(ofClass: "post-subject").map(\.text)
    #expect(subjects == ["Drains", "Re: Drains", "Bags"])
  }

  /// Braces in a title are text, not placeholders of strings.yml.
  @Test func bracesInATitleAreNotFilledIn() throws {
    let text = thread(yaml("{title} {count} {page}")) + reply()
    let subjects = try page(["boards/b/t.md": text]).elements(ofClass: "post-subject").map(\.text)
    #expect(subjects == ["{title} {count} {page}", "Re: {title} {count} {page}"])
  }

  @Test func aPostWithAContentNoteIsInNoDescription() throws {
    let head = "content_note: recurrence\n"
    let text = thread(head: head, body: "It came *back* in spring.") + reply(body: "Oh no.")
    let community = try Community(["boards/b/t.md": text])
    let site = try community.build()
    let page = try site.page("boards/b/t/index.html")
    let folded = page.elements(ofClass: "content-note")
    #expect(folded.count == 1 && folded[0].name == "details" && folded[0]["open"] == nil)
    #expect(folded[0].text.contains("recurrence") && folded[0].text.contains("It came back"))
    let top = page.elements.first { $0.name == "head" }
    let headText = top?.text ?? "came"
    #expect(!headText.contains("came"))
    #expect(page.elements.filter { $0["name"] == "description" }.isEmpty)
    for (path, html) in site.pages where path != "boards/b/t/index.html" {
      #expect(!html.contains("spring"), "\(path)")
    }
    let whole = try site.html("boards/b/t/index.html")
    #expect(whole.ranges(of: "in spring").count == 1)
  }

  @Test func theFirstPostIsTheDescription() throws {
    let page = try page(["boards/b/t.md": thread(body: "It *went* well.")])
    let described = page.elements.first { $0["name"] == "description" }?["content"]
    #expect(described == "It went well.")
    let data = page.elements.first { $0.name == "script" }?.text ?? ""
    #expect(data.contains("It went well."))
  }

  @Test func draftsAreNotPublished() throws {
    let community = try Community([
      "boards/b/t.md": thread(),
      "boards/b/d.md": thread("Hush", author: "Secretive", head: "draft: true\ntags: [veiled]\n"),
    ])
    let site = try community.build()
    #expect(site.files.keys.allSatisfy { !$0.contains("/d/") })
    for (path, html) in site.pages {
      for word in ["Hush", "Secretive", "veiled"] { #expect(!html.contains(word), "\(path)") }
    }
    #expect(try community.build(showsDrafts: true).files["boards/b/d/index.html"] != nil)
  }
}
