import Testing

/// InvalidInputCase links and images, and refused destinations.
@Suite struct BrokenLinkTests {
  @Test(arguments: cases)
  func reportsExactly(_ invalid: InvalidInputCase) throws { try invalid.check() }

  static let cases = [
    InvalidInputCase(
      "a link to a file that is not there, with the nearest",
      .replace(
        "See [the drains](2022/drains.md#post-2)", by: "See [the drains](2022/drain.md)", in: .scars
      ),
      expecting: """
        content/boards/surgery/scars.md:7:18: error: broken link '2022/drain.md': there is no file \
        or page 'boards/surgery/2022/drain.md'; did you mean '2022/drains.md'?
        """),
    InvalidInputCase(
      "a link to a post that is not there",
      .replace(
        "See [the drains](2022/drains.md#post-2)", by: "See [the drains](2022/drains.md#post-4)",
        in: .scars),
      expecting: """
        content/boards/surgery/scars.md:7:18: error: broken link '2022/drains.md#post-4': \
        'boards/surgery/2022/drains.md' has only 3 posts, so there is no #post-4
        """),
    InvalidInputCase(
      "a link to a draft",
      .replace(
        "See [the drains](2022/drains.md#post-2)", by: "See [my notes](notes.md)", in: .scars),
      expecting: """
        content/boards/surgery/scars.md:7:16: error: broken link 'notes.md': \
        'boards/surgery/notes.md' is a draft, which is not published
        """),
    InvalidInputCase(
      "a link that leads out of the content",
      .replace(
        "See [the drains](2022/drains.md#post-2)", by: "See [a secret](../../../secret.md)",
        in: .scars),
      expecting: """
        content/boards/surgery/scars.md:7:16: error: broken link '../../../secret.md': the path \
        leads out of the content folder
        """),
    InvalidInputCase(
      "a link to a page of the site that is not there",
      .replace(
        "See [the drains](2022/drains.md#post-2)", by: "See [the board](/boards/radiotherapy/)",
        in: .scars),
      expecting: """
        content/boards/surgery/scars.md:7:17: error: broken link '/boards/radiotherapy/': there is \
        no file or page 'boards/radiotherapy'
        """),
    InvalidInputCase(
      "a link under the forum's own URL that leads nowhere",
      .replace(
        "See [the drains](2022/drains.md#post-2)",
        by: "See <https://harbour.example.org/boards/surgery/drain/>", in: .scars),
      expecting: """
        content/boards/surgery/scars.md:7:6: error: broken link \
        'https://harbour.example.org/boards/surgery/drain/': there is no file or page \
        'boards/surgery/drain'
        """),
    InvalidInputCase(
      "an image that is not there",
      .replace(
        "See [the drains](2022/drains.md#post-2)", by: "See ![a leg](/static/leg.png)", in: .scars),
      expecting: """
        content/boards/surgery/scars.md:7:14: error: broken image '/static/leg.png': there is no \
        file or page 'static/leg.png'
        """),
    InvalidInputCase(
      "an image outside of static/",
      .replace(
        "See [the drains](2022/drains.md#post-2)", by: "See ![drains](2022/drains.md)", in: .scars),
      expecting: """
        content/boards/surgery/scars.md:7:15: error: broken image '2022/drains.md': an image must \
        be a file in static/
        """),
    InvalidInputCase(
      "a reference link that leads nowhere",
      .replace("See [the drains](2022/drains.md#post-2)", by: "See [the drains][1]", in: .scars),
      .replace(
        "arm.png).\n",
        by: """
          arm.png).

          [1]: drains.md

          """, in: .scars),
      expecting: """
        content/boards/surgery/scars.md:7:5: error: broken link 'drains.md': there is no file or \
        page 'boards/surgery/drains.md'
        """),
    InvalidInputCase(
      "a broken link in a page",
      .replace("Answers are general.", by: "Answers are [general](general.md).", in: .nurses),
      expecting: """
        content/pages/nurses.md:5:23: error: broken link 'general.md': there is no file or page \
        'pages/general.md'
        """),
    InvalidInputCase(
      "a broken link in a board",
      .replace("Before and after", by: "[Before](before.md) and after", in: .surgery),
      expecting: """
        content/boards/surgery/board.md:6:10: error: broken link 'before.md': there is no file or \
        page 'boards/surgery/before.md'
        """),
    InvalidInputCase(
      "a broken link in the disclaimer",
      .replace(
        "Nothing here replaces", by: "[Nothing](pages/nothing.md) here replaces", in: .forum),
      expecting: """
        content/forum.yml:3:13: error: broken link 'pages/nothing.md': there is no file or page \
        'pages/nothing.md'
        """),
    InvalidInputCase(
      "a broken link in a bio",
      .replace("2022/drains.md", by: "drains.md", in: .members),
      expecting: """
        content/members.yml:2:8: error: broken link '/boards/surgery/drains.md': there is no file \
        or page 'boards/surgery/drains.md'
        """),
    InvalidInputCase(
      "refused link destinations",
      .replace(
        "See [the drains](2022/drains.md#post-2)",
        by: """
          See [one](javascript:alert%281%29), [two](//elsewhere.example), [three](ftp://elsewhere.example/x) and [four]()
          """, in: .scars),
      isStrict: true,
      expecting: """
        content/boards/surgery/scars.md:7:11: warning: a post cannot link to \
        'javascript:alert%281%29', so it is shown as text; use http, https, mailto, tel or a path
        content/boards/surgery/scars.md:7:43: warning: a post cannot link to \
        '//elsewhere.example', so it is shown as text; use http, https, mailto, tel or a path
        content/boards/surgery/scars.md:7:73: warning: a post cannot link to \
        'ftp://elsewhere.example/x', so it is shown as text; use http, https, mailto, tel or a path
        content/boards/surgery/scars.md:7:104: warning: this link has no address between its \
        brackets, so it is shown as text; add the address
        """),
    InvalidInputCase(
      "an image with a refused scheme",
      .replace(
        "See [the drains](2022/drains.md#post-2)", by: "See ![a dot](data:image/gif;base64,R0lG)",
        in: .scars),
      isStrict: true,
      expecting: """
        content/boards/surgery/scars.md:7:14: warning: a post cannot link to \
        'data:image/gif;base64,R0lG', so it is shown as text; use http, https, mailto, tel or a \
        path
        """),
    InvalidInputCase(
      "a link to a thread that has errors of its own",
      .replace("tags: [drains]", by: "tag: [drains]", in: .drains),
      expecting: """
        content/boards/surgery/2022/drains.md:5:1: error: unknown key 'tag' in a thread; did you \
        mean 'tags'?
        """),
    InvalidInputCase(
      "links to a page, a board and a URL that have errors of their own",
      .replace("title: About our nurses", by: "titel: About our nurses", in: .nurses),
      .replace("date: 2023-02-01", by: "date: soon", in: .waiting),
      .replace("title: Tests and results", by: "titel: Tests and results", in: .results),
      .replace(
        "See [the drains](2022/drains.md#post-2)",
        by: """
          See [the nurses](/pages/nurses.md), [their answers](/nurses/), [the results](../results/board.md), [and these](/boards/results/waiting/)
          """, in: .scars),
      expecting: """
        content/boards/results/board.md:2:1: error: unknown key 'titel' in a board; did you mean \
        'title'?
        content/boards/results/waiting.md:4:7: error: 'soon' is not a date; write 'date' as \
        2022-05-31 or 2022-05-31T19:42
        content/pages/nurses.md:2:1: error: unknown key 'titel' in a page; did you mean 'title'?
        """),
    InvalidInputCase(
      "a link to a missing post of a thread with one post",
      .replace("See [the drains](2022/drains.md#post-2)", by: "See [above](#post-2)", in: .scars),
      expecting: """
        content/boards/surgery/scars.md:7:13: error: broken link '#post-2': \
        'boards/surgery/scars.md' has only 1 post, so there is no #post-2
        """),
  ]
}
