extension Command {
  /// Two boards, three threads and a draft, three members and a page.
  static let smallCommunity: [String: String] = [
    "forum.yml": """
    title: Harbour Community
    url: https://harbour.example.org
    disclaimer: "Nothing here replaces the advice of your own team."
    helpline:
      name: Harbour Helpline
      phone: "08081 570000"
      hours:
        - {days: mon-fri, open: "09:00", close: "16:00"}
      closures:
        - {date: 2026-12-25, reason: Christmas Day}
    privacy_policy: pages/privacy-policy.md

    """,
    "boards/results/board.md": "---\ntitle: Tests and results\n---\n",
    "boards/results/waiting.md": """
    ---
    title: Waiting for results
    author: Pebble
    date: 2023-02-01
    tags: [waiting]
    ---

    Three weeks now.

    """,
    "boards/surgery/board.md": "---\ntitle: Surgery\n---\n",
    "boards/surgery/drains.md": """
    ---
    title: How long do drains stay?
    author: Wren
    date: 2022-05-31T19:42
    tags: [drains]
    aliases: [old/12]
    ---

    Mine has been in for a week, says @Pebble.

    ---
    author: Sedge
    date: 2022-06-01
    ---

    Ask your team; see [the scars](scars.md) and ![an arm](/static/arm.png).

    """,
    "boards/surgery/scars.md": """
    ---
    title: Scars
    author: Pebble
    date: 2022-07-01
    ---

    They fade.

    """,
    "boards/surgery/notes.md": """
    ---
    title: Notes in the making
    author: Thrift
    date: 2022-07-02
    draft: true
    ---

    Not ready.

    """,
    "pages/privacy-policy.md": "---\ntitle: Privacy policy\n---\n\nWe keep what you post.\n",
    "static/arm.png": "a picture",
  ]

  /// Returns the small community with more threads. Each of them has four posts, mentions and a
  /// link. The posts are by 40 members.
  static func largeCommunity(threads: Int) -> [String: String] {
    var files = smallCommunity
    for number in 0..<threads {
      let board = number % 2 == 0 ? "surgery" : "results"
      files["boards/\(board)/thread-\(number).md"] = thread(number)
    }
    return files
  }

  private static func thread(_ number: Int) -> String {
    let replies = (1...3).map { reply in
      """
      ---
      author: Member \((number + reply) % 40)
      date: 2023-0\(reply)-1\(number % 10)
      ---

      Reply \(reply), with **words** for @Wren and \(String(repeating: "more of them, ", count: 20)).


      """
    }
    return """
      ---
      title: Thread number \(number)
      author: Member \(number % 40)
      date: 2022-08-01
      tags: [tag \(number % 7)]
      ---

      See [the scars](/boards/surgery/scars.md).


      """ + replies.joined()
  }
}
