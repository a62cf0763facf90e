import Testing

/// Errors in slugs, URLs and aliases.
@Suite struct BrokenURLTests {
  @Test(arguments: cases)
  func reportsExactly(_ invalid: InvalidInputCase) throws { try invalid.check() }

  static let cases = [
    InvalidInputCase(
      "a file name that is not a slug",
      .thread(at: "boards/surgery/Über Narben.md"),
      expecting: """
        content/boards/surgery/Über Narben.md:1:1: error: the file name 'Über Narben' cannot be \
        part of an address; rename the file with lower-case letters, digits and '-' only, or add \
        'slug: uber-narben'
        """),
    InvalidInputCase(
      "an invalid slug",
      .thread(at: .newThread, "slug: New Scars!"),
      expecting: """
        content/boards/surgery/new.md:5:7: error: 'New Scars!' cannot be part of an address; use \
        only lower-case letters, digits and '-'; did you mean 'new-scars'?
        """),
    InvalidInputCase(
      "a file name without ASCII letters",
      .thread(at: "boards/surgery/疤痕.md"),
      expecting: """
        content/boards/surgery/疤痕.md:1:1: error: the file name '疤痕' cannot be part of an address; \
        rename the file with lower-case letters, digits and '-' only, or add 'slug: \
        a-name-of-your-choice'
        """),
    InvalidInputCase(
      "a reserved slug in a board",
      .thread(at: "boards/surgery/started.md"),
      expecting: """
        content/boards/surgery/started.md:1:1: error: 'started' is used by the board's own \
        pages; give the thread another 'slug'
        """),
    InvalidInputCase(
      "a reserved slug at the top",
      .put(
        """
        ---
        title: Members
        ---

        We.

        """, at: "pages/members.md"),
      expecting: """
        content/pages/members.md:1:1: error: 'members' is used by the site itself; give the page \
        another 'slug'
        """),
    InvalidInputCase(
      "a folder name that is not a slug",
      .put(
        """
        ---
        title: Family and work
        ---

        """, at: "boards/Family & Work/board.md"),
      expecting: """
        content/boards/Family & Work/board.md:1:1: error: the folder name 'Family & Work' cannot \
        be part of an address; rename the folder with lower-case letters, digits and '-' only; did \
        you mean 'family-work'?
        """),
    InvalidInputCase(
      "two threads of one name in two years",
      .thread(at: "boards/surgery/2023/drains.md"),
      expecting: """
        content/boards/surgery/2023/drains.md:1:1: error: this file and \
        'boards/surgery/2022/drains.md' have the same URL, /boards/surgery/drains/; rename one of \
        them, or give it another 'slug'
        """),
    InvalidInputCase(
      "a slug that another thread has",
      .thread(at: .newThread, "slug: scars"),
      expecting: """
        content/boards/surgery/scars.md:1:1: error: this file and 'boards/surgery/new.md' have the \
        same URL, /boards/surgery/scars/; rename one of them, or give it another 'slug'
        """),
    InvalidInputCase(
      "two pages with one URL",
      .put(
        """
        ---
        title: Carers
        slug: nurses
        ---

        For them.

        """, at: "pages/carers.md"),
      expecting: """
        content/pages/nurses.md:1:1: error: this file and 'pages/carers.md' have the same URL, \
        /nurses/; rename one of them, or give it another 'slug'
        """),
    InvalidInputCase(
      "an alias that is a thread's path",
      .thread(at: .newThread, "aliases: [boards/surgery/scars]"),
      expecting: """
        content/boards/surgery/new.md:5:11: error: 'boards/surgery/scars' is the path of \
        'boards/surgery/scars.md'; remove the alias or change it
        """),
    InvalidInputCase(
      "an alias that is a list's later page",
      .thread(at: .newThread, "aliases: [/boards/surgery/page/2/]"),
      expecting: """
        content/boards/surgery/new.md:5:11: error: '/boards/surgery/page/2/' is the path of a page \
        of this site; remove the alias or change it
        """),
    InvalidInputCase(
      "an alias that is the home page",
      .thread(at: .newThread, "aliases: [/]"),
      expecting: """
        content/boards/surgery/new.md:5:11: error: '/' cannot be an alias; write an earlier path \
        of this site, such as 'old-board/old-thread', without the host, '?' or '..'
        """),
    InvalidInputCase(
      "an alias that is an address",
      .thread(at: .newThread, "aliases: ['https://old.example.org/t/12']"),
      expecting: """
        content/boards/surgery/new.md:5:11: error: 'https://old.example.org/t/12' cannot be an \
        alias; write an earlier path of this site, such as 'old-board/old-thread', without the \
        host, '?' or '..'
        """),
    InvalidInputCase(
      "an alias with a query",
      .thread(at: .newThread, "aliases: ['viewtopic.php?t=12']"),
      expecting: """
        content/boards/surgery/new.md:5:11: error: 'viewtopic.php?t=12' cannot be an alias; write \
        an earlier path of this site, such as 'old-board/old-thread', without the host, '?' or \
        '..'
        """),
    InvalidInputCase(
      "an alias with '..'",
      .thread(at: .newThread, "aliases: ['../old']"),
      expecting: """
        content/boards/surgery/new.md:5:11: error: '../old' cannot be an alias; write an earlier \
        path of this site, such as 'old-board/old-thread', without the host, '?' or '..'
        """),
    InvalidInputCase(
      "an alias where a sitemap is",
      .thread(at: .newThread, "aliases: [sitemap.xml]"),
      expecting: """
        content/boards/surgery/new.md:5:11: error: the site uses the path 'sitemap.xml' itself; \
        remove the alias or change it
        """),
    InvalidInputCase(
      "an alias where a part of a sitemap is",
      .thread(at: .newThread, "aliases: [sitemap-12.xml]"),
      expecting: """
        content/boards/surgery/new.md:5:11: error: the site uses the path 'sitemap-12.xml' itself; \
        remove the alias or change it
        """),
    InvalidInputCase(
      "an alias where the headers file is",
      .thread(at: .newThread, "aliases: [_headers]"),
      expecting: """
        content/boards/surgery/new.md:5:11: error: the site uses the path '_headers' itself; \
        remove the alias or change it
        """),
    InvalidInputCase(
      "an alias where well-known files are",
      .thread(at: .newThread, "aliases: [/.well-known/security.txt]"),
      expecting: """
        content/boards/surgery/new.md:5:11: error: the site uses the path \
        '/.well-known/security.txt' itself; remove the alias or change it
        """),
    InvalidInputCase(
      "an alias where a feed is",
      .thread(at: .newThread, "aliases: [boards/surgery/feed.xml]"),
      expecting: """
        content/boards/surgery/new.md:5:11: error: the site uses the path \
        'boards/surgery/feed.xml' itself; remove the alias or change it
        """),
    InvalidInputCase(
      "an alias where the search is",
      .thread(at: .newThread, "aliases: [search]"),
      expecting: """
        content/boards/surgery/new.md:5:11: error: the site uses the path 'search' itself; remove \
        the alias or change it
        """),
    InvalidInputCase(
      "the same alias in two threads",
      .thread(at: .newThread, "aliases: [old/12]"),
      .thread(at: "boards/surgery/newer.md", "aliases: [/old/12/]"),
      expecting: """
        content/boards/surgery/newer.md:5:11: error: '/old/12/' is already an alias in \
        'boards/surgery/new.md'; remove the alias or change it
        """),
    InvalidInputCase(
      "an alias below one that is a file",
      .thread(at: .newThread, "aliases: [old/topic.html, old/topic.html/2]"),
      expecting: """
        content/boards/surgery/new.md:5:27: error: 'old/topic.html/2' cannot be inside \
        'old/topic.html', because that alias becomes a file; remove one of the two
        """),
  ]
}
