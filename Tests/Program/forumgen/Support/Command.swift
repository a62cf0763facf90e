import Foundation
import Testing

/// Runs the built program as a process in a temporary folder.
///
/// The folder contains `content/` and the cache, but no `.build`, so that tests are independent of
/// each other.
final class Command {
  let root: String
  var environment: [String: String] = [:]

  /// The result of a run.
  struct Run {
    let status: Int32
    let output: String
    let errors: String
    var isKilled = false
  }

  init(
    _ files: [String: String] = Command.smallCommunity, on storage: Storage = .temporary
  ) throws {
    root = Self.newRoot(on: storage)
    try Self.put(files, in: "\(root)/content")
  }

  /// Uses an existing folder.
  init(root: String) { self.root = root }

  /// Returns the path of a folder that does not exist yet.
  static func newRoot(on storage: Storage = .temporary) -> String {
    "\(storage.folder)/forumgen-command-\(UUID().uuidString)"
  }

  deinit {
    // A test may have made these folders unreadable, which would keep them from being removed.
    chmod("\(root)/content", 0o700)
    chmod("\(root)/public", 0o700)
    try? FileManager.default.removeItem(atPath: root)
  }

  /// Runs `forumgen build` with the project's templates and a fixed day.
  func build(_ arguments: String...) throws -> Run {
    try run(["build", "--templates", Self.templates, "--now", "2026-11-20"] + arguments)
  }

  func run(_ arguments: [String]) throws -> Run {
    let process = try process(arguments)
    try process.run()
    process.waitUntilExit()
    return try result(of: process)
  }
}

extension Command {
  static let templates = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appendingPathComponent("../../../../templates").standardized.path

  /// The program in the folder of the test bundle. FORUMGEN_EXECUTABLE selects another build, for
  /// example a release build.
  static let executable =
    ProcessInfo.processInfo.environment["FORUMGEN_EXECUTABLE"]
    ?? URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("forumgen").path

  /// The variables with which .ci/other-days sets the clock and the time zone of this process.
  private static let clock = ProcessInfo.processInfo.environment.filter { name, _ in
    ["TZ", "LD_PRELOAD", "MOVED_CLOCK"].contains(name)
  }

  /// Returns a process that writes its standard output and standard error to files, because a full
  /// pipe would block the program.
  func process(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: root)
    process.environment = ["XDG_CACHE_HOME": "\(root)/cache"].merging(Self.clock) { $1 }
      .merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try handle("output.log")
    process.standardError = try handle("errors.log")
    return process
  }

  func result(of process: Process) throws -> Run {
    Run(
      status: process.terminationStatus, output: try text("output.log"),
      errors: try text("errors.log"), isKilled: process.terminationReason == .uncaughtSignal)
  }

  func handle(_ name: String) throws -> FileHandle {
    try put("", at: name)
    return try FileHandle(forWritingTo: URL(fileURLWithPath: "\(root)/\(name)"))
  }
}

extension Command {
  enum Storage {
    /// TMPDIR, or /tmp if it is not set.
    case temporary
    /// A tmpfs if there is one, for tests that make tens of thousands of files.
    case memory
    /// A disk, even if TMPDIR is a tmpfs.
    case disk

    /// ST_NOEXEC of statvfs(3), which the Glibc module does not export.
    private static let noExec: UInt = 8

    /// Whether the tmpfs allows programs to run, because some tests start a copy of the program
    /// there.
    private static let isMemoryUsable: Bool = {
      var status = statvfs()
      return access("/dev/shm", W_OK) == 0 && statvfs("/dev/shm", &status) == 0
        && status.f_flag & noExec == 0
    }()

    fileprivate var folder: String {
      switch self {
      case .memory where Self.isMemoryUsable: "/dev/shm"
      case .disk where access("/var/tmp", W_OK) == 0: "/var/tmp"
      default: FileManager.default.temporaryDirectory.path
      }
    }
  }
}

extension Command {
  func put(_ text: String, at path: String) throws { try Self.put([path: text], in: root) }

  static func put(_ files: [String: String], in folder: String) throws {
    for (path, text) in files {
      let url = URL(fileURLWithPath: "\(folder)/\(path)")
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
  }

  func replace(_ old: String, by new: String, in path: String) throws {
    let before = try text(path)
    try #require(
      before.components(separatedBy: old).count == 2, "'\(old)' must occur once in \(path)")
    try put(before.replacingOccurrences(of: old, with: new), at: path)
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: "\(root)/\(path)")
  }

  func text(_ path: String) throws -> String {
    try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
  }

  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: "\(root)/\(path)") }

  /// Returns the bytes of all files below a folder by path, including hidden files.
  func tree(_ folder: String = "public") throws -> [String: Data] {
    try files(folder) { FileManager.default.contents(atPath: $0) ?? Data() }
  }

  /// Returns the inodes and times of all files below a folder by path. They change whenever a file
  /// is written.
  func stamps(_ folder: String = "public") throws -> [String: [Int]] {
    try files(folder) { path in
      var status = stat()
      try #require(lstat(path, &status) == 0)
      return [
        Int(status.st_ino), status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec,
        status.st_ctim.tv_nsec,
      ]
    }
  }

  private func files<Fact>(
    _ folder: String, _ fact: (String) throws -> Fact
  ) throws -> [String: Fact] {
    var facts: [String: Fact] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)") {
      var isFolder: ObjCBool = false
      let full = "\(root)/\(folder)/\(path)"
      guard FileManager.default.fileExists(atPath: full, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      facts[path] = try fact(full)
    }
    return facts
  }
}

/// Returns the sorted paths whose facts differ or that only one of the dictionaries has.
func differingPaths<Fact: Equatable>(_ before: [String: Fact], _ after: [String: Fact]) -> [String]
{
  Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted()
}

/// Returns the published files that are not part of the search index.
func withoutSearchIndex<Paths: Sequence<String>>(_ paths: Paths) -> [String] {
  paths.filter { !$0.hasPrefix("search/index/") }
}
