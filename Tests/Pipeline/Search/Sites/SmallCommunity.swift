/// A community with an example of each case that the index treats differently, and the expected
/// contents of the index.
enum SmallCommunity {
  static let files = [
    "forum.yml": IndexedSite.settings + """
      roles:
        volunteer: {label: Volunteer}
        nurse: {label: Breast Care Nurse, official: true}

      """,
    "members.yml": """
    - {name: Nurse Joan, role: nurse}
    - {name: Sedge, role: volunteer}
    - {name: Tess Hardy, role: nurse, former: true}

    """,
    "boards/b/board.md": "---\ntitle: Everyday chat\norder: 2\n---\n",
    "boards/surgery/board.md": "---\ntitle: Surgery & after\norder: 1\n---\n",
    "boards/surgery/2022/drains.md": drains,
    "boards/b/scars.md": """
    ---
    title: Scars
    author: Pebble
    date: 2022-07-01
    pinned: true
    status: closed
    ---

    See [the drains](../surgery/2022/drains.md), ![an arm](/static/arm.png) and [scars](/boards/b/gone.md).

    """,
    "boards/b/gone.md": """
    ---
    title: Begun by somebody
    author: Vandal
    date: 2022-08-01
    removed: Xylophone
    ---

    Xylophone walrus.

    ---
    author: Fa Do
    date: 2022-08-02T00:30
    ---

    Hedgehogs, hedgehog: 2.5 mg of tumours.

    ---
    author: Vandal
    date: 2022-08-03
    removed: Xylophone
    ---

    ---
    author: fa do
    date: 2022-08-31T23:59
    ---

    1,000 thanks

    """,
    "boards/b/vanished.md": """
    ---
    title: Vanished aardvark
    author: Vandal
    date: 2022-09-01
    tags: [narwhal]
    removed: Xylophone
    ---

    Walrus.

    """,
    "boards/b/draft.md": """
    ---
    title: Unready capybara
    author: Drafter
    date: 2022-09-02
    tags: [draft]
    draft: true
    ---

    Capybara.

    """,
    "static/arm.png": "a picture",
  ]

  private static let drains = """
    ---
    title: "How long do drains stay?"
    author: Wren
    date: 2022-05-31T19:42
    tags: [Lymph nodes, drains]
    ---

    Mine has been in for a *week* and it's **sore**: see https://example.org/zebra-crossing or
    www.zebra.example/x?y=zebra for more.

    > quoted zebra

    My drain, `zebra code`, _my_ drain!

    ```
    zebra block
    ```

    ---
    author: Nurse Joan
    date: 2022-05-31T21:10
    accepted: true
    ---

    # Ask your team, @Wren

    - Drains come out when they are dry

    ---
    author: Tess Hardy
    date: 2022-06-01
    ---

    I am Tess Hardy, and *tess* hardy is my name.

    ---
    author: Vandal
    date: 2022-06-01
    removed: Xylophone
    ---

    Xylophone walrus.

    ---
    author: Sedge
    date: 2022-06-02
    content_note: recurrence quagga
    ---

    Okapi.

    ---
    author: Pebble
    date: 2022-06-02
    ---

    @Tess Hardy thank you both

    """

  /// The words of each post, by slug and post number.
  static let texts = [
    "drains 1":
      "mine has been in for a week and its sore see or for more my drain my drain",
    "drains 2": "ask your team wren drains come out when they are dry",
    "drains 3": "i am former member and former member is my name",
    "drains 5": "",
    "drains 6": "former member thank you both",
    "scars 1": "see the drains an arm and scars",
    "gone 2": "hedgehogs hedgehog 2.5 mg of tumours",
    "gone 4": "1.000 thanks",
  ]

  /// The title and tags that are indexed with the posts that represent a thread.
  static let titles = [
    "drains 1": drainsTitle, "drains 2": drainsTitle, "drains 5": drainsTitle, "scars 1": ["scars"],
    "gone 2": ["begun by somebody"],
  ]
  private static let drainsTitle = ["how long do drains stay", "lymph nodes", "drains"]

  /// The posts of each attribute. Number 0 means the whole thread.
  static let attributes = [
    "author=wren": ["drains 1"], "author=nurse joan": ["drains 2"],
    "author=sedge": ["drains 5"], "author=pebble": ["drains 6", "scars 1"],
    "author=fa do": ["gone 2", "gone 4"], "role=nurse": ["drains 2"],
    "role=volunteer": ["drains 5"], "board=surgery": ["drains 0"],
    "board=b": ["scars 0", "gone 0"], "tag=lymph-nodes": ["drains 0"],
    "tag=drains": ["drains 0"], "is=closed": ["scars 0"], "is=answered": ["drains 0"],
    "in=2022-05": ["drains 1", "drains 2"], "in=2022-06": ["drains 3", "drains 5", "drains 6"],
    "in=2022-07": ["scars 0"], "in=2022-08": ["gone 0"],
  ]

  /// All posts, the newest first. If two posts have the same date, the later one in the thread is
  /// first.
  static let newestFirst = [
    "gone 4", "gone 2", "scars 1", "drains 6", "drains 5", "drains 3", "drains 2", "drains 1",
  ]
  /// The date of each post in the forum's local time.
  static let days = [
    "gone 4": "2022-08-31", "gone 2": "2022-08-02", "scars 1": "2022-07-01",
    "drains 6": "2022-06-02", "drains 5": "2022-06-02", "drains 3": "2022-06-01",
    "drains 2": "2022-05-31", "drains 1": "2022-05-31",
  ]
}
