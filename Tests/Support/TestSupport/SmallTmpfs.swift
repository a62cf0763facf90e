import Foundation

/// A small tmpfs whose size can be changed. A test uses it as a disk that runs full.
package struct SmallTmpfs {
  private let path: String
  private let kilobytes: Int

  /// The resource that runs out.
  package enum Limit: String, CaseIterable, Sendable {
    case bytes = "size"
    case files = "nr_inodes"
  }

  package static let isPossible: Bool = {
    guard getuid() == 0, let folder = try? TemporaryFolder(),
      let disk = SmallTmpfs(at: folder.path)
    else { return false }
    disk.unmount()
    return true
  }()

  /// Creates the folder at `path` if it is missing, and mounts a tmpfs there. Returns nil if that
  /// is not possible.
  package init?(at path: String, kilobytes: Int = 64 << 10) {
    (self.path, self.kilobytes) = (path, kilobytes)
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard Self.run("mount", ["-t", "tmpfs", "-o", fullSize, "tmpfs", path]) else { return nil }
  }

  private var fullSize: String { "size=\(kilobytes)k,nr_inodes=9999" }

  /// Limits the disk to what is used and `count` more bytes or files.
  package func limitFreeSpace(to count: Int, _ limit: Limit) {
    var status = statvfs()
    statvfs(path, &status)
    let used =
      limit == .bytes
      ? Int(status.f_blocks - status.f_bfree) * Int(status.f_frsize)
      : Int(status.f_files - status.f_ffree)
    _ = Self.run("mount", ["-o", "remount,\(limit.rawValue)=\(used + max(count, 1))", path])
  }

  package func removeLimit() { _ = Self.run("mount", ["-o", "remount,\(fullSize)", path]) }

  package func unmount() { _ = Self.run("umount", [path]) }

  private static func run(_ program: String, _ arguments: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/\(program)")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
