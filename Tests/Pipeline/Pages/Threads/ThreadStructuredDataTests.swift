import Foundation
import Testing

/// JSON-LD of thread pages.
@Suite struct ThreadStructuredDataTests {
  private static let settings =
    Community.settings + """
      roles: {nurse: {label: Nurse, official: true}}
      posts_per_page: 3

      """
  private static let url = "https://community.example.org/forum/"

  private func site(_ text: String, _ files: [String: String] = [:]) throws -> BuiltSite {
    let defaults = [
      "forum.yml": Self.settings, "boards/b/t.md": text,
      "members.yml": "[{name: Fiona, role: nurse}, {name: Marmalade Jane, former: true}]",
    ]
    return try Community(files.merging(defaults) { given, _ in given }).build()
  }

  private func posting(
    _ text: String, page: Int = 1, _ type: String = "DiscussionForumPosting"
  ) throws -> [String: Any] {
    let path = page == 1 ? "boards/b/t/index.html" : "boards/b/t/page/\(page)/index.html"
    return try #require(try site(text).page(path).structuredData(type))
  }

  private func comments(_ posting: [String: Any]) -> [[String: Any]] {
    posting["comment"] as? [[String: Any]] ?? []
  }

  @Test func theFirstPostIsThePostingAndRepliesAreItsComments() throws {
    let text =
      thread(
        "Drains", date: "2026-01-01T10:00", head: "edited: 2026-01-03\n",
        body: "A *b* </script>.")
      + reply("Fiona", date: "2026-01-02T11:00", body: "Ask & see.")
    let data = try posting(text)
    #expect(data["headline"] as? String == "Drains")
    #expect(data["url"] as? String == Self.url + "boards/b/t/")
    #expect(data["text"] as? String == "A b </script>.")
    #expect(data["datePublished"] as? String == "2026-01-01T10:00:00+00:00")
    #expect(data["dateModified"] as? String == "2026-01-03")
    #expect(
      data["author"] as? [String: String] == [
        "@type": "Person", "name": "Wren", "url": Self.url + "members/wren/",
      ])
    #expect(
      data["isPartOf"] as? [String: String] == [
        "@type": "CollectionPage", "name": "Board", "url": Self.url + "boards/b/",
      ])
    let comment = try #require(comments(data).first)
    #expect(comments(data).count == 1)
    #expect(comment["@type"] as? String == "Comment")
    #expect(comment["url"] as? String == Self.url + "boards/b/t/#post-2")
    #expect(comment["datePublished"] as? String == "2026-01-02T11:00:00+00:00")
    #expect(comment["text"] as? String == "Ask & see.")
    #expect(
      comment["author"] as? [String: String] == [
        "@type": "Person", "name": "Fiona", "url": Self.url + "members/fiona/",
        "jobTitle": "Nurse",
      ])
  }

  @Test func laterPagesRepeatTheFirstPostAndHaveTheirOwnComments() throws {
    let text = thread(body: "Begun.") + (2...5).map { reply(body: "Number \($0).") }.joined()
    let data = try posting(text, page: 2)
    #expect(data["url"] as? String == Self.url + "boards/b/t/")
    #expect(data["text"] as? String == "Begun.")
    #expect(comments(data).map { $0["text"] as? String } == ["Number 4.", "Number 5."])
    #expect(
      comments(data).map { $0["url"] as? String }
        == [4, 5].map {
          Self.url + "boards/b/t/page/2/#post-\($0)"
        })
  }

  @Test func aLongCommentIsCutAtAWord() throws {
    let long = String(repeating: "lymph ", count: 100)
    let comment = comments(try posting(thread() + reply(body: long))).first
    let text = try #require(comment?["text"] as? String)
    #expect(text.hasSuffix("lymph…") && (140...160).contains(text.utf8.count))
  }

  @Test func aFormerMemberHasNoNameAndNoURL() throws {
    let site = try site(
      thread(author: "Marmalade Jane") + reply("Marmalade Jane", body: "As Marmalade Jane says."))
    let page = try site.page("boards/b/t/index.html")
    let data = try #require(try page.structuredData("DiscussionForumPosting"))
    let formerMember = ["@type": "Person", "name": "Former member"]
    #expect(data["author"] as? [String: String] == formerMember)
    #expect(comments(data).first?["author"] as? [String: String] == formerMember)
    #expect(comments(data).first?["text"] as? String == "As Former member says.")
  }

  @Test func aPostWithAContentNoteHasNoText() throws {
    let note = "content_note: recurrence\n"
    let data = try posting(
      thread(head: note, body: "Back again.") + reply(head: note, body: "So sorry.")
        + reply(body: "Me too."))
    #expect(data["headline"] as? String == "A thread")
    #expect(data["text"] == nil)
    #expect(comments(data).map { $0["text"] as? String } == ["Me too."])
  }

  @Test func aRemovedPostIsOmitted() throws {
    let gone = reply("Grebe", head: "removed: Advertising\n", body: "Buy this!")
    let data = try posting(thread() + gone + reply(body: "Stays."))
    #expect(comments(data).map { $0["text"] as? String } == ["Stays."])
    #expect(!"\(data)".contains("Grebe") && !"\(data)".contains("Buy"))
  }

  @Test func aThreadWhoseFirstPostWasRemovedIsAPageWithComments() throws {
    let text = thread(author: "Grebe", head: "removed: Advertising\n") + reply(body: "Stays.")
    let data = try posting(text, "WebPage")
    #expect(data["name"] as? String == "A thread" && data["author"] == nil)
    #expect(data["url"] as? String == Self.url + "boards/b/t/")
    #expect(comments(data).map { $0["text"] as? String } == ["Stays."])
  }

  @Test func aPostWithoutWordsIsNoComment() throws {
    let data = try posting(thread() + reply(body: "```\ncode\n```"))
    #expect(data["comment"] == nil)
  }
}
