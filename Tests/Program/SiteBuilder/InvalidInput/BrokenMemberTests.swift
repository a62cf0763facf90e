import Testing

/// Errors in members.yml, names of members and mentions.
@Suite struct BrokenMemberTests {
  @Test(arguments: cases)
  func reportsExactly(_ invalid: InvalidInputCase) throws { try invalid.check() }

  static let cases = [
    InvalidInputCase(
      "an unknown role",
      .replace("role: nurse", by: "role: nurses", in: .members),
      expecting: """
        content/members.yml:3:28: error: unknown role 'nurses': forum.yml does not define it; did \
        you mean 'nurse'?
        """),
    InvalidInputCase(
      "a member twice",
      .replace("- {name: Tess Hardy", by: "- {name: wren}\n- {name: Tess Hardy", in: .members),
      expecting: """
        content/members.yml:4:10: error: 'wren' is in members.yml twice (capital and small letters \
        count as the same); remove one of the two
        """),
    InvalidInputCase(
      "another spelling of a name",
      .replace("author: Pebble", by: "author: pebble", in: .waiting),
      isStrict: true,
      expecting: """
        content/boards/results/waiting.md:3:9: warning: 'pebble' and 'Pebble' are the same member, \
        because capital and small letters count as the same; write 'Pebble'
        """),
    InvalidInputCase(
      "a spelling that differs from members.yml",
      .replace("author: Pebble", by: "author: WREN", in: .waiting),
      isStrict: true,
      expecting: """
        content/boards/results/waiting.md:3:9: warning: 'WREN' and 'Wren' are the same member, \
        because capital and small letters count as the same; write 'Wren'
        """),
    InvalidInputCase(
      "a member without a name",
      .replace("- {name: Nurse Joan, role: nurse}", by: "- {role: nurse}", in: .members),
      expecting: """
        content/members.yml:3:3: error: a member needs 'name', as in 'name: Wren'
        """),
    InvalidInputCase(
      "an invalid joining date",
      .replace("role: nurse", by: "role: nurse, joined: May 2020", in: .members),
      expecting: """
        content/members.yml:3:43: error: 'May 2020' is not a date; write 'joined' as 2022-05-31
        """),
    InvalidInputCase(
      "members.yml is a mapping",
      .put(
        """
        Wren:
          role: nurse

        """, at: .members),
      expecting: """
        content/members.yml:1:1: error: members.yml must be a list; begin each item as in '- name: \
        Wren'
        """),
    InvalidInputCase(
      "an unknown key of a member",
      .replace("former: true", by: "manifestError: true", in: .members),
      expecting: """
        content/members.yml:4:22: error: unknown key 'manifestError' in a member; use name, role, \
        joined, bio, former or in_memory
        """),
    InvalidInputCase(
      "a former member's name in a slug",
      .thread(at: "boards/surgery/tess-hardy-says.md"),
      expecting: """
        content/boards/surgery/tess-hardy-says.md:1:1: error: the slug contains the name of a \
        former member, which must not be published; choose another
        """),
    InvalidInputCase(
      "a former member's name in a title",
      .thread(at: .newThread, "title: For Tess Hardy"),
      expecting: """
        content/boards/surgery/new.md:1:1: error: the title contains the name of a former member, \
        which must not be published; choose another
        """),
    InvalidInputCase(
      "a former member's name in a tag",
      .thread(at: .newThread, "tags: [tess hardy]"),
      expecting: """
        content/boards/surgery/new.md:1:1: error: the tag contains the name of a former member, \
        which must not be published; choose another
        """),
    InvalidInputCase(
      "a former member's name in an alias",
      .thread(at: .newThread, "aliases: [old/tess-hardy]"),
      expecting: """
        content/boards/surgery/new.md:1:1: error: the alias contains the name of a former member, \
        which must not be published; choose another
        """),
    InvalidInputCase(
      "a former member's name in a static file's name",
      .put("a picture", at: "static/tess_hardy.png"),
      expecting: """
        content/static/tess_hardy.png:1:1: error: the static file's name contains the name of a \
        former member, which must not be published; choose another
        """),
    InvalidInputCase(
      "a former member's name in a page and in a board",
      .put(
        """
        ---
        title: Thank you, Tess Hardy
        ---

        Thank you.

        """, at: "pages/thanks.md"),
      .replace("title: Tests and results", by: "title: Tess Hardy's board", in: .results),
      expecting: """
        content/boards/results/board.md:1:1: error: the title contains the name of a former \
        member, which must not be published; choose another
        content/pages/thanks.md:1:1: error: the title contains the name of a former member, which \
        must not be published; choose another
        """),
    InvalidInputCase(
      "a mention a letter away",
      .replace("See [the drains]", by: "@Wrem, see [the drains]", in: .scars),
      isStrict: true,
      expecting: """
        content/boards/surgery/scars.md:7:1: warning: no member has this name, so it is not a \
        link; did you mean '@Wren'?
        """),
    InvalidInputCase(
      "mentions in code and in addresses",
      .replace("See [the drains]", by: "`@Wrem`, wrem@wrem.example, see [the drains]", in: .scars),
      .replace("date: 2022-06-01", by: "day: 2022-06-01", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:18:1: error: a reply needs 'date', as in 'date: \
        2022-05-31T19:42'
        content/boards/surgery/2022/drains.md:20:1: error: unknown key 'day' in a reply; use \
        author, date, content_note, edited, reviewed, removed, subject or accepted
        """),
    InvalidInputCase(
      "a quoted mention a letter away",
      .replace("See [the drains]", by: "@\"Nurse Jean\", see [the drains]", in: .scars),
      isStrict: true,
      expecting: """
        content/boards/surgery/scars.md:7:1: warning: no member has this name, so it is not a \
        link; did you mean '@"Nurse Joan"'?
        """),
    InvalidInputCase(
      "an empty role in braces",
      .replace("role: nurse", by: "role:", in: .members),
      expecting: """
        content/members.yml:3:26: error: inside '[…]' or '{…}' put a space and a text after each \
        ':', or put quotes around text that contains ':'
        """),
  ]
}
