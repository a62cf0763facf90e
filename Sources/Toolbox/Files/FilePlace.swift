internal import Glibc

/// A path below an open folder, where a file is written or removed.
struct FilePlace {
  /// AT_FDCWD or an open folder's number.
  let folder: Int32
  /// What problems call that folder; nil: nothing.
  let root: String?
  let path: String

  init(folder: Int32, root: String?, path: String) {
    self.folder = folder
    self.root = root
    self.path = path
  }

  /// A path as the program was given it.
  init(_ path: String) {
    folder = AT_FDCWD
    root = nil
    self.path = path
  }

  /// Is given what writes a piece.
  typealias Pieces =
    ((UnsafeRawBufferPointer) throws(FileProblem) -> Void) throws(FileProblem) -> Void

  /// What problems call it.
  private var shown: String { root.map { "\($0)/\(path)" } ?? path }

  /// The path of another name in the same folder.
  func sibling(_ name: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ".\(name)" }
    return "\(path[...slash]).\(name)"
  }

  /// Writes to `temporary` and renames it over `path`. After any failure nothing is left of it.
  ///
  /// Nothing is synced to the disk: what is promised holds for a killed program, not for a power
  /// cut, and syncing 300,000 files takes minutes.
  func replace(with bytes: [UInt8], beside temporary: String) throws(FileProblem) -> FileStamp {
    try replace(beside: temporary) { (write) throws(FileProblem) in
      try bytes.withUnsafeBufferPointer { (bytes) throws(FileProblem) in
        try write(UnsafeRawBufferPointer(bytes))
      }
    }
  }

  /// The same, of bytes that come piece by piece.
  func replace(beside temporary: String, _ pieces: Pieces) throws(FileProblem) -> FileStamp {
    let file = try open(temporary)
    do throws(FileProblem) {
      let stamp = try fill(file, pieces)
      guard renameat(folder, temporary, folder, path) == 0 else {
        throw FileProblem(path: shown, code: errno)
      }
      return stamp
    } catch {
      unlinkat(folder, temporary, 0)
      throw error
    }
  }

  func create(with bytes: [UInt8]) throws(FileProblem) -> FileStamp {
    let file = try openNew(path)
    do throws(FileProblem) {
      return try fill(file) { (write) throws(FileProblem) in
        try bytes.withUnsafeBufferPointer { (bytes) throws(FileProblem) in
          try write(UnsafeRawBufferPointer(bytes))
        }
      }
    } catch {
      unlinkat(folder, path, 0)
      throw error
    }
  }

  /// False when nothing was there.
  func remove() throws(FileProblem) -> Bool {
    if unlinkat(folder, path, 0) == 0 { return true }
    let code = errno
    guard code == ENOENT || code == ENOTDIR else { throw FileProblem(path: shown, code: code) }
    return false
  }

  /// Makes the folders above that are missing, the deepest first tried.
  func makeParents() throws(FileProblem) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash > path.startIndex else {
      return
    }
    try FilePlace(folder: folder, root: root, path: String(path[..<slash])).makeFolder()
  }

  func makeFolder() throws(FileProblem) {
    if mkdirat(folder, path, 0o777) == 0 || errno == EEXIST { return }
    guard errno == ENOENT else { throw FileProblem(path: shown, code: errno) }
    try makeParents()
    guard mkdirat(folder, path, 0o777) == 0 || errno == EEXIST else {
      throw FileProblem(path: shown, code: errno)
    }
  }
}

extension FilePlace {
  /// A temporary that a killed program left under this name goes first.
  private func open(_ temporary: String) throws(FileProblem) -> Descriptor {
    do {
      return try openNew(temporary)
    } catch {
      guard error.reason == .alreadyThere else { throw error }
      unlinkat(folder, temporary, 0)
      return try openNew(temporary)
    }
  }

  private func openNew(_ path: String) throws(FileProblem) -> Descriptor {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    do {
      return try Descriptor(opening: path, in: folder, named: shown, flags: flags)
    } catch {
      guard error.reason == .notFound else { throw error }
      try makeParents()
      return try Descriptor(opening: path, in: folder, named: shown, flags: flags)
    }
  }

  private func fill(
    _ file: consuming Descriptor, _ pieces: Pieces
  ) throws(FileProblem) -> FileStamp {
    let number = file.number
    try pieces { (bytes) throws(FileProblem) in try writeAll(bytes, to: number, named: shown) }
    let stamp = FileStamp(try file.status(named: shown))
    try file.finish(named: shown)
    return stamp
  }
}
