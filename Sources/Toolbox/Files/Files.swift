// The Files module: all access to the file system. It lists folders, and reads, writes and
// removes files. Results of system calls become Swift values here. Entry points: `listFiles`,
// `readFile`, `writeFile` and `OpenFolder`.

internal import Glibc

/// Reads a whole regular file of at most `limit` bytes. The stamp is from before the file was
/// read.
///
/// Throws `.tooLarge` without reading a larger file, `.notAFile` without waiting for a folder,
/// pipe, socket or device, and `.changedWhileReading` if the size changed while the file was read.
package func readFile(
  _ path: String, limit: Int
) throws(FileError) -> (bytes: [UInt8], stamp: FileStamp) {
  let file = try Descriptor(
    opening: path, in: AT_FDCWD, for: .read, displayPath: path, flags: readOnlyFlags)
  return try file.readAll(limit: limit, displayPath: path)
}

/// Writes a file to a temporary name in the same folder and renames it to `path`, so that readers
/// find either the old or the new file, even if the program is killed. Creates missing folders. A
/// symbolic link at `path` is replaced, not followed.
@discardableResult
package func writeFile(_ bytes: [UInt8], to path: String) throws(FileError) -> FileStamp {
  let location = FileLocation(path)
  // The process ID prevents two programs that write the same file from sharing a temporary file.
  return try location.replace(with: bytes, temporaryPath: location.sibling("forumgen-\(getpid())"))
}

/// Removes a file or a symbolic link. Returns false if there was none. `action` is used in errors.
@discardableResult
package func removeFile(
  _ path: String, for action: FileError.Action = .remove
) throws(FileError) -> Bool {
  try FileLocation(path).remove(for: action)
}

/// Returns the absolute path without symbolic links, `.` and `..`. Throws `.notUTF8` if it is not
/// UTF-8. `action` is used in errors.
package func realPath(
  of path: String, for action: FileError.Action = .open
) throws(FileError) -> String {
  guard let resolved = realpath(path, nil) else { throw FileError(action, path: path, code: errno) }
  defer { free(resolved) }
  guard let text = String(validatingCString: resolved) else {
    throw FileError(action, path: path, reason: .notUTF8)
  }
  return text
}
