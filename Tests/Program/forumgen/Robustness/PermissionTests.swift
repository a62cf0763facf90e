import Foundation
import Testing

/// A missing permission gives an error with a path and exit status 2, and leaves no partly written
/// file. If the tests run as root, which ignores permissions, the builds run as another user.
@Suite struct PermissionTests {
  struct MissingPermission: Sendable, CustomTestStringConvertible {
    let path: String
    let permissions: mode_t
    let expectedPrefix: String
    var testDescription: String { "\(path) \(String(permissions, radix: 8))" }
  }

  static let cases = [
    MissingPermission(path: "public", permissions: 0o555, expectedPrefix: "cannot write public/"),
    MissingPermission(
      path: "public/.forumgen", permissions: 0o555, expectedPrefix: "cannot write public/.forumgen/"
    ),
    MissingPermission(
      path: "public/boards/surgery", permissions: 0o555,
      expectedPrefix: "cannot write public/boards/surg"),
    MissingPermission(path: "public", permissions: 0, expectedPrefix: "cannot open public: "),
    MissingPermission(
      path: "public/.forumgen/files", permissions: 0,
      expectedPrefix: "cannot read public/.forumgen/files"),
    MissingPermission(path: "content", permissions: 0, expectedPrefix: "cannot read content: "),
    MissingPermission(
      path: "content/boards/surgery", permissions: 0,
      expectedPrefix: "cannot read content/boards/surgery"),
    MissingPermission(
      path: "content/boards/surgery/scars.md", permissions: 0,
      expectedPrefix: "cannot read content/boards/surgery/scars.md: "),
    MissingPermission(
      path: "content/forum.yml", permissions: 0, expectedPrefix: "cannot read content/forum.yml: "),
    MissingPermission(
      path: "content/static/arm.png", permissions: 0,
      expectedPrefix: "cannot read content/static/arm.png: "),
  ]

  @Test(
    .enabled(if: UnprivilegedUser.canBuild, "needs setpriv to run the program as another user"),
    arguments: cases)
  func missingPermissionIs2(missing: MissingPermission) throws {
    let command = try Command(Command.largeCommunity(threads: 10))
    try UnprivilegedUser.chownRecursively(command.root)
    #expect(try build(command).status == 0)
    let old = try command.pages()
    try edit(command)
    let path = "\(command.root)/\(missing.path)"
    let permissions = try UnprivilegedUser.permissions(of: path)
    chmod(path, missing.permissions)
    let run = try build(command)
    chmod(path, permissions)
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.hasPrefix("forumgen: error: \(missing.expectedPrefix)"), "\(run.errors)")
    #expect(run.errors.hasSuffix(": permission denied\n"), "\(run.errors)")
    let half = try command.pages()
    #expect(try build(command, "--verify").status == 0)
    let new = try command.pages()
    for (path, data) in half { #expect(data == old[path] || data == new[path], "\(path)") }
    for path in old.keys where new[path] != nil { #expect(half[path] != nil, "\(path)") }
  }

  @Test(
    .enabled(if: UnprivilegedUser.canBuild, "needs setpriv to run the program as another user"),
    arguments: [0o555, 0 as mode_t])
  func unreadableCacheIsOnlyANote(permissions: mode_t) throws {
    let command = try Command()
    try UnprivilegedUser.chownRecursively(command.root)
    #expect(try build(command).status == 0)
    try edit(command)
    chmod("\(command.root)/cache/forumgen", permissions)
    let run = try build(command, "--verify")
    chmod("\(command.root)/cache/forumgen", 0o755)
    #expect(run.status == 0)
    #expect(
      run.errors.hasPrefix("forumgen: note: the next build will be slower: "), "\(run.errors)")
  }
}

extension PermissionTests {
  /// Changes every page, so that every folder is written to, and removes a thread, so that a folder
  /// becomes empty.
  private func edit(_ command: Command) throws {
    try command.replace("Harbour Community", by: "Haven", in: "content/forum.yml")
    try command.replace("They fade.", by: "They do.", in: "content/boards/surgery/scars.md")
    if command.exists("content/boards/results/thread-3.md") {
      try command.remove("content/boards/results/thread-3.md")
    }
    // The tests may have written files as root.
    try UnprivilegedUser.chownRecursively(command.root)
  }

  private func build(_ command: Command, _ arguments: String...) throws -> Command.Run {
    let process = try command.process(
      ["build", "--templates", Command.templates, "--now", "2026-11-20"] + arguments)
    UnprivilegedUser.runUnprivileged(process)
    try process.run()
    process.waitUntilExit()
    return try command.result(of: process)
  }
}

/// An unprivileged user, for tests that run as root.
enum UnprivilegedUser {
  private static let number: UInt32 = 65534

  static let canBuild: Bool = {
    guard getuid() == 0 else { return true }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Command.executable)
    process.arguments = ["--version"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    runUnprivileged(process)
    guard access("/usr/bin/setpriv", X_OK) == 0, (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  static func runUnprivileged(_ process: Process) {
    guard getuid() == 0, let program = process.executableURL?.path else { return }
    let identity = ["--reuid=\(number)", "--regid=\(number)", "--clear-groups"]
    process.arguments = identity + [program] + (process.arguments ?? [])
    process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
  }

  /// Makes the user the owner of a file or folder and of its contents.
  static func chownRecursively(_ path: String) throws {
    guard getuid() == 0 else { return }
    chown(path, number, number)
    for child in try FileManager.default.subpathsOfDirectory(atPath: path) {
      lchown("\(path)/\(child)", number, number)
    }
  }

  static func permissions(of path: String) throws -> mode_t {
    var status = stat()
    try #require(stat(path, &status) == 0)
    return status.st_mode & 0o777
  }
}
