internal import Glibc

/// A path relative to an open folder, at which a file is written or removed.
struct FileLocation {
  /// `AT_FDCWD` or the descriptor of an open folder.
  let folder: Int32
  /// The path of `folder` for errors. Nil if errors show `path` alone.
  let root: String?
  let path: String

  init(folder: Int32, root: String?, path: String) {
    self.folder = folder
    self.root = root
    self.path = path
  }

  /// Creates a location from a path relative to the working directory, or an absolute path.
  init(_ path: String) {
    folder = AT_FDCWD
    root = nil
    self.path = path
  }

  /// A closure that produces a file piece by piece. Its argument is the function that writes one
  /// piece.
  typealias Pieces =
    ((UnsafeRawBufferPointer) throws(FileError) -> Void) throws(FileError) -> Void

  /// The path used in errors.
  private var shown: String { root.map { "\($0)/\(path)" } ?? path }

  /// Returns the path of the hidden file `.name` in the same folder.
  func sibling(_ name: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ".\(name)" }
    return "\(path[...slash]).\(name)"
  }

  /// Writes a file to `temporary` and renames it to `path`. Any failure removes the temporary
  /// file.
  ///
  /// Nothing is synced to the disk because syncing each file is slow. The replacement is
  /// therefore atomic if the program is killed, but not if the power fails.
  func replace(with bytes: [UInt8], beside temporary: String) throws(FileError) -> FileStamp {
    try replace(beside: temporary) { (write) throws(FileError) in
      try bytes.withUnsafeBufferPointer { (bytes) throws(FileError) in
        try write(UnsafeRawBufferPointer(bytes))
      }
    }
  }

  /// Writes a file as `replace(with:beside:)` does, piece by piece.
  func replace(beside temporary: String, _ pieces: Pieces) throws(FileError) -> FileStamp {
    let file = try open(temporary)
    do throws(FileError) {
      let stamp = try fill(file, pieces)
      guard renameat(folder, temporary, folder, path) == 0 else {
        throw FileError(path: shown, code: errno)
      }
      return stamp
    } catch {
      unlinkat(folder, temporary, 0)
      throw error
    }
  }

  func create(with bytes: [UInt8]) throws(FileError) -> FileStamp {
    let file = try openNew(path)
    do throws(FileError) {
      return try fill(file) { (write) throws(FileError) in
        try bytes.withUnsafeBufferPointer { (bytes) throws(FileError) in
          try write(UnsafeRawBufferPointer(bytes))
        }
      }
    } catch {
      unlinkat(folder, path, 0)
      throw error
    }
  }

  /// Removes the file. Returns false if there was none.
  func remove() throws(FileError) -> Bool {
    if unlinkat(folder, path, 0) == 0 { return true }
    let code = errno
    guard code == ENOENT || code == ENOTDIR else { throw FileError(path: shown, code: code) }
    return false
  }

  /// Creates the missing parent folders. Tries the innermost one first, because usually only that
  /// one is missing.
  func makeParents() throws(FileError) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash > path.startIndex else {
      return
    }
    try FileLocation(folder: folder, root: root, path: String(path[..<slash])).makeFolder()
  }

  func makeFolder() throws(FileError) {
    if mkdirat(folder, path, 0o777) == 0 || errno == EEXIST { return }
    guard errno == ENOENT else { throw FileError(path: shown, code: errno) }
    try makeParents()
    guard mkdirat(folder, path, 0o777) == 0 || errno == EEXIST else {
      throw FileError(path: shown, code: errno)
    }
  }
}

extension FileLocation {
  /// Opens a new temporary file. Replaces one that a killed program has left under this name.
  private func open(_ temporary: String) throws(FileError) -> Descriptor {
    do {
      return try openNew(temporary)
    } catch {
      guard error.reason == .alreadyThere else { throw error }
      unlinkat(folder, temporary, 0)
      return try openNew(temporary)
    }
  }

  private func openNew(_ path: String) throws(FileError) -> Descriptor {
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
  ) throws(FileError) -> FileStamp {
    let number = file.number
    try pieces { (bytes) throws(FileError) in try writeAll(bytes, to: number, named: shown) }
    let stamp = FileStamp(try file.status(named: shown))
    try file.finish(named: shown)
    return stamp
  }
}
