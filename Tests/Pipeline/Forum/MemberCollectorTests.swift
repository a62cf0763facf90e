import Content
import Diagnostics
import Testing

@testable import Forum

/// The list of members and the spelling of their names.
@Suite struct MemberCollectorTests {
  private func shown(_ forum: Forum) -> [String] { forum.members.map(\.name.displayName) }

  @Test func memberNamesIgnoreLetterCase() throws {
    let built = try BuiltForum.build(["boards/b/t.md": thread(["Wren", "WREN", "wren"])])
    #expect(shown(built.forum) == ["Wren"])
    #expect(built.forum.members[0].posts.map(\.number) == [3, 2, 1])
    #expect(built.diagnostics.map(\.id) == ["other-spelling", "other-spelling"])
    #expect(
      built.diagnostics.allSatisfy { $0.severity == .warning && $0.message.contains("'Wren'") })
  }

  @Test func theSpellingOfTheEarliestPostIsDisplayed() throws {
    let files = [
      "boards/b/a.md": thread(["Robin", "Wren"]).replacing("2026-01-02", with: "2026-03-01"),
      "boards/b/z.md": thread(["WREN"]),
    ]
    #expect(shown(try BuiltForum.build(files).forum) == ["Robin", "WREN"])
  }

  @Test func theSpellingInMembersYmlTakesPrecedence() throws {
    let built = try BuiltForum.build([
      "members.yml": "[{name: wREN}]", "boards/b/t.md": thread(["Wren"]),
    ])
    #expect(shown(built.forum) == ["wREN"])
    #expect(built.diagnosticIDs == ["boards/b/t.md: other-spelling"])
  }

  @Test func namesInAnotherNormalFormAreOneMember() throws {
    let built = try BuiltForum.build(["boards/b/t.md": thread(["Zoë", "Zoe\u{308}", "ZOË"])])
    #expect(built.forum.members.count == 1)
  }

  @Test func allAuthorsAreMembers() throws {
    let built = try BuiltForum.build([
      "members.yml": "[{name: Lark}]", "boards/b/t.md": thread(["Wren", "No", "~", "1984"]),
    ])
    #expect(shown(built.forum) == ["1984", "Lark", "No", "Wren", "~"])
    #expect(built.forum.memberCount == 5)
    #expect(built.forum.members[1].posts.isEmpty && built.forum.members[1].url != nil)
  }

  @Test func authorsOfRemovedPostsAreNotMembers() throws {
    let text = thread(["Wren", "Robin"]).replacing(
      "author: Robin\n", with: "author: Robin\nremoved: Spam\n")
    let built = try BuiltForum.build(["boards/b/t.md": text])
    #expect(shown(built.forum) == ["Wren"])
    #expect(built.forum.postCount == 1 && built.forum.memberCount == 1)
    #expect(built.forum.threads[0].lastNumber == 1)
  }

  @Test func aMemberTwiceInMembersYmlIsAnError() throws {
    let built = try BuiltForum.build(["members.yml": "[{name: Wren}, {name: WREN}]"])
    #expect(built.diagnosticIDs == ["members.yml: duplicate-member"])
  }

  @Test func anUnknownRoleIsAnErrorWithASuggestion() throws {
    let built = try BuiltForum.build(
      ["members.yml": "[{name: Wren, role: nurs}]"], settings: "roles: {nurse: {label: N}}\n")
    #expect(built.diagnostics.map(\.suggestion) == ["nurse"])
  }

  @Test func ranksAreForMembersWithoutARole() throws {
    let settings =
      "roles: {nurse: {label: N}}\nranks: [{posts: 3, label: Old}, {posts: 1, label: New}]\n"
    let built = try BuiltForum.build(
      [
        "members.yml": "[{name: Fiona, role: nurse}, {name: Lark}]",
        "boards/b/t.md": thread(["Wren", "Wren", "Wren", "Robin", "Fiona"]),
      ], settings: settings)
    #expect(built.forum.members.map { $0.rank?.label } == [nil, nil, "New", "Old"])
  }

  @Test func formerMembersHaveNeitherPageNorRole() throws {
    let built = try BuiltForum.build(
      [
        "members.yml": "[{name: Rose, role: nurse, bio: B, former: true}]",
        "boards/b/t.md": thread(["Rose", "Wren"]),
      ], settings: "roles: {nurse: {label: N}}\nranks: [{posts: 1, label: New}]\n")
    let rose = built.forum.members[0]
    #expect(rose.isFormer && rose.url == nil && rose.role == nil && rose.rank == nil)
    #expect(rose.bio == nil)
    #expect(built.forum.memberCount == 1 && built.forum.postCount == 2)
  }

  @Test(arguments: [
    ("boards/b/rose-garden.md", thread()),
    ("boards/b/t.md", thread(head: "slug: the-marmalade-jane\n")),
    ("boards/b/t.md", thread(head: "tags: [marmalade JANE]\n")),
    ("boards/b/t.md", thread(head: "aliases: [old/marmalade_jane]\n")),
    ("boards/b/t.md", thread().replacing("A thread", with: "For Rose")),
    ("static/marmalade-jane.txt", "x"), ("static/marmalade%20jane.txt", "x"),
    ("pages/marmalade-jane.md", "---\ntitle: T\n---\n"), ("pages/p.md", "---\ntitle: Rose\n---\n"),
    ("boards/marmalade-jane/board.md", "---\ntitle: T\n---\n"),
  ])
  func aFormerMembersNameInAURLOrTitleIsAnError(_ path: String, _ text: String) throws {
    let built = try BuiltForum.build([
      "members.yml": "[{name: Rose, former: true}, {name: Marmalade Jane, former: true}]",
      path: text,
    ])
    let isWord = path == "boards/b/rose-garden.md"
    #expect(built.diagnosticIDs == (isWord ? [] : ["\(path): former-member"]))
    #expect(built.diagnostics.allSatisfy { !$0.message.lowercased().contains("jane") })
  }
}
