import Testing

/// Misplaced files, symbolic links, encodings and file sizes.
@Suite struct BrokenFileTests {
  @Test(arguments: cases)
  func reportsExactly(_ invalid: InvalidInputCase) throws { try invalid.check() }

  static let cases = [
    InvalidInputCase(
      "a board's folder without board.md",
      .remove(.results),
      expecting: """
        content/boards/results/board.md:1:1: error: this board has no board.md; create it with at \
        least 'title'
        """),
    InvalidInputCase(
      "files where none belong",
      .put("Notes", at: "boards/surgery/scars.txt"),
      .thread(at: "boards/welcome.md"),
      .put("", at: "member.yml"),
      .put("Hello", at: "readme.txt"),
      isStrict: true,
      expecting: """
        content/boards/surgery/scars.txt:1:1: warning: this file is ignored, because no file of \
        this name is expected here; remove or move it
        content/boards/welcome.md:1:1: warning: this file is ignored, because no file of this name \
        is expected here; remove or move it
        content/member.yml:1:1: warning: this file is ignored, because no file of this name is \
        expected here; remove or move it; did you mean 'members.yml'?
        content/readme.txt:1:1: warning: this file is ignored, because no file of this name is \
        expected here; remove or move it
        """),
    InvalidInputCase(
      "board.md too deep",
      .put(
        """
        ---
        title: 2022
        ---

        """, at: "boards/surgery/2022/board.md"),
      isStrict: true,
      expecting: """
        content/boards/surgery/2022/board.md:1:1: warning: this file is ignored, because no file \
        of this name is expected here; move board.md to the board's folder, boards/<board>/
        """),
    InvalidInputCase(
      "a page in a sub-folder",
      .put(
        """
        ---
        title: Bold
        ---

        Two stars.

        """, at: "pages/help/bold.md"),
      isStrict: true,
      expecting: """
        content/pages/help/bold.md:1:1: warning: this file is ignored, because no file of this \
        name is expected here; remove or move it
        """),
    InvalidInputCase(
      "HTML among the static files",
      .put("<p>Hello</p>", at: "static/old/Index.HTML"),
      expecting: """
        content/static/old/Index.HTML:1:1: error: static/ cannot contain HTML files; write a page \
        in pages/ instead
        """),
    InvalidInputCase(
      "a file that is not UTF-8",
      .bytes(Array("---\ntitle: Caf".utf8) + [0xE9], at: .scars),
      expecting: """
        content/boards/surgery/scars.md:2:11: error: this is not UTF-8 text; save the file with \
        the encoding UTF-8
        """),
    InvalidInputCase(
      "a forum.yml that is not UTF-8",
      .bytes(
        Array(
          """
          title: Harbour
          url: https://harbour.example.org
          description: Caf
          """.utf8) + [0xE9], at: .forum),
      expecting: """
        content/forum.yml:3:17: error: this is not UTF-8 text; save the file with the encoding \
        UTF-8
        """),
    InvalidInputCase(
      "a post of more than 64 kB",
      .put(
        """
        ---
        title: Scars
        author: Pebble
        date: 2022-07-01
        ---


        """ + String(repeating: "So it was. ", count: 6_000), at: .scars),
      expecting: """
        content/boards/surgery/scars.md:1:1: error: this post is larger than 64 kB; split it, or \
        delete what was pasted by mistake
        """),
    InvalidInputCase(
      "a file of more than 16 MB",
      .put(
        """
        ---
        title: Scars
        author: Pebble
        date: 2022-07-01
        ---


        """ + String(repeating: "So it was, and so it is. ", count: 700_000), at: .scars),
      expecting: """
        content/boards/surgery/scars.md:1:1: error: this file is larger than 16 MB; split it, or \
        delete what was pasted by mistake
        """),
    InvalidInputCase(
      "a symbolic link that leads out",
      .link(.newThread, to: "/etc/hostname"),
      expecting: """
        content/boards/surgery/new.md:1:1: error: this symbolic link points to a file outside the \
        folder; put the file itself here
        """),
    InvalidInputCase(
      "a symbolic link that leads nowhere",
      .link(.newThread, to: "gone.md"),
      expecting: """
        content/boards/surgery/new.md:1:1: error: the target of this symbolic link does not \
        exist; remove the link
        """),
    InvalidInputCase(
      "a name that is not UTF-8",
      .rawName(Array("caf".utf8) + [0xE9] + Array(".md".utf8), in: "boards/surgery"),
      expecting: """
        content/boards/surgery/caf�.md:1:1: error: the name is not UTF-8; rename the file, \
        preferably with plain letters and digits
        """),
    InvalidInputCase(
      "errors in several files, sorted by location",
      .replace("tags: [drains]", by: "tag: [drains]\npinned: yes", in: .drains),
      .replace("date: 2022-06-01", by: "date: 2022-06-31", in: .drains),
      .replace("privacy_policy: pages/privacy-policy.md", by: "posts_per_page: many", in: .forum),
      .replace("role: nurse", by: "roll: nurse", in: .members),
      .replace("date: 2023-02-01\n", by: "", in: .waiting),
      .put("For carers.\n", at: "pages/carers.md"),
      .put("Hello", at: "readme.txt"),
      expecting: """
        content/boards/results/waiting.md:1:1: error: a thread needs 'date', as in 'date: \
        2022-05-31T19:42'
        content/boards/surgery/2022/drains.md:5:1: error: unknown key 'tag' in a thread; did you \
        mean 'tags'?
        content/boards/surgery/2022/drains.md:6:9: error: 'pinned' must be true or false, not \
        'yes'; did you mean 'true'?
        content/boards/surgery/2022/drains.md:21:7: error: '2022-06-31' is not a date; write \
        'date' as 2022-05-31 or 2022-05-31T19:42
        content/forum.yml:9:17: error: 'posts_per_page' must be a whole number from 1 to 1000, not \
        'many'
        content/members.yml:3:22: error: unknown key 'roll' in a member; did you mean 'role'?
        content/pages/carers.md:1:1: error: the file must begin with a line '---', lines of 'key: \
        value' and another line '---'
        content/readme.txt:1:1: warning: this file is ignored, because no file of this name is \
        expected here; remove or move it
        """),
    InvalidInputCase(
      "faults in the threads of a board without board.md, and links to them",
      .remove(.results),
      .replace("date: 2023-02-01", by: "date: soon", in: .waiting),
      .replace(
        "See [the drains](2022/drains.md#post-2)", by: "See [the results](../results/waiting.md)",
        in: .scars),
      expecting: """
        content/boards/results/board.md:1:1: error: this board has no board.md; create it with at \
        least 'title'
        content/boards/results/waiting.md:4:7: error: 'soon' is not a date; write 'date' as \
        2022-05-31 or 2022-05-31T19:42
        """),
  ]
}
