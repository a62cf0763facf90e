import Testing

/// Errors in members.yml, names of members and mentions.
@Suite struct BrokenMemberTests {
  @Test(arguments: cases)
  func isTold(_ broken: Broken) throws { try broken.check() }

  static let cases = [
    Broken(
      "a role that forum.yml does not have",
      .replace("role: nurse", by: "role: nurses", in: .members),
      says: """
        content/members.yml:3:28: error: unknown role 'nurses': forum.yml does not define it; did \
        you mean 'nurse'?
        """),
    Broken(
      "a member twice",
      .replace("- {name: Tess Hardy", by: "- {name: wren}\n- {name: Tess Hardy", in: .members),
      says: """
        content/members.yml:4:10: error: 'wren' is in members.yml twice (capital and small letters \
        count as the same); remove one of the two
        """),
    Broken(
      "another spelling of a name",
      .replace("author: Pebble", by: "author: pebble", in: .waiting),
      isStrict: true,
      says: """
        content/boards/results/waiting.md:3:9: warning: 'pebble' and 'Pebble' are the same member, \
        because capital and small letters count as the same; write 'Pebble'
        """),
    Broken(
      "another spelling than that of members.yml",
      .replace("author: Pebble", by: "author: WREN", in: .waiting),
      isStrict: true,
      says: """
        content/boards/results/waiting.md:3:9: warning: 'WREN' and 'Wren' are the same member, \
        because capital and small letters count as the same; write 'Wren'
        """),
    Broken(
      "a member without a name",
      .replace("- {name: Nurse Joan, role: nurse}", by: "- {role: nurse}", in: .members),
      says: """
        content/members.yml:3:3: error: a member needs 'name', as in 'name: Wren'
        """),
    Broken(
      "a day of joining that is none",
      .replace("role: nurse", by: "role: nurse, joined: May 2020", in: .members),
      says: """
        content/members.yml:3:43: error: 'May 2020' is no day that the calendar has; write \
        'joined' as 2022-05-31
        """),
    Broken(
      "members.yml is a mapping",
      .put(
        """
        Wren:
          role: nurse

        """, at: .members),
      says: """
        content/members.yml:1:1: error: members.yml is a list; each item begins as in '- name: \
        Wren'
        """),
    Broken(
      "an unknown key of a member",
      .replace("former: true", by: "forgotten: true", in: .members),
      says: """
        content/members.yml:4:22: error: 'forgotten' is no key of a member; it may have name, \
        role, joined, bio, former or in_memory
        """),
    Broken(
      "a former member's name in a slug",
      .thread(at: "boards/surgery/tess-hardy-says.md"),
      says: """
        content/boards/surgery/tess-hardy-says.md:1:1: error: the slug contains the name of a \
        former member, which must not be published; choose another
        """),
    Broken(
      "a former member's name in a title",
      .thread(at: .newThread, "title: For Tess Hardy"),
      says: """
        content/boards/surgery/new.md:1:1: error: the title contains the name of a former member, \
        which must not be published; choose another
        """),
    Broken(
      "a former member's name in a tag",
      .thread(at: .newThread, "tags: [tess hardy]"),
      says: """
        content/boards/surgery/new.md:1:1: error: the tag contains the name of a former member, \
        which must not be published; choose another
        """),
    Broken(
      "a former member's name in an alias",
      .thread(at: .newThread, "aliases: [old/tess-hardy]"),
      says: """
        content/boards/surgery/new.md:1:1: error: the alias contains the name of a former member, \
        which must not be published; choose another
        """),
    Broken(
      "a former member's name in a static file's name",
      .put("a picture", at: "static/tess_hardy.png"),
      says: """
        content/static/tess_hardy.png:1:1: error: the static file's name contains the name of a \
        former member, which must not be published; choose another
        """),
    Broken(
      "a former member's name in a page and in a board",
      .put(
        """
        ---
        title: Thank you, Tess Hardy
        ---

        Thank you.

        """, at: "pages/thanks.md"),
      .replace("title: Tests and results", by: "title: Tess Hardy's board", in: .results),
      says: """
        content/boards/results/board.md:1:1: error: the title contains the name of a former \
        member, which must not be published; choose another
        content/pages/thanks.md:1:1: error: the title contains the name of a former member, which \
        must not be published; choose another
        """),
    Broken(
      "a mention a letter away",
      .replace("See [the drains]", by: "@Wrem, see [the drains]", in: .scars),
      isStrict: true,
      says: """
        content/boards/surgery/scars.md:7:1: warning: no member has this name, so it is not a \
        link; did you mean '@Wren'?
        """),
    Broken(
      "mentions in code and in addresses",
      .replace("See [the drains]", by: "`@Wrem`, wrem@wrem.example, see [the drains]", in: .scars),
      .replace("date: 2022-06-01", by: "day: 2022-06-01", in: .drains),
      says: """
        content/boards/surgery/2022/drains.md:18:1: error: a reply needs 'date', as in 'date: \
        2022-05-31T19:42'
        content/boards/surgery/2022/drains.md:20:1: error: 'day' is no key of a reply; it may \
        have author, date, content_note, edited, reviewed, removed, subject or accepted
        """),
    Broken(
      "a quoted mention a letter away",
      .replace("See [the drains]", by: "@\"Nurse Jean\", see [the drains]", in: .scars),
      isStrict: true,
      says: """
        content/boards/surgery/scars.md:7:1: warning: no member has this name, so it is not a \
        link; did you mean '@"Nurse Joan"'?
        """),
    Broken(
      "an empty role in braces",
      .replace("role: nurse", by: "role:", in: .members),
      says: """
        content/members.yml:3:26: error: inside '[…]' or '{…}' a ':' needs a space and a value \
        behind it; put quotes around a value that holds ':'
        """),
  ]
}
