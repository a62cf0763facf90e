// The Files room: the only one that speaks to the disk. It lists folders, reads files, writes them
// beside and renames, and removes; what the system answers becomes Swift values here. Its doors are
// `listFiles`, `readFile`, `writeFile` and `OpenFolder`.

internal import Glibc

/// The whole of a regular file of at most `limit` bytes, and its stamp from before it was read.
///
/// A larger one is `.tooLarge` and not read at all; a folder, a pipe, a socket or a device is
/// `.notAFile` and never waited for. `.changed`: its size changed while it was read.
package func readFile(
  _ path: String, limit: Int
) throws(FileProblem) -> (bytes: [UInt8], stamp: FileStamp) {
  let file = try Descriptor(opening: path, in: AT_FDCWD, named: path, flags: readOnlyFlags)
  return try file.readAll(limit: limit, named: path)
}

/// The stamp of a regular file; nil when nothing is there. A symbolic link is not followed: it,
/// like a folder, is `.notAFile`.
package func stamp(of path: String) throws(FileProblem) -> FileStamp? {
  switch try entry(at: path, in: AT_FDCWD, named: path) {
  case .none: nil
  case .file(let stamp): stamp
  case .folder, .link, .other: throw FileProblem(path: path, reason: .notAFile)
  }
}

/// Puts `bytes` at `path`, in folders that are made where they are missing: written beside and
/// renamed, so that whoever reads finds the old file or the new one, also after a kill. A symbolic
/// link at `path` is replaced, not followed.
@discardableResult
package func writeFile(_ bytes: [UInt8], to path: String) throws(FileProblem) -> FileStamp {
  let place = FilePlace(path)
  // The process's number keeps two programs that write the same file out of each other's way.
  return try place.replace(with: bytes, beside: place.sibling("forumgen-\(getpid())"))
}

/// Puts `bytes` at `path`, where nothing may be yet: `.alreadyThere` if something is.
@discardableResult
package func createFile(_ bytes: [UInt8], at path: String) throws(FileProblem) -> FileStamp {
  let place = FilePlace(path)
  return try place.create(with: bytes)
}

/// Removes a file or a symbolic link; false when nothing was there.
@discardableResult
package func removeFile(_ path: String) throws(FileProblem) -> Bool {
  try FilePlace(path).remove()
}

/// The absolute path without symbolic links, `.` and `..`.
package func realPath(of path: String) throws(FileProblem) -> String {
  guard let resolved = realpath(path, nil) else { throw FileProblem(path: path, code: errno) }
  defer { free(resolved) }
  guard let text = String(validatingCString: resolved) else {
    throw FileProblem(path: path, reason: .notText)
  }
  return text
}
