import Foundation
import Testing

/// A missing permission gives an error with a path and exit status 2, and leaves no partly written
/// file. If the tests run as root, which ignores permissions, the builds run as another user.
@Suite struct PermissionTrial {
  struct Obstacle: Sendable, CustomTestStringConvertible {
    let path: String
    let rights: mode_t
    let start: String
    var testDescription: String { "\(path) \(String(rights, radix: 8))" }
  }

  static let obstacles = [
    Obstacle(path: "public", rights: 0o555, start: "cannot write public/"),
    Obstacle(path: "public/.forumgen", rights: 0o555, start: "cannot write public/.forumgen/"),
    Obstacle(
      path: "public/boards/surgery", rights: 0o555, start: "cannot write public/boards/surg"),
    Obstacle(path: "public", rights: 0, start: "cannot open public: "),
    Obstacle(
      path: "public/.forumgen/files", rights: 0, start: "cannot read public/.forumgen/files"),
    Obstacle(path: "content", rights: 0, start: "cannot read content: "),
    Obstacle(
      path: "content/boards/surgery", rights: 0, start: "cannot read content/boards/surgery"),
    Obstacle(
      path: "content/boards/surgery/scars.md", rights: 0,
      start: "cannot read content/boards/surgery/scars.md: "),
    Obstacle(path: "content/forum.yml", rights: 0, start: "cannot read content/forum.yml: "),
    Obstacle(
      path: "content/static/arm.png", rights: 0, start: "cannot read content/static/arm.png: "),
  ]

  @Test(
    .enabled(if: Somebody.canBuild, "nobody but root can run the program here"),
    arguments: obstacles)
  func aFolderOrFileWithoutPermissionIs2(obstacle: Obstacle) throws {
    let command = try Command(Command.largeCommunity(threads: 10))
    try Somebody.own(command.root)
    #expect(try build(command).status == 0)
    let old = try command.pages()
    try edit(command)
    let path = "\(command.root)/\(obstacle.path)"
    let rights = try Somebody.rights(of: path)
    chmod(path, obstacle.rights)
    let run = try build(command)
    chmod(path, rights)
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.hasPrefix("forumgen: error: \(obstacle.start)"), "\(run.errors)")
    #expect(run.errors.hasSuffix(": permission denied\n"), "\(run.errors)")
    let half = try command.pages()
    #expect(try build(command, "--verify").status == 0)
    let new = try command.pages()
    for (path, data) in half { #expect(data == old[path] || data == new[path], "\(path)") }
    for path in old.keys where new[path] != nil { #expect(half[path] != nil, "\(path)") }
  }

  @Test(
    .enabled(if: Somebody.canBuild, "nobody but root can run the program here"),
    arguments: [0o555, 0 as mode_t])
  func aCacheWithoutPermissionCostsTimeOnly(rights: mode_t) throws {
    let command = try Command()
    try Somebody.own(command.root)
    #expect(try build(command).status == 0)
    try edit(command)
    chmod("\(command.root)/cache/forumgen", rights)
    let run = try build(command, "--verify")
    chmod("\(command.root)/cache/forumgen", 0o755)
    #expect(run.status == 0)
    #expect(
      run.errors.hasPrefix("forumgen: note: the next build will be slower: "), "\(run.errors)")
  }
}

extension PermissionTrial {
  /// Changes every page, so that every folder is written to, and removes a thread, so that a folder
  /// becomes empty.
  private func edit(_ command: Command) throws {
    try command.replace("Harbour Community", by: "Haven", in: "content/forum.yml")
    try command.replace("They fade.", by: "They do.", in: "content/boards/surgery/scars.md")
    if command.exists("content/boards/results/thread-3.md") {
      try command.remove("content/boards/results/thread-3.md")
    }
    // The tests may have written files as root.
    try Somebody.own(command.root)
  }

  private func build(_ command: Command, _ arguments: String...) throws -> Command.Run {
    let process = try command.process(
      ["build", "--templates", Command.templates, "--now", "2026-11-20"] + arguments)
    Somebody.disguise(process)
    try process.run()
    process.waitUntilExit()
    return try command.ended(process)
  }
}

/// An unprivileged user, for tests that run as root.
enum Somebody {
  private static let number: UInt32 = 65534

  static let canBuild: Bool = {
    guard getuid() == 0 else { return true }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Command.executable)
    process.arguments = ["--version"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    disguise(process)
    guard access("/usr/bin/setpriv", X_OK) == 0, (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  static func disguise(_ process: Process) {
    guard getuid() == 0, let program = process.executableURL?.path else { return }
    let identity = ["--reuid=\(number)", "--regid=\(number)", "--clear-groups"]
    process.arguments = identity + [program] + (process.arguments ?? [])
    process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
  }

  /// Makes the user the owner of a file or folder and of its contents.
  static func own(_ path: String) throws {
    guard getuid() == 0 else { return }
    chown(path, number, number)
    for child in try FileManager.default.subpathsOfDirectory(atPath: path) {
      lchown("\(path)/\(child)", number, number)
    }
  }

  static func rights(of path: String) throws -> mode_t {
    var status = stat()
    try #require(stat(path, &status) == 0)
    return status.st_mode & 0o777
  }
}
