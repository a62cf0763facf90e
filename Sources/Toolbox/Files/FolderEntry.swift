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
