import Content
import Diagnostics
import Foundation
import Survey
import Testing

@testable import Forum

/// A forum built from texts, with the diagnostics of its references.
struct BuiltForum {
  let forum: Forum
  let diagnostics: [CrossFileDiagnostic]
  let unconfirmedMentions: [UnconfirmedMention]

  /// Builds a forum. Adds a forum.yml and a board `b` if `files` has none.
  static func build(
    _ files: [String: String], url: String = "https://e.org/forum", settings: String = "",
    showsDrafts: Bool = false
  ) throws -> BuiltForum {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("forumgen-forum-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let defaults = [
      "forum.yml": Self.settings(url) + settings, "boards/b/board.md": "---\ntitle: Board\n---\n",
    ]
    for (path, text) in files.merging(defaults, uniquingKeysWith: { given, _ in given }) {
      let file = folder.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return try read(SourceFolder(folder.path), showsDrafts)
  }

  private static func read(_ folder: SourceFolder, _ showsDrafts: Bool) throws -> BuiltForum {
    let today = try #require(Day("2026-11-20"))
    let (tree, _) = try ContentTree.list(folder)
    var reader = ContentReader(tree, baseURL: nil) { _ in today }
    let reading = try reader.read()
    let content = try #require(reading.content, "\(reading.diagnostics)")
    let survey = ThreadSurveyor(folder, reading.context, site: reading.site)
    let summaries = try tree.boards.flatMap(\.threads).map { path in
      let (summary, diagnostics) = try survey.summarise(path)
      return try #require(summary, "\(diagnostics)")
    }
    let builder = ForumBuilder(
      content, tree: tree, today: today, summaries: summaries, showsDrafts: showsDrafts)
    let (forum, diagnostics) = builder.build()
    let threads = ReferenceChecker(forum).check(threads: forum.threads.indices)
    let others = ReferenceChecker(forum).checkOthers()
    return BuiltForum(
      forum: forum, diagnostics: diagnostics + threads.diagnostics + others.diagnostics,
      unconfirmedMentions: threads.unconfirmedMentions + others.unconfirmedMentions)
  }

  private static func settings(_ url: String) -> String {
    """
    title: Example Community
    url: \(url)
    disclaimer: Ask your own team.
    helpline:
      name: Example Helpline
      phone: "08081 570000"
      hours: [{days: mon-fri, open: "09:00", close: "16:00"}]

    """
  }

  /// The path and ID of each diagnostic, sorted.
  var diagnosticIDs: [String] { diagnostics.map { "\($0.path): \($0.id)" }.sorted() }
}

/// Returns the text of a thread file with one post per author, dated one day apart.
func thread(_ authors: [String] = ["Wren"], head: String = "", body: String = "Text.") -> String {
  authors.enumerated().map { index, author in
    let day = "\(index < 9 ? "0" : "")\(index + 1)"
    let (title, rest) = index == 0 ? ("title: A thread\n", head) : ("", "")
    let text = index == 0 ? body : "Text."
    return "---\n\(title)author: \(author)\ndate: 2026-01-\(day)\n\(rest)---\n\n\(text)\n\n"
  }.joined()
}
