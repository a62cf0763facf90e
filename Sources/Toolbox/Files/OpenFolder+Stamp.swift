internal import Glibc

extension OpenFolder {
  /// The stamp of the regular file at a path below the folder, behind symbolic links too, as
  /// `readFile` would give it; nil when there is none that can be looked at.
  ///
  /// Asking by a path that begins in an open folder saves the system the way there.
  package func stamp(ofFile path: String) -> FileStamp? {
    var status = stat()
    guard fstatat(number, path, &status, 0) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    return FileStamp(status)
  }
}
