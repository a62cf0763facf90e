import Foundation
import Synchronization
import Testing

/// A build that finds no changes skips all work. A build must never skip a change.
@Suite struct NoChangeBuildTests {
  /// The time after a change in which a build does not trust the file (3 s), and a bit more.
  /// Another change within the resolution of the file system's clock would leave the same time.
  private static let settlingTime: Duration = .milliseconds(3300)

  /// Folders with a community and a theme that no test uses yet.
  private static let folders = Mutex<[String]>([])

  /// Makes all folders, then waits once until their files have settled.
  private static let settledFolders = Task {
    atexit {
      for folder in folders.withLock(\.self) { try? FileManager.default.removeItem(atPath: folder) }
    }
    for _ in 0..<30 {
      let root = Command.newRoot()
      folders.withLock { $0.append(root) }
      try Command.put(Command.smallCommunity, in: "\(root)/content")
      try FileManager.default.copyItem(atPath: Command.templates, toPath: "\(root)/theme")
    }
    try await Task.sleep(for: settlingTime)
  }

  /// Returns a community that was built after its files had settled.
  private func settled() async throws -> Command {
    try await Self.settledFolders.value
    let folder = try #require(
      Self.folders.withLock { $0.popLast() },
      "more tests than prepared folders; raise the number of folders"
    )
    let command = Command(root: folder)
    #expect(try build(command).status == 0)
    return command
  }

  private func build(_ command: Command, _ arguments: [String] = []) throws -> Command.Run {
    let fixed = ["build", "--templates", "theme", "--timings"]
    let day = arguments.contains("--now") ? [] : ["--now", "2026-11-20"]
    return try command.run(fixed + day + arguments)
  }

  /// Returns whether the build only compared files and did not make the forum model.
  private func skippedAllWork(_ run: Command.Run) -> Bool {
    run.output.contains("  check output\n") && !run.output.contains("  forum\n")
  }

  @Test func forumModelIsNotBuilt() async throws {
    let command = try await settled()
    let before = try command.stamps()
    let again = try build(command)
    #expect(again.status == 0 && skippedAllWork(again), "\(again.output)")
    #expect(
      again.output.hasPrefix(
        "3 threads, 4 posts, \(withoutSearchIndex(before.keys).count - 1) pages: 0 written"))
    #expect(try differingPaths(before, command.stamps()) == [])
  }

  @Test func unwritableCacheIsNoted() async throws {
    let command = try await settled()
    let survey = try #require(command.tree("cache").keys.first { $0.contains("survey-") })
    try command.remove("cache/\(survey)")
    try command.put("mine", at: "cache/\(survey)/file")
    let again = try build(command)
    #expect(again.status == 0)
    let note = "forumgen: note: the next build will be slower: cannot write "
    #expect(again.errors.hasPrefix(note) && again.errors.contains(survey), "\(again.errors)")
  }

  /// A file with a time in the future never settles, however slow the test is.
  @Test func filesThatHaveNotSettledAreReadAgain() throws {
    let command = try Command()
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: 3600)],
      ofItemAtPath: "\(command.root)/content/forum.yml")
    #expect(try command.build().status == 0)
    #expect(try command.build("--timings").output.contains("  forum\n"))
  }

  @Test func warningsAreReportedAgain() async throws {
    let command = try await settled()
    try command.put("stray", at: "content/readme.txt")
    try await Task.sleep(for: Self.settlingTime)
    #expect(try build(command).status == 0)
    let again = try build(command)
    #expect(again.errors.contains("readme.txt:1:1: warning: "), "\(again.errors)")
    #expect(try build(command, ["--strict"]).status == 1)
  }

  @Test(arguments: [
    ["--now", "2026-12-01"], ["--now", "2031-01-01"], ["--drafts"],
    ["--base-url", "https://example.org/elsewhere"], ["--clean"],
  ])
  func changedOptionsAreNotSkipped(arguments: [String]) async throws {
    let command = try await settled()
    let other = try build(command, arguments + ["--verify"])
    #expect(other.status == 0 && !skippedAllWork(other), "\(other.output)\(other.errors)")
  }

  /// Files that each build reads, so that only their bytes count.
  private static let knownByBytes = [
    "theme/layout.mustache", "theme/strings.yml", "public/.forumgen/files",
  ]

  @Test(
    arguments: [
      "content/forum.yml", "content/boards/surgery/board.md", "content/boards/surgery/scars.md",
      "content/pages/privacy-policy.md", "content/static/arm.png", "theme/assets/forum.css",
      "public/index.html", "public/boards/surgery/scars/index.html",
    ] + knownByBytes)
  func replacedFilesAreNotSkipped(path: String) async throws {
    let command = try await settled()
    // Replaces the file by one with the same bytes and modification time, but another inode.
    let file = "\(command.root)/\(path)"
    let old = try FileManager.default.attributesOfItem(atPath: file)
    try command.put(try command.text(path), at: path + ".new")
    #expect(rename(file + ".new", file) == 0)
    try FileManager.default.setAttributes(
      [.modificationDate: old[.modificationDate] ?? Date()], ofItemAtPath: file)
    let run = try build(command, ["--verify"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(skippedAllWork(run) == Self.knownByBytes.contains(path), "\(run.output)")
  }

  @Test func changedScriptPartIsNotSkipped() async throws {
    let command = try await settled()
    let folder = "theme/assets/made.js"
    try command.put("one()", at: "\(folder)/1.js")
    try command.put("two()\n", at: "\(folder)/2.js")
    #expect(try build(command).status == 0)
    #expect(try command.text("public/assets/made.js") == "one()\ntwo()\n")
    try command.put("three()\n", at: "\(folder)/2.js")
    let run = try build(command, ["--verify"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try command.text("public/assets/made.js") == "one()\nthree()\n")
  }

  @Test(arguments: [("layout.mustache", "</body>"), ("strings.yml", "Former member")])
  func changedThemeIsNotSkipped(file: String, text: String) async throws {
    let command = try await settled()
    try command.replace(text, by: "-" + text, in: "theme/\(file)")
    let run = try build(command, ["--verify"])
    #expect(run.status == 0 && !skippedAllWork(run), "\(run.output)\(run.errors)")
  }

  @Test(arguments: ["content/boards/surgery/notes.md", "public/tags/index.html", "cache"])
  func removedFilesAreNotSkipped(path: String) async throws {
    let command = try await settled()
    try command.remove(path)
    let run = try build(command, ["--verify"])
    #expect(run.status == 0 && !skippedAllWork(run), "\(run.output)\(run.errors)")
  }

  @Test func newFilesAreNotSkipped() async throws {
    let command = try await settled()
    try command.put("leaflet", at: "content/static/leaflet.txt")
    let run = try build(command, ["--verify"])
    // The file, and the page that lists what the site loads.
    #expect(run.output.contains(": 2 written"), "\(run.output)")
    #expect(try command.text("public/static/leaflet.txt") == "leaflet")
    #expect(try command.text("public/loads/index.html").contains("leaflet.txt"))
  }
}
