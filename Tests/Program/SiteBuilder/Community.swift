/// A small valid community. Each `InvalidInputCase` changes it.
enum Community {
  static let files: [String: String] = [
    "forum.yml": """
    title: Harbour Community
    url: https://harbour.example.org
    disclaimer: "Nothing here replaces the advice of your own team."
    helpline:
      name: Harbour Helpline
      phone: "08081 570000"
      hours:
        - {days: mon-fri, open: "09:00", close: "16:00"}
    privacy_policy: pages/privacy-policy.md
    roles:
      nurse: {label: Breast Care Nurse, official: true}
    ranks:
      - {posts: 2, label: Regular}

    """,
    "members.yml": """
    - name: Wren
      bio: I wrote [about drains](/boards/surgery/2022/drains.md).
    - {name: Nurse Joan, role: nurse}
    - {name: Tess Hardy, former: true}

    """,
    "glossary.yml": "- {term: Drain, means: A thin tube that takes fluid away.}\n",
    "boards/results/board.md": """
    ---
    title: Tests and results
    ---

    """,
    "boards/results/waiting.md": """
    ---
    title: Waiting for results
    author: Pebble
    date: 2023-02-01
    ---

    Three weeks now.

    """,
    "boards/surgery/board.md": """
    ---
    title: Surgery
    disclaimer: pages/nurses.md
    ---

    Before and after an operation.

    """,
    "boards/surgery/2022/drains.md": """
    ---
    title: How long do drains stay?
    author: Wren
    date: 2022-05-31T19:42
    tags: [drains]
    ---

    Mine has been in for a week.

    ---
    author: Nurse Joan
    date: 2022-05-31T21:10
    accepted: true
    ---

    Ask your team, @Wren.

    ---
    author: Pebble
    date: 2022-06-01
    ---

    Thank you both.

    """,
    "boards/surgery/scars.md": """
    ---
    title: Scars
    author: Pebble
    date: 2022-07-01
    ---

    See [the drains](2022/drains.md#post-2) and ![an arm](/static/arm.png).

    """,
    "boards/surgery/notes.md": """
    ---
    title: Notes
    author: Pebble
    date: 2022-07-02
    draft: true
    ---

    Not ready.

    """,
    "pages/nurses.md": """
    ---
    title: About our nurses
    ---

    Answers are general.

    """,
    "pages/privacy-policy.md": """
    ---
    title: Privacy policy
    ---

    We keep what you post.

    """,
    "static/arm.png": "a picture",
  ]
}
