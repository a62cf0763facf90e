import Testing

/// A target for an attack string in a content file, such as a thread's title.
struct AttackTarget: CustomTestStringConvertible {
  let testDescription: String
  /// The path of the file with the attack. `#` is replaced by the number of the case.
  let path: String
  let file: @Sendable (String) -> String
  /// The page that shows the attack, and the classes or names of the elements in which it appears
  /// as written.
  let page: String
  let elements: [String]

  init(
    _ name: String, in path: String = "boards/b/t#.md", of page: String = "boards/b/t#/index.html",
    shownIn elements: [String] = [], _ file: @escaping @Sendable (String) -> String
  ) {
    testDescription = name
    self.path = path
    self.page = page
    self.elements = elements
    self.file = file
  }
}

/// The targets in one kind of file. An attack is first put in all of them (`combined`). If that
/// file is refused, the attack is tried in each target by itself (`individual`).
struct AttackGroup: CustomTestStringConvertible {
  let combined: AttackTarget
  let individual: [AttackTarget]

  var testDescription: String { combined.testDescription }

  static let all = [threads, removals, boards, pages]

  private static let threads = AttackGroup(
    combined: AttackTarget(
      "thread",
      shownIn: ["h1", "post-author", "tags", "post-subject", "summary"]
    ) { attack in
      let text = yaml(attack)
      return thread(
        text, author: text, head: "tags: [\(text)]\n", body: "@\"\(attack)\" @\(attack)")
        + reply(head: "subject: \(text)\ncontent_note: \(text)\n", body: attack)
    },
    individual: [
      AttackTarget("body") { thread(body: $0) },
      AttackTarget("title", shownIn: ["h1"]) { thread(yaml($0)) },
      AttackTarget("author", shownIn: ["post-author"]) { thread(author: yaml($0)) },
      AttackTarget("tag", shownIn: ["tags"]) { thread(head: "tags: [\(yaml($0))]\n") },
      AttackTarget("subject", shownIn: ["post-subject"]) {
        thread() + reply(head: "subject: \(yaml($0))\n")
      },
      AttackTarget("note", shownIn: ["summary"]) { thread(head: "content_note: \(yaml($0))\n") },
      AttackTarget("alias") { thread(head: "aliases: [\(yaml("old/" + $0))]\n") },
    ])

  private static let removals = AttackGroup(
    combined: AttackTarget("removal", shownIn: ["post-reason"]) {
      thread(author: yaml($0), head: "removed: \(yaml($0))\n", body: $0)
    },
    individual: [
      AttackTarget("reason", shownIn: ["post-reason"]) { thread(head: "removed: \(yaml($0))\n") }
    ])

  private static let boards = AttackGroup(
    combined: AttackTarget(
      "board", in: "boards/x#/board.md", of: "boards/x#/index.html", shownIn: ["h1", "lead"]
    ) {
      let text = yaml($0)
      return "---\ntitle: \(text)\ndescription: \(text)\ncategory: \(text)\n---\n\n\($0)\n"
    },
    individual: ["title: ", "title: T\ndescription: ", "title: T\ncategory: "].map { head in
      AttackTarget(head, in: "boards/x#/board.md", of: "boards/x#/index.html") {
        "---\n\(head)\(yaml($0))\n---\n"
      }
    } + [AttackTarget("body", in: "boards/x#/board.md") { "---\ntitle: T\n---\n\n\($0)\n" }])

  private static let pages = AttackGroup(
    combined: AttackTarget("page", in: "pages/p#.md", of: "p#/index.html", shownIn: ["h1", "lead"])
    {
      "---\ntitle: \(yaml($0))\ndescription: \(yaml($0))\n---\n\n\($0)\n"
    },
    individual: ["title: ", "title: T\ndescription: "].map { head in
      AttackTarget(head, in: "pages/p#.md", of: "p#/index.html") {
        "---\n\(head)\(yaml($0))\n---\n"
      }
    } + [AttackTarget("body", in: "pages/p#.md") { "---\ntitle: T\n---\n\n\($0)\n" }])
}
