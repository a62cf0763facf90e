import Foundation
import Testing

/// `--changes`: lists of the files that a build wrote and removed, for deployment.
@Suite struct ChangeListTests {
  private static let note = """
    forumgen: note: no change lists were written: public has no file list of a complete earlier \
    build, so the changes are not known; copy the whole folder

    """

  @Test func firstBuildHasNoListsAndANote() throws {
    let command = try Command()
    let run = try command.build("--changes", "changes")
    #expect(run.status == 0)
    #expect(run.errors == Self.note)
    #expect(!command.exists("changes.written") && !command.exists("changes.removed"))
  }

  @Test func unchangedBuildWritesEmptyLists() throws {
    let command = try Command()
    #expect(try command.build().status == 0)
    let run = try command.build("--changes", "new/folder/changes")
    #expect(run.status == 0 && run.errors == "")
    #expect(try command.text("new/folder/changes.written") == "")
    #expect(try command.text("new/folder/changes.removed") == "")
  }

  @Test func listsAreSortedAndRelativeToThePublishFolder() throws {
    let command = try Command()
    try command.replace(
      "see [the scars](scars.md) and ", by: "see ", in: "content/boards/surgery/drains.md")
    #expect(try command.build().status == 0)
    let before = try command.tree()
    try command.remove("content/boards/results/waiting.md")
    try command.replace("They fade.", by: "They do.", in: "content/boards/surgery/scars.md")
    #expect(try command.build("--changes", "changes").status == 0)
    let after = try command.tree()
    let differing = differingPaths(before, after).filter { $0 != ".forumgen/files" }
    #expect(try command.lines("changes.written") == differing.filter { after[$0] != nil })
    #expect(
      try withoutSearchIndex(command.lines("changes.removed")) == [
        "boards/results/waiting/index.html", "tags/waiting/feed.xml", "tags/waiting/index.html",
      ])
  }

  @Test func rewrittenFileIsListed() throws {
    let command = try Command()
    #expect(try command.build().status == 0)
    try command.put("defaced", at: "public/index.html")
    #expect(try command.build("--changes", "changes").status == 0)
    #expect(try command.lines("changes.written") == ["index.html"])
  }

  @Test func aRefusedBuildLeavesNoLists() throws {
    let command = try Command()
    #expect(try command.build().status == 0)
    #expect(try command.build("--changes", "changes").status == 0)
    try command.replace("title: Scars", by: "titel: Scars", in: "content/boards/surgery/scars.md")
    #expect(try command.build("--changes", "changes").status == 1)
    #expect(!command.exists("changes.written") && !command.exists("changes.removed"))
  }

  @Test func noListsAfterAKilledBuild() throws {
    let command = try Command()
    #expect(try command.build().status == 0)
    #expect(try command.build("--changes", "changes").status == 0)
    try command.put("", at: "public/.forumgen/unfinished")
    let run = try command.build("--changes", "changes")
    #expect(run.status == 0)
    #expect(run.errors == Self.note)
    #expect(!command.exists("changes.written") && !command.exists("changes.removed"))
    #expect(try command.build("--changes", "changes").errors == "")
    #expect(command.exists("changes.written"))
  }

  @Test func aLostListIsNoted() throws {
    let command = try Command()
    #expect(try command.build().status == 0)
    try command.remove("public/.forumgen")
    #expect(try command.build("--changes", "changes", "--adopt").errors == Self.note)
    #expect(!command.exists("changes.written"))
  }

  @Test(arguments: ["content/forum.yml/changes", "there"])
  func unwritableListsFailBeforePublishing(file: String) throws {
    let command = try Command()
    try command.put("", at: "there.written/a-folder-in-the-way")
    let run = try command.build("--changes", file)
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("forumgen: error: cannot write \(file).written: "))
    #expect(!command.exists("public"))
  }

  @Test func aNoteIsAnObjectInJSON() throws {
    let run = try Command().build("--changes", "changes", "--format", "json")
    let object = try JSONSerialization.jsonObject(with: Data(run.errors.utf8)) as? [String: Any]
    #expect(object?["severity"] as? String == "note")
    #expect(object?.count == 7)
  }
}

extension Command {
  func lines(_ path: String) throws -> [String] {
    try text(path).split(separator: "\n").map(String.init)
  }
}
