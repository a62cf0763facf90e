import Testing

/// Errors in the replies of a thread.
@Suite struct BrokenReplyTests {
  @Test(arguments: cases)
  func reportsExactly(_ invalid: InvalidInputCase) throws { try invalid.check() }

  static let cases = [
    InvalidInputCase(
      "a reply that begins with its date",
      .replace(
        "author: Pebble\ndate: 2022-06-01", by: "date: 2022-06-01\nauthor: Pebble", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:19:1: error: a reply must begin with 'author:' \
        directly below its '---'; if this is not a reply, put an empty line below the '---'
        """),
    InvalidInputCase(
      "a reply that begins with Author",
      .replace("author: Pebble", by: "Author: Pebble", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:19:1: error: a reply must begin with 'author:' \
        directly below its '---'; if this is not a reply, put an empty line below the '---'
        """),
    InvalidInputCase(
      "a reply whose author is misspelt",
      .replace("author: Pebble", by: "auhtor: Pebble", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:19:1: error: a reply must begin with 'author:' \
        directly below its '---'; if this is not a reply, put an empty line below the '---'
        """),
    InvalidInputCase(
      "a reply whose author lacks its colon",
      .replace("author: Pebble", by: "author Pebble", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:19:1: error: a reply must begin with 'author:' \
        directly below its '---'; if this is not a reply, put an empty line below the '---'
        """),
    InvalidInputCase(
      "a reply that is never closed",
      .replace(
        """
        date: 2022-06-01
        ---

        """, by: "date: 2022-06-01\n", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:18:1: error: the closing '---' is missing; add a \
        line '---' after the last 'key: value'
        """),
    InvalidInputCase(
      "a reply without a date",
      .replace("date: 2022-06-01\n", by: "", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:18:1: error: a reply needs 'date', as in 'date: \
        2022-05-31T19:42'
        """),
    InvalidInputCase(
      "a key of a thread in a reply",
      .replace("date: 2022-06-01", by: "date: 2022-06-01\ntitle: Thanks", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:21:1: error: unknown key 'title' in a reply; use \
        author, date, content_note, edited, reviewed, removed, subject or accepted
        """),
    InvalidInputCase(
      "a misspelt key in a reply",
      .replace("date: 2022-06-01", by: "date: 2022-06-01\nsubjet: Thanks", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:21:1: error: unknown key 'subjet' in a reply; did \
        you mean 'subject'?
        """),
    InvalidInputCase(
      "a post without text",
      .replace("Mine has been in for a week.\n", by: "", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:1:1: error: this post has no text; write it below \
        the '---', or add 'removed:' with the reason why it was removed
        """),
    InvalidInputCase(
      "a last reply without text",
      .replace(
        """

        Thank you both.

        """, by: "", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:18:1: error: this post has no text; write it below \
        the '---', or add 'removed:' with the reason why it was removed
        """),
    InvalidInputCase(
      "two accepted answers",
      .replace("date: 2022-06-01", by: "date: 2022-06-01\naccepted: true", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:18:1: error: only one reply can be 'accepted', and \
        one above already is; delete one of the two
        """),
    InvalidInputCase(
      "a reply dated before the post above it",
      .replace("date: 2022-06-01", by: "date: 2022-05-30", in: .drains),
      isStrict: true,
      expecting: """
        content/boards/surgery/2022/drains.md:18:1: warning: this reply is dated before the post \
        above it
        """),
  ]
}
