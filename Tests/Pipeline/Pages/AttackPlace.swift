import Testing

/// A place where an author writes, to put an attack there.
struct AttackPlace: CustomTestStringConvertible {
  let testDescription: String
  /// The file with the attack, by its path below content/.
  let path: @Sendable (Int) -> String
  let file: @Sendable (String) -> String
  /// The page that shows the attack, and the class or name of the element that does.
  let page: @Sendable (Int) -> String
  let element: String

  init(
    _ name: String, in path: String = "boards/b/t#.md", shownIn element: String,
    of page: String = "boards/b/t#/index.html", _ file: @escaping @Sendable (String) -> String
  ) {
    testDescription = name
    self.path = { path.replacing("#", with: "\($0)") }
    self.page = { page.replacing("#", with: "\($0)") }
    self.element = element
    self.file = file
  }

  func files(_ attacks: [String]) -> [String: String] {
    var files: [String: String] = [:]
    for (index, attack) in attacks.enumerated() { files[path(index)] = file(attack) }
    return files
  }
}

extension AttackPlace {
  static let all = ofThreads + ofBoards + ofPages

  private static let ofThreads = [
    AttackPlace("body", shownIn: "post-body") { thread(body: $0) },
    AttackPlace("body with a note", shownIn: "post-body") {
      thread(head: "content_note: n\n", body: "Said @Wren: \($0) – and *so on*.")
    },
    AttackPlace("title", shownIn: "h1") { thread(yaml($0)) },
    AttackPlace("author", shownIn: "post-author") {
      thread(author: yaml($0), body: "@\"\($0)\" and @\($0)")
    },
    AttackPlace("tag", shownIn: "tags") { thread(head: "tags: [\(yaml($0))]\n") },
    AttackPlace("subject", shownIn: "post-subject") {
      thread() + reply(head: "subject: \(yaml($0))\n")
    },
    AttackPlace("content note", shownIn: "summary") {
      thread(head: "content_note: \(yaml($0))\n")
    },
    AttackPlace("reason of a removal", shownIn: "post-reason") {
      thread(head: "removed: \(yaml($0))\n", body: $0)
    },
    AttackPlace("alias", shownIn: "h1") { thread(head: "aliases: [\(yaml("old/" + $0))]\n") },
  ]

  private static let ofBoards = [
    AttackPlace(
      "board title", in: "boards/x#/board.md", shownIn: "h1", of: "boards/x#/index.html"
    ) { "---\ntitle: \(yaml($0))\n---\n" },
    AttackPlace(
      "board description", in: "boards/x#/board.md", shownIn: "lead", of: "boards/x#/index.html"
    ) { "---\ntitle: T\ndescription: \(yaml($0))\n---\n" },
    AttackPlace(
      "board category", in: "boards/x#/board.md", shownIn: "categories", of: "index.html"
    ) { "---\ntitle: T\ncategory: \(yaml($0))\n---\n" },
    AttackPlace(
      "board body", in: "boards/x#/board.md", shownIn: "prose", of: "boards/x#/index.html"
    ) { "---\ntitle: T\n---\n\n\($0)\n" },
  ]

  private static let ofPages = [
    AttackPlace("page title", in: "pages/p#.md", shownIn: "h1", of: "p#/index.html") {
      "---\ntitle: \(yaml($0))\n---\n\nText.\n"
    },
    AttackPlace("page description", in: "pages/p#.md", shownIn: "lead", of: "p#/index.html") {
      "---\ntitle: T\ndescription: \(yaml($0))\n---\n\nText.\n"
    },
    AttackPlace("page body", in: "pages/p#.md", shownIn: "prose", of: "p#/index.html") {
      "---\ntitle: T\n---\n\n\($0)\n"
    },
  ]

  /// Whether the element shows the text as it was written; Markdown makes something else of it.
  var isVerbatim: Bool { !["post-body", "prose"].contains(element) && testDescription != "alias" }
}
