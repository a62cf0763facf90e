import Testing

/// Errors in the front matter of a thread.
@Suite struct BrokenFrontMatterTests {
  @Test(arguments: cases)
  func reportsExactly(_ invalid: InvalidInputCase) throws { try invalid.check() }

  static let cases = [
    InvalidInputCase(
      "there is no front matter",
      .put("Mine has been in for a week.\n", at: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:1:1: error: the file must begin with a line '---', \
        lines of 'key: value' and another line '---'
        """),
    InvalidInputCase(
      "the file is empty",
      .put("", at: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:1:1: error: the file must begin with a line '---', \
        lines of 'key: value' and another line '---'
        """),
    InvalidInputCase(
      "the front matter is never closed",
      .put(
        """
        ---
        title: Drains
        author: Wren
        date: 2022-05-31

        Mine has been in for a week.

        """, at: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:1:1: error: the closing '---' is missing; add a line \
        '---' after the last 'key: value'
        """),
    InvalidInputCase(
      "the front matter is empty",
      .put(
        """
        ---
        ---

        Mine has been in for a week.

        """, at: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:1:1: error: there is no 'key: value' between the two \
        lines '---'; a thread needs 'title', 'author' and 'date'
        """),
    InvalidInputCase(
      "an unknown key, with the nearest one",
      .replace("tags: [drains]", by: "tag: [drains]", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:5:1: error: unknown key 'tag' in a thread; did you \
        mean 'tags'?
        """),
    InvalidInputCase(
      "an unknown key without a similar one",
      .replace("tags: [drains]", by: "mood: hopeful", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:5:1: error: unknown key 'mood' in a thread; use \
        author, date, content_note, edited, reviewed, removed, title, tags, status, pinned, draft, \
        slug or aliases
        """),
    InvalidInputCase(
      "a key of a reply in the first block",
      .replace("tags: [drains]", by: "accepted: true", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:5:1: error: unknown key 'accepted' in a thread; use \
        author, date, content_note, edited, reviewed, removed, title, tags, status, pinned, draft, \
        slug or aliases
        content/boards/surgery/2022/drains.md:10:1: error: only one reply can be 'accepted', and \
        one above already is; delete one of the two
        """),
    InvalidInputCase(
      "a key twice",
      .replace(
        "tags: [drains]\n",
        by: """
          tags: [drains]
          title: How long do they stay?

          """, in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:6:1: error: 'title' is written twice; delete one
        """),
    InvalidInputCase(
      "a list where text is expected",
      .replace(
        "title: How long do drains stay?", by: "title: [How long, do drains stay]", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:2:8: error: 'title' must be text; this is a list
        """),
    InvalidInputCase(
      "text where a list is expected",
      .replace("tags: [drains]", by: "tags: drains, surgery", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:5:7: error: 'tags' must be a list, as in '[first, \
        second]'; this is text
        """),
    InvalidInputCase(
      "the front matter is a list",
      .put(
        """
        ---
        - title: Drains
        - author: Wren
        ---

        Text.

        """, at: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:2:1: error: write a thread as lines of 'key: value'; \
        this is a list
        """),
    InvalidInputCase(
      "a colon in a title without quotes",
      .replace(
        "title: How long do drains stay?", by: "title: Drains: how long do they stay?", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:2:14: error: there is a second ': ' in this line; \
        put quotes around text that contains ': ', and begin all keys in the same column
        """),
    InvalidInputCase(
      "a quote that is never closed",
      .replace(
        "title: How long do drains stay?", by: "title: \"How long do drains stay?", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:2:8: error: the closing quote is missing
        """),
    InvalidInputCase(
      "a tab for indentation",
      .replace("tags: [drains]", by: "tags:\n\t- drains", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:6:1: error: text cannot begin with this character; \
        put quotes around it, and indent with spaces, not tabs
        """),
    InvalidInputCase(
      "no title",
      .replace("title: How long do drains stay?\n", by: "", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:1:1: error: a thread needs 'title', as in 'title: \
        Results, and what they mean'
        """),
    InvalidInputCase(
      "no author",
      .replace("author: Wren\n", by: "", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:1:1: error: a thread needs 'author', as in \
        'author: Wren'
        """),
    InvalidInputCase(
      "no date",
      .replace("date: 2022-05-31T19:42\n", by: "", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:1:1: error: a thread needs 'date', as in 'date: \
        2022-05-31T19:42'
        """),
    InvalidInputCase(
      "an empty author",
      .replace("author: Wren", by: "author: ''", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:3:1: error: a thread needs 'author', as in \
        'author: Wren'
        """),
    InvalidInputCase(
      "a date that does not exist",
      .replace("date: 2022-05-31T19:42", by: "date: 2022-02-30", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:4:7: error: '2022-02-30' is not a date; write 'date' \
        as 2022-05-31 or 2022-05-31T19:42
        """),
    InvalidInputCase(
      "a date as people write it",
      .replace("date: 2022-05-31T19:42", by: "date: 31 May 2022", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:4:7: error: '31 May 2022' is not a date; write \
        'date' as 2022-05-31 or 2022-05-31T19:42
        """),
    InvalidInputCase(
      "an unknown status",
      .replace("tags: [drains]", by: "status: close", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:5:9: error: 'status' must be open or closed, not \
        'close'; did you mean 'closed'?
        """),
    InvalidInputCase(
      "a flag that says yes",
      .replace("tags: [drains]", by: "pinned: yes", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:5:9: error: 'pinned' must be true or false, not \
        'yes'; did you mean 'true'?
        """),
    InvalidInputCase(
      "a flag that is neither true nor false",
      .replace("tags: [drains]", by: "pinned: perhaps", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:5:9: error: 'pinned' must be true or false, not \
        'perhaps'
        """),
    InvalidInputCase(
      "an author's name on two lines",
      .replace("author: Wren", by: "author: \"Wren\\nNurse Joan\"", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:3:9: error: a member's name must be on one line
        """),
    InvalidInputCase(
      "a date after the day of the build",
      .replace("date: 2022-06-01", by: "date: 2062-06-01", in: .drains),
      isStrict: true,
      expecting: """
        content/boards/surgery/2022/drains.md:20:7: warning: this date is in the future
        """),
  ]
}
