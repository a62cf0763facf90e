internal import Glibc

/// An open folder, and what is done to files below it; safe to use from many threads.
///
/// Paths cannot lead out of it by their spelling. They can by symbolic links in the place of
/// folders: whoever writes must have looked at each folder with `entry(at:)` first.
package final class OpenFolder: Sendable {
  private let descriptor: Descriptor
  /// As it was given, without slashes at the end; problems name what is in it by this.
  package let path: String
  var number: Int32 { descriptor.number }

  /// Opens the folder at `path` (a symbolic link to one will do); makes it and those above, if
  /// asked to, where they are missing.
  package init(at path: String, creating: Bool = false) throws(FileProblem) {
    if creating { try FilePlace(path).makeFolder() }
    descriptor = try Descriptor(
      opening: path, in: AT_FDCWD, named: path, flags: readOnlyFlags | O_DIRECTORY)
    self.path = String(path.reversed().drop { $0 == "/" }.reversed())
  }

  /// Opens a folder below another one, and not a symbolic link in its place; `shown`: what problems
  /// are to call it.
  package init(
    _ path: OutputPath, in folder: OpenFolder, named shown: String
  ) throws(FileProblem) {
    descriptor = try Descriptor(
      opening: path.text, in: folder.descriptor.number, named: shown,
      flags: readOnlyFlags | O_DIRECTORY | O_NOFOLLOW)
    self.path = shown
  }

  /// Opens a folder below another one, behind symbolic links too.
  init(_ path: String, in folder: OpenFolder) throws(FileProblem) {
    self.path = "\(folder.path)/\(path)"
    descriptor = try Descriptor(
      opening: path, in: folder.number, named: path, flags: readOnlyFlags | O_DIRECTORY)
  }

  /// Takes the lock on the folder, for as long as this object lives; false when somebody else has
  /// it after `milliseconds` of waiting. A process that dies has let go of it.
  package func lock(waiting milliseconds: Int) -> Bool {
    var left = milliseconds
    while retrying({ flock(descriptor.number, LOCK_EX | LOCK_NB) }) != 0 {
      // Any other answer: the file system (NFS) has no locks for folders. Then there is none.
      guard errno == EWOULDBLOCK else { return true }
      guard left > 0 else { return false }
      pause(milliseconds: 20)
      left -= 20
    }
    return true
  }

  /// How problems and people call a file in this folder.
  package func shown(_ path: OutputPath) -> String { "\(self.path)/\(path.text)" }
}

extension OpenFolder {
  package func entry(at path: OutputPath) throws(FileProblem) -> FolderEntry {
    try Files.entry(at: path.text, in: descriptor.number, named: shown(path))
  }

  /// The names in a folder below this one, or in this one itself, sorted by bytes; a name that is
  /// not UTF-8 with U+FFFD. The folder is not looked for behind a symbolic link.
  package func names(in path: OutputPath? = nil) throws(FileProblem) -> [String] {
    let shown = path.map(shown) ?? self.path
    let folder = try Descriptor(
      opening: path?.text ?? ".", in: descriptor.number, named: shown,
      flags: readOnlyFlags | O_DIRECTORY | O_NOFOLLOW)
    let children = try FolderNames(of: folder, named: shown)
    return children.names.map(children.text).sorted { compareBytes($0, $1) < 0 }
  }

  /// As `readFile`; a symbolic link in the place of the file is `.tooManyLinks`.
  package func read(
    _ path: OutputPath, limit: Int
  ) throws(FileProblem) -> (bytes: [UInt8], stamp: FileStamp) {
    let file = try Descriptor(
      opening: path.text, in: descriptor.number, named: shown(path),
      flags: readOnlyFlags | O_NOFOLLOW)
    return try file.readAll(limit: limit, named: shown(path))
  }

  /// Puts `bytes` at `path`: written to its temporary and renamed, so that whoever reads finds the
  /// old file or the new one. Folders that are missing are made; `makingFolder`: the one it stands
  /// in is known to be, so that it is not tried without.
  @discardableResult
  package func write(
    _ bytes: [UInt8], to path: OutputPath, makingFolder: Bool = false
  ) throws(FileProblem) -> FileStamp {
    if makingFolder { try place(path).makeParents() }
    return try place(path).replace(with: bytes, beside: path.temporary.text)
  }

  /// As `write(_:to:)`, of bytes that come piece by piece: `pieces` gets what writes one.
  @discardableResult
  package func write(
    to path: OutputPath,
    _ pieces: ((UnsafeRawBufferPointer) throws(FileProblem) -> Void) throws(FileProblem) -> Void
  ) throws(FileProblem) -> FileStamp {
    try place(path).replace(beside: path.temporary.text, pieces)
  }

  /// Puts `bytes` at `path`, where nothing may be yet, in a folder that is made if it is missing.
  /// Not beside and renamed: whoever reads while this writes finds half a file.
  package func create(_ bytes: [UInt8], at path: OutputPath) throws(FileProblem) -> FileStamp {
    let place = place(path)
    try place.makeParents()
    return try place.create(with: bytes)
  }

  /// Makes the folder, in one that is there; false when something of its name is there already.
  package func makeNewFolder(_ path: OutputPath) throws(FileProblem) -> Bool {
    if mkdirat(descriptor.number, path.text, 0o777) == 0 { return true }
    let code = errno
    guard code == EEXIST else { throw FileProblem(path: shown(path), code: code) }
    return false
  }

  /// Renames what stands at `path` to `target`, which may be an empty folder or nothing.
  package func move(_ path: OutputPath, to target: OutputPath) throws(FileProblem) {
    let folder = descriptor.number
    guard renameat(folder, path.text, folder, target.text) == 0 else {
      throw FileProblem(path: shown(target), code: errno)
    }
  }

  /// Makes the folder and those above it that are missing.
  package func makeFolder(_ path: OutputPath) throws(FileProblem) {
    try place(path).makeFolder()
  }

  /// Removes a file or a symbolic link; false when nothing was there.
  @discardableResult
  package func removeFile(_ path: OutputPath) throws(FileProblem) -> Bool {
    try place(path).remove()
  }

  /// Removes the folder if it is empty; false when it is not, or is not there.
  package func removeEmptyFolder(_ path: OutputPath) throws(FileProblem) -> Bool {
    if unlinkat(descriptor.number, path.text, AT_REMOVEDIR) == 0 { return true }
    switch errno {
    case ENOTEMPTY, EEXIST, ENOENT, ENOTDIR, EBUSY: return false
    case let code: throw FileProblem(path: shown(path), code: code)
    }
  }

  private func place(_ path: OutputPath) -> FilePlace {
    FilePlace(folder: descriptor.number, root: self.path, path: path.text)
  }
}
