internal import Glibc

/// A path relative to an open folder, at which a file is written or removed.
struct FileLocation {
  /// `AT_FDCWD` or the descriptor of an open folder.
  let folder: Int32
  /// The path of `folder` for errors. Nil if errors show `path` alone.
  let displayRoot: String?
  let path: String

  init(folder: Int32, displayRoot: String?, path: String) {
    self.folder = folder
    self.displayRoot = displayRoot
    self.path = path
  }

  /// Creates a location from a path relative to the working directory, or an absolute path.
  init(_ path: String) {
    folder = AT_FDCWD
    displayRoot = nil
    self.path = path
  }

  /// A closure that produces a file piece by piece. Its argument is the function that writes one
  /// piece.
  typealias ChunkProducer =
    ((UnsafeRawBufferPointer) throws(FileError) -> Void) throws(FileError) -> Void

  /// The path used in errors.
  private var displayPath: String { displayRoot.map { "\($0)/\(path)" } ?? path }

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
  func replace(with bytes: [UInt8], temporaryPath: String) throws(FileError) -> FileStamp {
    try replace(temporaryPath: temporaryPath) { (write) throws(FileError) in
      try bytes.withUnsafeBufferPointer { (bytes) throws(FileError) in
        try write(UnsafeRawBufferPointer(bytes))
      }
    }
  }

  /// Writes a file as `replace(with:temporaryPath:)` does, piece by piece.
  func replace(temporaryPath: String, _ produceChunks: ChunkProducer) throws(FileError) -> FileStamp
  {
    let file = try open(temporaryPath)
    do throws(FileError) {
      let stamp = try fill(file, produceChunks)
      guard renameat(folder, temporaryPath, folder, path) == 0 else {
        throw FileError(.write, path: displayPath, code: errno)
      }
      return stamp
    } catch {
      unlinkat(folder, temporaryPath, 0)
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
  func remove(for action: FileError.Action) throws(FileError) -> Bool {
    if unlinkat(folder, path, 0) == 0 { return true }
    let code = errno
    guard code == ENOENT || code == ENOTDIR else {
      throw FileError(action, path: displayPath, code: code)
    }
    return false
  }

  /// Creates the missing parent folders. Tries the innermost one first, because usually only that
  /// one is missing.
  func makeParents(for action: FileError.Action = .write) throws(FileError) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash > path.startIndex else {
      return
    }
    try FileLocation(folder: folder, displayRoot: displayRoot, path: String(path[..<slash]))
      .makeFolder(for: action)
  }

  func makeFolder(for action: FileError.Action = .write) throws(FileError) {
    if mkdirat(folder, path, 0o777) == 0 || errno == EEXIST { return }
    guard errno == ENOENT else { throw FileError(action, path: displayPath, code: errno) }
    try makeParents(for: action)
    guard mkdirat(folder, path, 0o777) == 0 || errno == EEXIST else {
      throw FileError(action, path: displayPath, code: errno)
    }
  }
}

extension FileLocation {
  /// Opens a new temporary file. Replaces one that a killed program has left under this name.
  private func open(_ temporaryPath: String) throws(FileError) -> Descriptor {
    do {
      return try openNew(temporaryPath)
    } catch {
      guard error.reason == .alreadyExists else { throw error }
      unlinkat(folder, temporaryPath, 0)
      return try openNew(temporaryPath)
    }
  }

  private func openNew(_ path: String) throws(FileError) -> Descriptor {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    do {
      return try Descriptor(
        opening: path, in: folder, for: .write, displayPath: displayPath, flags: flags)
    } catch {
      guard error.reason == .notFound else { throw error }
      try makeParents()
      return try Descriptor(
        opening: path, in: folder, for: .write, displayPath: displayPath, flags: flags)
    }
  }

  private func fill(
    _ file: consuming Descriptor, _ produceChunks: ChunkProducer
  ) throws(FileError) -> FileStamp {
    let fileDescriptor = file.fileDescriptor
    try produceChunks { (bytes) throws(FileError) in
      try writeAll(bytes, to: fileDescriptor, displayPath: displayPath)
    }
    let stamp = FileStamp(try file.status(for: .write, displayPath: displayPath))
    try file.close(displayPath: displayPath)
    return stamp
  }
}
