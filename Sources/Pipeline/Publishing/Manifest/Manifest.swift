internal import Files
import Fingerprints

/// The files that the last build left: the fingerprint and the stamp of each.
///
/// The manifest is only a cache. A page is current if its planned fingerprint is the one in the
/// manifest and its file still has the stamp in the manifest. In any other case the page is
/// rendered and compared with the file.
///
/// Size, modification time and inode are enough to detect a change. forumgen either wrote the
/// file as a new one and renamed it, or read and compared it. Replacing the file changes the
/// inode. Editing it in location changes the modification time, except within the same tick of the
/// kernel's clock, which is why `Publication.finish` waits for the end of that tick. The time of
/// the last status change (ctime) is not compared, because a `chown` after each build would cause
/// all pages to be rendered again.
struct Manifest: Sendable {
  struct Row: Hashable, Sendable {
    let fingerprint: Fingerprint
    let size: Int64
    let modified: Int64
    let inode: UInt64

    init(_ fingerprint: Fingerprint, _ stamp: FileStamp) {
      self.fingerprint = fingerprint
      size = stamp.size
      modified = stamp.modified
      inode = stamp.inode
    }

    /// Whether the file is unchanged since the last build.
    func agrees(with found: FileStamp) -> Bool { stamp.hasSameContent(as: found) }

    /// Stamp of the file after the last build. `changed` is not stored and is 0 here.
    var stamp: FileStamp {
      FileStamp(size: size, modified: modified, changed: 0, inode: inode)
    }
  }

  let paths: PathTable
  /// One row for each path, in the same order.
  let rows: [Row]

  static let empty = Manifest(paths: .empty, rows: [])
}

/// Location of an output folder's manifest: in the cache folder, under a name derived from the
/// real path of the output folder.
struct ManifestLocation: Sendable {
  let cache: String
  let path: OutputPath
  /// Path of the build record, also in the cache folder.
  let buildRecord: OutputPath

  /// Returns nil without a cache folder, if the output folder does not exist, or if its real path
  /// is not UTF-8.
  init?(cache: String?, output: String) {
    guard let cache, let real = try? realPath(of: output) else { return nil }
    let name = String(checksum(of: Array(real.utf8)), radix: 16)
    guard let path = OutputPath("published-\(name)"),
      let buildRecord = OutputPath("build-record-\(name)")
    else { return nil }
    self.cache = cache
    self.path = path
    self.buildRecord = buildRecord
  }

  /// Returns nil if there is no manifest, if another version of the program wrote it, or if it is
  /// damaged. None of these is reported, because a missing manifest only costs time.
  func read(program: Fingerprint) -> Manifest? { readWithStamp(program: program)?.manifest }

  /// Returns the manifest and the stamp of its file.
  func readWithStamp(program: Fingerprint) -> (manifest: Manifest, stamp: FileStamp)? {
    guard let folder = try? OpenFolder(at: cache),
      let (bytes, stamp) = try? folder.read(path, limit: 1 << 30)
    else { return nil }
    return Manifest(bytes, program: program).map { ($0, stamp) }
  }

  /// Stamp of the manifest file. Nil if there is none.
  var manifestStamp: FileStamp? {
    guard let folder = try? OpenFolder(at: cache),
      case .file(let stamp)? = try? folder.entry(at: path)
    else { return nil }
    return stamp
  }

  /// `row`: returns the row for the path at an index of `paths`.
  func write(
    _ paths: PathTable, program: Fingerprint, row: (Int) -> Manifest.Row
  ) throws(FileError) {
    let folder = try OpenFolder(at: cache, creating: true, for: .write)
    try folder.write(to: path) { (write) throws(FileError) in
      try Manifest.write(paths, row, program: program, to: write)
    }
  }
}
