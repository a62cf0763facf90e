internal import Glibc

/// The kind of file at a path. A symbolic link in the last component is not followed.
package enum FolderEntry: Hashable, Sendable {
  case none
  case file(FileStamp)
  case folder
  case link
  /// A pipe, a socket or a device.
  case other
}

/// Returns the entry at `path`. The result is `.none` also if a parent folder does not exist or
/// is not a folder.
func entry(
  at path: String, in folder: Int32, for action: FileError.Action = .read,
  displayPath: @autoclosure () -> String
) throws(FileError) -> FolderEntry {
  var status = stat()
  guard fstatat(folder, path, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
    let code = errno
    if code == ENOENT || code == ENOTDIR { return .none }
    throw FileError(action, path: displayPath(), code: code)
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
