import Testing

/// A place for an attack string in a content file, such as a thread's title.
struct AttackPlace: CustomTestStringConvertible {
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

/// The places in one kind of file. An attack is first put in all of them (`together`). If that
/// file is refused, the attack is tried in each place by itself (`apart`).
struct AttackGroup: CustomTestStringConvertible {
  let together: AttackPlace
  let apart: [AttackPlace]

  var testDescription: String { together.testDescription }

  static let all = [threads, removals, boards, pages]

  private static let threads = AttackGroup(
    together: AttackPlace(
      "thread",
      shownIn: ["h1", "post-author", "tags", "post-subject", "summary"]
    ) { attack in
      let text = yaml(attack)
      return thread(
        text, author: text, head: "tags: [\(text)]\n", body: "@\"\(attack)\" @\(attack)")
        + reply(head: "subject: \(text)\ncontent_note: \(text)\n", body: attack)
    },
    apart: [
      AttackPlace("body") { thread(body: $0) },
      AttackPlace("title", shownIn: ["h1"]) { thread(yaml($0)) },
      AttackPlace("author", shownIn: ["post-author"]) { thread(author: yaml($0)) },
      AttackPlace("tag", shownIn: ["tags"]) { thread(head: "tags: [\(yaml($0))]\n") },
      AttackPlace("subject", shownIn: ["post-subject"]) {
        thread() + reply(head: "subject: \(yaml($0))\n")
      },
      AttackPlace("note", shownIn: ["summary"]) { thread(head: "content_note: \(yaml($0))\n") },
      AttackPlace("alias") { thread(head: "aliases: [\(yaml("old/" + $0))]\n") },
    ])

  private static let removals = AttackGroup(
    together: AttackPlace("removal", shownIn: ["post-reason"]) {
      thread(author: yaml($0), head: "removed: \(yaml($0))\n", body: $0)
    },
    apart: [
      AttackPlace("reason", shownIn: ["post-reason"]) { thread(head: "removed: \(yaml($0))\n") }
    ])

  private static let boards = AttackGroup(
    together: AttackPlace(
      "board", in: "boards/x#/board.md", of: "boards/x#/index.html", shownIn: ["h1", "lead"]
    ) {
      let text = yaml($0)
      return "---\ntitle: \(text)\ndescription: \(text)\ncategory: \(text)\n---\n\n\($0)\n"
    },
    apart: ["title: ", "title: T\ndescription: ", "title: T\ncategory: "].map { head in
      AttackPlace(head, in: "boards/x#/board.md", of: "boards/x#/index.html") {
        "---\n\(head)\(yaml($0))\n---\n"
      }
    } + [AttackPlace("body", in: "boards/x#/board.md") { "---\ntitle: T\n---\n\n\($0)\n" }])

  private static let pages = AttackGroup(
    together: AttackPlace("page", in: "pages/p#.md", of: "p#/index.html", shownIn: ["h1", "lead"]) {
      "---\ntitle: \(yaml($0))\ndescription: \(yaml($0))\n---\n\n\($0)\n"
    },
    apart: ["title: ", "title: T\ndescription: "].map { head in
      AttackPlace(head, in: "pages/p#.md", of: "p#/index.html") {
        "---\n\(head)\(yaml($0))\n---\n"
      }
    } + [AttackPlace("body", in: "pages/p#.md") { "---\ntitle: T\n---\n\n\($0)\n" }])
}
