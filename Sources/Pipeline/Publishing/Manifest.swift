internal import Files
import Fingerprints

/// What the last build left: which fingerprint each file shows, and the file's stamp.
///
/// Only a memory. A page is taken for current when the fingerprint is the one asked for and the
/// file still has its stamp; whatever else is the case, it is rendered and compared.
///
/// Why size, time and inode are enough: each file here was written as a new one and renamed, or read
/// and compared. Somebody who replaces it makes another inode; who edits it in place moves its time,
/// unless within the same tick of the kernel's clock: so `Publication.finish` lets that tick pass.
/// The time of the last change of rights and owner is left out, for a `chown` after each build must
/// not cost a rendering of everything.
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

    /// Whether the file is as it was left.
    func agrees(with found: FileStamp) -> Bool { stamp.agrees(with: found) }

    /// Of the file as it was left, as far as it is remembered.
    var stamp: FileStamp {
      FileStamp(size: size, modified: modified, changed: 0, inode: inode)
    }
  }

  let paths: PathTable
  /// One for each path.
  let rows: [Row]

  static let empty = Manifest(paths: .empty, rows: [])
}

/// Where an output folder's manifest lies: in the cache folder, under a name made of the output's
/// real path.
struct ManifestPlace: Sendable {
  let cache: String
  let path: OutputPath
  /// Where the seal lies beside it.
  let seal: OutputPath

  /// nil without a cache, or when the output has no real path that is text.
  init?(cache: String?, output: String) {
    guard let cache, let real = try? realPath(of: output) else { return nil }
    let name = String(checksum(of: Array(real.utf8)), radix: 16)
    guard let path = OutputPath("published-\(name)"), let seal = OutputPath("sealed-\(name)")
    else { return nil }
    self.cache = cache
    self.path = path
    self.seal = seal
  }

  /// Nil when there is none, or none of this program, or a damaged one: that costs time only, so
  /// nobody has to be told.
  func read(program: Fingerprint) -> Manifest? { readWithStamp(program: program)?.manifest }

  /// With the stamp of its file.
  func readWithStamp(program: Fingerprint) -> (manifest: Manifest, stamp: FileStamp)? {
    guard let folder = try? OpenFolder(at: cache),
      let (bytes, stamp) = try? folder.read(path, limit: 1 << 30)
    else { return nil }
    return Manifest(bytes, program: program).map { ($0, stamp) }
  }

  /// Nil when there is no manifest.
  var manifestStamp: FileStamp? {
    guard let folder = try? OpenFolder(at: cache),
      case .file(let stamp)? = try? folder.entry(at: path)
    else { return nil }
    return stamp
  }

  /// `row`: of the path at that place.
  func write(
    _ paths: PathTable, program: Fingerprint, row: (Int) -> Manifest.Row
  ) throws(FileProblem) {
    try OpenFolder(at: cache, creating: true).write(to: path) { (write) throws(FileProblem) in
      try Manifest.write(paths, row, program: program, to: write)
    }
  }
}
