import Content
import Diagnostics
import Testing

@testable import Forum

/// The list of members and the spelling of their names.
@Suite struct MemberRegisterTests {
  private func shown(_ forum: Forum) -> [String] { forum.members.map(\.name.shown) }

  @Test func letterCaseDoesNotTellMembersApart() throws {
    let found = try Gathering.of(["boards/b/t.md": thread(["Wren", "WREN", "wren"])])
    #expect(shown(found.forum) == ["Wren"])
    #expect(found.forum.members[0].posts.map(\.number) == [3, 2, 1])
    #expect(found.findings.map(\.id) == ["other-spelling", "other-spelling"])
    #expect(found.findings.allSatisfy { $0.severity == .warning && $0.message.contains("'Wren'") })
  }

  @Test func theSpellingOfTheEarliestPostIsShown() throws {
    let files = [
      "boards/b/a.md": thread(["Robin", "Wren"]).replacing("2026-01-02", with: "2026-03-01"),
      "boards/b/z.md": thread(["WREN"]),
    ]
    #expect(shown(try Gathering.of(files).forum) == ["Robin", "WREN"])
  }

  @Test func theSpellingOfMembersYmlIsShownBeforeAll() throws {
    let found = try Gathering.of([
      "members.yml": "[{name: wREN}]", "boards/b/t.md": thread(["Wren"]),
    ])
    #expect(shown(found.forum) == ["wREN"])
    #expect(found.faults == ["boards/b/t.md: other-spelling"])
  }

  @Test func namesInAnotherNormalFormAreOneMember() throws {
    let found = try Gathering.of(["boards/b/t.md": thread(["Zoë", "Zoe\u{308}", "ZOË"])])
    #expect(found.forum.members.count == 1)
  }

  @Test func everybodyWhoPostedIsAMember() throws {
    let found = try Gathering.of([
      "members.yml": "[{name: Lark}]", "boards/b/t.md": thread(["Wren", "No", "~", "1984"]),
    ])
    #expect(shown(found.forum) == ["1984", "Lark", "No", "Wren", "~"])
    #expect(found.forum.memberCount == 5)
    #expect(found.forum.members[1].posts.isEmpty && found.forum.members[1].url != nil)
  }

  @Test func removedPostsMakeNobodyAMember() throws {
    let text = thread(["Wren", "Robin"]).replacing(
      "author: Robin\n", with: "author: Robin\nremoved: Spam\n")
    let found = try Gathering.of(["boards/b/t.md": text])
    #expect(shown(found.forum) == ["Wren"])
    #expect(found.forum.postCount == 1 && found.forum.memberCount == 1)
    #expect(found.forum.threads[0].lastNumber == 1)
  }

  @Test func aMemberTwiceInMembersYmlIsAnError() throws {
    let found = try Gathering.of(["members.yml": "[{name: Wren}, {name: WREN}]"])
    #expect(found.faults == ["members.yml: duplicate-member"])
  }

  @Test func aRoleThatIsNotThereIsAnErrorWithTheNearest() throws {
    let found = try Gathering.of(
      ["members.yml": "[{name: Wren, role: nurs}]"], settings: "roles: {nurse: {label: N}}\n")
    #expect(found.findings.map(\.suggestion) == ["nurse"])
  }

  @Test func ranksAreForMembersWithoutARole() throws {
    let settings =
      "roles: {nurse: {label: N}}\nranks: [{posts: 3, label: Old}, {posts: 1, label: New}]\n"
    let found = try Gathering.of(
      [
        "members.yml": "[{name: Fiona, role: nurse}, {name: Lark}]",
        "boards/b/t.md": thread(["Wren", "Wren", "Wren", "Robin", "Fiona"]),
      ], settings: settings)
    #expect(found.forum.members.map { $0.rank?.label } == [nil, nil, "New", "Old"])
  }

  @Test func formerMembersHaveNeitherPageNorRole() throws {
    let found = try Gathering.of(
      [
        "members.yml": "[{name: Rose, role: nurse, bio: B, former: true}]",
        "boards/b/t.md": thread(["Rose", "Wren"]),
      ], settings: "roles: {nurse: {label: N}}\nranks: [{posts: 1, label: New}]\n")
    let rose = found.forum.members[0]
    #expect(rose.isFormer && rose.url == nil && rose.role == nil && rose.rank == nil)
    #expect(rose.bio == nil)
    #expect(found.forum.memberCount == 1 && found.forum.postCount == 2)
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
    let found = try Gathering.of([
      "members.yml": "[{name: Rose, former: true}, {name: Marmalade Jane, former: true}]",
      path: text,
    ])
    let isWord = path == "boards/b/rose-garden.md"
    #expect(found.faults == (isWord ? [] : ["\(path): former-member"]))
    #expect(found.findings.allSatisfy { !$0.message.lowercased().contains("jane") })
  }
}
