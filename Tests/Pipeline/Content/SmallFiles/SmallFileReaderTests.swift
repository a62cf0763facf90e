import Diagnostics
import PipelineFixtures
import Testing

@testable import Content

/// Reads a community of `files` and a valid forum.yml.
func readCommunity(
  _ files: [String: String]
) throws -> (content: CommunityContent?, report: String) {
  let forum = requiredForumLines.keys.sorted().compactMap { requiredForumLines[$0] }.joined(
    separator: "\n")
  return try Fixture(files.merging(["forum.yml": forum]) { mine, _ in mine }).read()
}

@Suite struct MembersTests {
  @Test func everyKeyIsRead() throws {
    let (content, report) = try readCommunity([
      "members.yml": """
      - name: Wren
        role: nurse
        joined: 2020-02-29
        bio: |
          Hello
        former: true
      - name: No
      """
    ])
    #expect(report == "")
    let members = try #require(content?.members)
    #expect(members.map(\.name.text) == ["Wren", "No"])
    #expect(members.map(\.role?.text) == ["nurse", nil])
    #expect(members.map(\.joined?.machineText) == ["2020-02-29", nil])
    #expect(members.map(\.bio?.text) == ["Hello\n", nil])
    #expect(members.map(\.isFormer) == [true, false])
  }

  @Test(arguments: ["", "# none yet\n", "[]\n", "---\n", "\u{FEFF}\r\n"])
  func anEmptyFileHasNoMembers(text: String) throws {
    let (content, report) = try readCommunity(["members.yml": text, "glossary.yml": text])
    #expect(report == "")
    #expect(content?.members.isEmpty == true)
    #expect(content?.glossary.isEmpty == true)
  }

  @Test(
    arguments: [
      (
        "Wren: nurse",
        "1:1: error: members.yml must be a list; begin each item as in '- name: Wren'"
      ),
      ("Wren", "1:1: error: members.yml must be a list; begin each item as in '- name: Wren'"),
      ("- Wren", "1:3: error: write a member as lines of 'key: value'; this is text"),
      ("- role: a", "1:3: error: a member needs 'name', as in 'name: Wren'"),
      ("- name: ''", "1:3: error: a member needs 'name', as in 'name: Wren'"),
      ("- name: Wren\n  rol: a", "2:3: error: unknown key 'rol' in a member; did you mean 'role'?"),
      (
        "- name: Wren\n  former: yes",
        "2:11: error: 'former' must be true or false, not 'yes'; did you mean 'true'?"
      ),
      (
        "- name: Wren\n  joined: 2021-02-29",
        "2:11: error: '2021-02-29' is not a date; write 'joined' as 2022-05-31"
      ),
      ("- name: Wren\n  role: [a]", "2:9: error: 'role' must be text; this is a list"),
      (
        "- name: 'Wren '",
        "1:9: error: a member's name must not begin or end with a space; delete "
          + "the space"
      ),
      ("- name: |\n    Wren", "1:9: error: a member's name must be on one line"),
      (
        "- role: [a]\n  joined: x\n  former: x",
        "1:3: error: a member needs 'name', as in 'name: Wren'\ncontent/members.yml:1:9: error: "
          + "'role' must be text; this is a list\ncontent/members.yml:2:11: error: 'x' is not a "
          + "date; write 'joined' as 2022-05-31\ncontent/members.yml:3:11: error: 'former' must be "
          + "true or false, not 'x'"
      ),
    ].map { ($0.0.replacing("    Wren", with: "    Wren\n"), $0.1) })
  func aWrongMemberIsReported(text: String, expected: String) throws {
    let (_, report) = try readCommunity(["members.yml": text])
    #expect(report == "content/members.yml:\(expected)\n")
  }
}

@Suite struct GlossaryTests {
  @Test func everyKeyIsRead() throws {
    let (content, report) = try readCommunity([
      "glossary.yml": "- {term: Drain, means: A tube, also: [drains, No]}\n- {term: 1, means: 2}\n"
    ])
    #expect(report == "")
    #expect(content?.glossary.map(\.term.text) == ["Drain", "1"])
    #expect(content?.glossary.map(\.means) == ["A tube", "2"])
    #expect(content?.glossary.map { $0.also.map(\.text) } == [["drains", "No"], []])
  }

  @Test(arguments: [
    ("- {means: x}", "1:3: error: a term needs 'term', as in 'term: Drain'"),
    ("- {term: x}", "1:3: error: a term needs 'means', as in 'means: A thin tube that …'"),
    (
      "- {term: x, means: y, also: z}",
      "1:29: error: 'also' must be a list, as in '[first, second]'; this is text"
    ),
    (
      "- {term: x, mean: y}",
      "1:13: error: unknown key 'mean' in a term; did you mean 'means'?"
    ),
    (
      "term: x",
      "1:1: error: glossary.yml must be a list; begin each item as in '- {term: Drain, means: A "
        + "thin tube …}'"
    ),
  ]) func aWrongTermIsReported(text: String, expected: String) throws {
    let (_, report) = try readCommunity(["glossary.yml": text])
    #expect(report == "content/glossary.yml:\(expected)\n")
  }
}

@Suite struct BoardAndPageTests {
  @Test func everyKeyOfABoardIsRead() throws {
    let head =
      "title: Surgery\ndescription: About\norder: 3\ncategory: Treatment\n"
      + "disclaimer: pages/d.md\nclosed: true\npost_order: newest-first\naliases: [old]\n"
    let (content, report) = try readCommunity([
      "boards/surgery/board.md": "---\n\(head)---\nHello\n---\nauthor: x\n",
      "boards/b/board.md": "---\ntitle: B\n---\n",
    ])
    #expect(report == "")
    let boards = try #require(content?.boards)
    #expect(boards.map(\.slug.description) == ["b", "surgery"])
    #expect(boards.map(\.document.order) == [Int.max, 3])
    #expect(boards.map(\.document.isClosed) == [false, true])
    #expect(boards.map(\.document.category) == [nil, "Treatment"])
    #expect(boards.map(\.document.disclaimer?.text) == [nil, "pages/d.md"])
    #expect(boards.map(\.document.postOrder) == [nil, .newestFirst])
    #expect(boards[1].document.aliases.map(\.text) == ["old"])
    #expect(boards[1].document.body.count == 20)
  }

  @Test(arguments: [
    (
      "",
      "1:1: error: the file must begin with a line '---', lines of 'key: value' and another line "
        + "'---'"
    ),
    (
      "---\ntitle: B\n",
      "1:1: error: the closing '---' is missing; add a line '---' after the last 'key: value'"
    ),
    (
      "---\n---\n",
      "1:1: error: there is no 'key: value' between the two lines '---'; a board "
        + "needs 'title'"
    ),
    (
      "---\n# title\n---\n",
      "1:1: error: there is no 'key: value' between the two lines '---'; a "
        + "board needs 'title'"
    ),
    ("---\norder: 1\n---\n", "1:1: error: a board needs 'title', as in 'title: Surgery'"),
    (
      "---\ntitle: B\norder: first\n---\n",
      "3:8: error: 'order' must be a whole number from 0 to 1000000, not 'first'"
    ),
    (
      "---\ntitle: B\nslug: c\n---\n",
      "3:1: error: unknown key 'slug' in a board; use title, description, order, category, "
        + "disclaimer, closed, post_order or aliases"
    ),
    (
      "---\ntitle: B\nclosed: closed\n---\n",
      "3:9: error: 'closed' must be true or false, not "
        + "'closed'"
    ),
    (
      "---\ntitle: B\npost_order: newest\n---\n",
      "3:13: error: 'post_order' must be oldest-first or newest-first, not 'newest'"
    ),
    (
      "---\ntitle: B\ncatgory: x\n---\n",
      "3:1: error: unknown key 'catgory' in a board; did you mean 'category'?"
    ),
  ]) func aWrongBoardIsReported(text: String, expected: String) throws {
    let (_, report) = try readCommunity(["boards/b/board.md": text])
    #expect(report == "content/boards/b/board.md:\(expected)\n")
  }

  @Test func everyKeyOfAPageIsRead() throws {
    let (content, report) = try readCommunity([
      "pages/Privacy Policy.md":
        "---\ntitle: P\ndescription: D\nslug: privacy\naliases: [a, b]\n---\nx",
      "pages/help.md": "---\ntitle: H\n---\n",
    ])
    #expect(report == "")
    #expect(content?.pages.map(\.slug.description) == ["privacy", "help"])
    #expect(content?.pages.map(\.document.description) == ["D", ""])
    #expect(content?.pages.first?.document.aliases.count == 2)
  }

  @Test(arguments: [
    (
      "search.md", "",
      "1:1: error: 'search' is used by the site itself; give the page another 'slug'"
    ),
    (
      "a.md", "slug: tags\n",
      "3:7: error: 'tags' is used by the site itself; give the page another 'slug'"
    ),
    (
      "a.md", "slug: A B\n",
      "3:7: error: 'A B' cannot be part of an address; use only lower-case letters, digits and "
        + "'-'; did you mean 'a-b'?"
    ),
    (
      "Über uns.md", "",
      "1:1: error: the file name 'Über uns' cannot be part of an address; rename the file with "
        + "lower-case letters, digits and '-' only, or add 'slug: uber-uns'"
    ),
    (
      "語.md", "",
      "1:1: error: the file name '語' cannot be part of an address; rename the file with lower-case "
        + "letters, digits and '-' only, or add 'slug: a-name-of-your-choice'"
    ),
    (
      "a.md", "order: 1\n",
      "3:1: error: unknown key 'order' in a page; use title, description, slug or aliases"
    ),
  ]) func aWrongPageIsReported(name: String, line: String, expected: String) throws {
    let (_, report) = try readCommunity(["pages/\(name)": "---\ntitle: P\n\(line)---\nx"])
    #expect(report == "content/pages/\(name):\(expected)\n")
  }
}
