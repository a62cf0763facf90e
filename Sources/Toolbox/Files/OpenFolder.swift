internal import Glibc

/// An open folder with operations on the files below it. Safe to use from many threads.
///
/// An `OutputPath` cannot lead out of the folder by its text, but it can if a parent folder is a
/// symbolic link. Before writing, callers must check each parent folder with `entry(at:)`.
package final class OpenFolder: Sendable {
  private let descriptor: Descriptor
  /// The path as it was given, without trailing slashes. Errors begin with it.
  package let path: String
  var fileDescriptor: Int32 { descriptor.fileDescriptor }

  /// Opens the folder at `path`, which may be a symbolic link to one. If `creating` is true,
  /// creates it and its parents if they are missing. `action` is used in errors.
  package init(
    at path: String, creating: Bool = false, for action: FileError.Action = .open
  ) throws(FileError) {
    if creating { try FileLocation(path).makeFolder(for: action) }
    descriptor = try Descriptor(
      opening: path, in: AT_FDCWD, for: action, displayPath: path,
      flags: readOnlyFlags | O_DIRECTORY)
    self.path = String(path.reversed().drop { $0 == "/" }.reversed())
  }

  /// Opens a folder below another one. Fails if the last component of `path` is a symbolic link.
  /// `action` and `displayPath` are used in errors.
  package init(
    _ path: OutputPath, in folder: OpenFolder, for action: FileError.Action = .open,
    displayPath: String
  ) throws(FileError) {
    descriptor = try Descriptor(
      opening: path.text, in: folder.descriptor.fileDescriptor, for: action,
      displayPath: displayPath, flags: readOnlyFlags | O_DIRECTORY | O_NOFOLLOW)
    self.path = displayPath
  }

  /// Opens a folder below another one. Symbolic links are followed.
  init(_ path: String, in folder: OpenFolder) throws(FileError) {
    self.path = "\(folder.path)/\(path)"
    descriptor = try Descriptor(
      opening: path, in: folder.fileDescriptor, for: .open, displayPath: path,
      flags: readOnlyFlags | O_DIRECTORY)
  }

  /// Locks the folder for the lifetime of this object. Returns false if the folder is still
  /// locked by another process after `milliseconds`. The kernel releases the lock when the
  /// process ends.
  package func lock(timeoutMilliseconds milliseconds: Int) -> Bool {
    var remaining = milliseconds
    while retryingInterrupted({ flock(descriptor.fileDescriptor, LOCK_EX | LOCK_NB) }) != 0 {
      // Any other error means that the file system (NFS) cannot lock folders. The build then
      // continues without a lock.
      guard errno == EWOULDBLOCK else { return true }
      guard remaining > 0 else { return false }
      sleep(milliseconds: 20)
      remaining -= 20
    }
    return true
  }

  /// Returns the path of a file in this folder as errors and reports show it.
  package func displayPath(_ path: OutputPath) -> String { "\(self.path)/\(path.text)" }
}

/// Operations on the files below the folder. `action` is used in errors.
extension OpenFolder {
  package func entry(
    at path: OutputPath, for action: FileError.Action = .read
  ) throws(FileError) -> FolderEntry {
    try Files.entry(
      at: path.text, in: descriptor.fileDescriptor, for: action, displayPath: displayPath(path))
  }

  /// Returns the names in a folder below this one, or in this folder, sorted by bytes. Bytes that
  /// are not UTF-8 become U+FFFD. Fails if the last component of `path` is a symbolic link.
  package func names(
    in path: OutputPath? = nil, for action: FileError.Action = .read
  ) throws(FileError) -> [String] {
    let displayPath = path.map(displayPath) ?? self.path
    let folder = try Descriptor(
      opening: path?.text ?? ".", in: descriptor.fileDescriptor, for: action,
      displayPath: displayPath, flags: readOnlyFlags | O_DIRECTORY | O_NOFOLLOW)
    let children = try FolderNames(of: folder, for: action, displayPath: displayPath)
    return children.names.map(children.text).sorted { compareBytes($0, $1) < 0 }
  }

  /// Reads a file as `readFile` does. Throws `.symbolicLink` if `path` is a symbolic link.
  package func read(
    _ path: OutputPath, limit: Int
  ) throws(FileError) -> (bytes: [UInt8], stamp: FileStamp) {
    let file = try Descriptor(
      opening: path.text, in: descriptor.fileDescriptor, for: .read,
      displayPath: displayPath(path), flags: readOnlyFlags | O_NOFOLLOW)
    return try file.readAll(limit: limit, displayPath: displayPath(path))
  }

  /// Writes a file to a temporary name and renames it to `path`, so that readers find either the
  /// old or the new file. Creates missing folders.
  ///
  /// Pass true for `parentIsMissing` if the parent folder is known to be missing. It is then
  /// created first, which saves an attempt that would fail.
  @discardableResult
  package func write(
    _ bytes: [UInt8], to path: OutputPath, parentIsMissing: Bool = false
  ) throws(FileError) -> FileStamp {
    if parentIsMissing { try location(of: path).makeParents() }
    return try location(of: path).replace(with: bytes, temporaryPath: path.temporary.text)
  }

  /// Writes a file as `write(_:to:)` does, piece by piece. The argument of `produceChunks` is the
  /// function that writes one piece.
  @discardableResult
  package func write(
    to path: OutputPath,
    _ produceChunks: ((UnsafeRawBufferPointer) throws(FileError) -> Void) throws(FileError) -> Void
  ) throws(FileError) -> FileStamp {
    try location(of: path).replace(temporaryPath: path.temporary.text, produceChunks)
  }

  /// Writes a new file directly, without a temporary name, and creates missing folders. A reader
  /// can therefore see an incomplete file. Throws `.alreadyExists` if anything exists at `path`.
  package func create(_ bytes: [UInt8], at path: OutputPath) throws(FileError) -> FileStamp {
    let location = location(of: path)
    try location.makeParents()
    return try location.create(with: bytes)
  }

  /// Creates a folder whose parent exists. Returns false if anything exists at `path`.
  package func makeNewFolder(_ path: OutputPath) throws(FileError) -> Bool {
    if mkdirat(descriptor.fileDescriptor, path.text, 0o777) == 0 { return true }
    let code = errno
    guard code == EEXIST else { throw FileError(.write, path: displayPath(path), code: code) }
    return false
  }

  /// Renames the file or folder at `path` to `target`. If `path` is a folder, `target` may be an
  /// empty folder.
  package func move(_ path: OutputPath, to target: OutputPath) throws(FileError) {
    let folder = descriptor.fileDescriptor
    guard renameat(folder, path.text, folder, target.text) == 0 else {
      throw FileError(.write, path: displayPath(target), code: errno)
    }
  }

  /// Creates the folder and its missing parents.
  package func makeFolder(_ path: OutputPath) throws(FileError) {
    try location(of: path).makeFolder()
  }

  /// Removes a file or a symbolic link. Returns false if there was none.
  @discardableResult
  package func removeFile(
    _ path: OutputPath, for action: FileError.Action = .remove
  ) throws(FileError) -> Bool {
    try location(of: path).remove(for: action)
  }

  /// Removes the folder if it is empty. Returns false if it is not empty or does not exist.
  @discardableResult
  package func removeEmptyFolder(
    _ path: OutputPath, for action: FileError.Action = .remove
  ) throws(FileError) -> Bool {
    if unlinkat(descriptor.fileDescriptor, path.text, AT_REMOVEDIR) == 0 { return true }
    switch errno {
    case ENOTEMPTY, EEXIST, ENOENT, ENOTDIR, EBUSY: return false
    case let code: throw FileError(action, path: displayPath(path), code: code)
    }
  }

  private func location(of path: OutputPath) -> FileLocation {
    FileLocation(folder: descriptor.fileDescriptor, displayRoot: self.path, path: path.text)
  }
}
