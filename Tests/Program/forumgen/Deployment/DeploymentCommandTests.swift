import Foundation
import Testing

/// Runs the README's deployment commands between two folders. Afterwards the server's folder must
/// equal the published one.
@Suite struct DeploymentCommandTests {
  private static func has(_ program: String) -> Bool {
    access("/usr/bin/\(program)", X_OK) == 0
  }

  private static let rsync = has("rsync")
  private static let rclone = has("rclone")

  @Test(.enabled(if: rsync, "rsync is not installed")) func rsyncDeploysOnlyChanges() throws {
    let command = try published()
    try shell("rsync -a --delete --exclude=/.forumgen public/ server/", command)
    for edit in edits {
      try edit(command)
      #expect(try command.build("--changes", "changes").status == 0)
      try deployWithRsync(command)
      try expectSame(command)
    }
  }

  @Test(.enabled(if: rclone, "rclone is not installed")) func rcloneDeploysOnlyChanges() throws {
    let command = try published()
    try shell("rclone sync --exclude '/.forumgen/**' public server", command)
    // Skips the last edit, which replaces a folder by a file. On a disk, rclone leaves empty
    // folders behind. An object store has no folders.
    for edit in edits.dropLast() {
      try edit(command)
      #expect(try command.build("--changes", "changes").status == 0)
      try deployWithRclone(command)
      try expectSame(command)
    }
  }

  @Test(.enabled(if: rsync, "rsync is not installed")) func emptyListsMakeRsyncTouchNothing() throws
  {
    let command = try published()
    try shell("rsync -a --delete --exclude=/.forumgen public/ server/", command)
    let before = try command.stamps("server")
    #expect(try command.build("--changes", "changes").status == 0)
    try deployWithRsync(command)
    #expect(try differingPaths(before, command.stamps("server")) == [])
  }

  @Test(.enabled(if: rclone, "rclone is not installed")) func emptyListsMakeRcloneDeleteNothing()
    throws
  {
    let command = try published()
    try shell("rclone sync --exclude '/.forumgen/**' public server", command)
    let before = try command.stamps("server")
    #expect(try command.build("--changes", "changes").status == 0)
    try deployWithRclone(command)
    #expect(try differingPaths(before, command.stamps("server")) == [])
  }
}

extension DeploymentCommandTests {
  private func published() throws -> Command {
    let command = try Command(Command.largeCommunity(threads: 20))
    #expect(try command.build().status == 0)
    return command
  }

  private var edits: [(Command) throws -> Void] {
    [
      { try $0.replace("They fade.", by: "They do.", in: "content/boards/surgery/scars.md") },
      { try $0.remove("content/boards/results/thread-3.md") },
      { command in
        let thread = try command.text("content/boards/surgery/notes.md")
        try command.put(
          thread.replacingOccurrences(of: "draft: true\n", with: ""),
          at: "content/boards/surgery/notes.md")
        try command.put("spaces", at: "content/static/a leaflet with spaces .txt")
        try command.put("signs", at: "content/static/#signs;é.txt")
      },
      {
        try $0.replace(
          "title: Scars", by: "title: New scars", in: "content/boards/surgery/scars.md")
      },
      { try $0.remove("content/static/a leaflet with spaces .txt") },
      { _ in },
      { command in
        try command.put("a file", at: "content/static/x")
        try command.put("a file in a folder", at: "content/static/y/z")
      },
      { command in
        for path in ["x", "y"] { try command.remove("content/static/\(path)") }
        try command.put("a folder by now", at: "content/static/x/z")
        try command.put("a file by now", at: "content/static/y")
      },
    ]
  }

  /// Removes the obsolete files by transferring them from an empty folder, in which they are
  /// missing even if a folder has taken their place. rsync exits with status 24 because it does
  /// not find them.
  private func deployWithRsync(_ command: Command) throws {
    try shell(
      """
      mkdir -p nothing
      rsync --delete-missing-args --files-from=changes.removed nothing/ server/ || [ $? -eq 24 ]
      """, command)
    // -I, because two builds within a second may leave a page with the same size and time.
    try shell("rsync -a -I --files-from=changes.written public/ server/", command)
  }

  private func deployWithRclone(_ command: Command) throws {
    try shell("rclone delete --files-from-raw changes.removed server", command)
    try shell(
      "rclone copy -I --no-traverse --files-from-raw changes.written public server", command)
  }

  private func shell(_ line: String, _ command: Command) throws {
    let process = try command.process([])
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-ec", line]
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": command.root]
    try process.run()
    process.waitUntilExit()
    let run = try command.result(of: process)
    #expect(run.status == 0, "\(line): \(run.errors)")
  }

  private func expectSame(_ command: Command) throws {
    let published = try command.tree().filter { !$0.key.hasPrefix(".forumgen/") }
    let differing = try differingPaths(published, command.tree("server"))
    #expect(differing == [], "\(differing)")
  }
}
