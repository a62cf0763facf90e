internal import Glibc

/// What stands at a path, without following a symbolic link in its last part.
package enum FolderEntry: Hashable, Sendable {
  case none
  case file(FileStamp)
  case folder
  case link
  /// A pipe, a socket or a device.
  case other
}

/// `.none` also where one of the folders above is missing or is none.
func entry(
  at path: String, in folder: Int32, named shown: @autoclosure () -> String
) throws(FileProblem) -> FolderEntry {
  var status = stat()
  guard fstatat(folder, path, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
    let code = errno
    if code == ENOENT || code == ENOTDIR { return .none }
    throw FileProblem(path: shown(), code: code)
  }
  return FolderEntry(status)
}

extension FolderEntry {
  init(_ status: stat) {
    self =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file(FileStamp(status))
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
  }
}

/// A name in a folder, in the order the system gives them.
struct FolderChild {
  /// nil: the name is not UTF-8; `shown` has U+FFFD where it is not.
  let name: String?
  let shown: String
  /// nil: the file system does not say.
  let isFolder: Bool?
}

/// All names in the open folder but `.` and `..`.
func children(
  of folder: borrowing Descriptor, named shown: String
) throws(FileProblem) -> [FolderChild] {
  // `closedir` closes the number that it is given, so it gets one of its own.
  let copy = fcntl(folder.number, F_DUPFD_CLOEXEC, 0)
  guard copy >= 0 else { throw FileProblem(path: shown, code: errno) }
  guard let stream = fdopendir(copy) else {
    let code = errno
    close(copy)
    throw FileProblem(path: shown, code: code)
  }
  defer { closedir(stream) }
  var children: [FolderChild] = []
  while true {
    errno = 0
    guard let record = readdir(stream) else { break }
    if let child = FolderChild(record) { children.append(child) }
  }
  guard errno == 0 else { throw FileProblem(path: shown, code: errno) }
  return children
}

extension FolderChild {
  /// nil for `.` and `..`.
  fileprivate init?(_ record: UnsafeMutablePointer<dirent>) {
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return nil }
    let bytes = (UnsafeRawPointer(record) + offset).assumingMemoryBound(to: CChar.self)
    name = String(validatingCString: bytes)
    shown = name ?? String(cString: bytes)
    isFolder =
      switch Int(record.pointee.d_type) {
      case Int(DT_DIR): true
      case Int(DT_UNKNOWN): nil
      default: false
      }
    if name == "." || name == ".." { return nil }
  }
}
