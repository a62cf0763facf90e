internal import Glibc

/// An error of the file system, with the path as the caller gave it.
package struct FileError: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    case notFound, noPermission, notAFolder, notAFile, alreadyExists, notEmpty
    case diskFull, readOnly, symbolicLink, nameTooLong, tooManyOpenFiles, notUTF8
    /// `limit` is in bytes.
    case tooLarge(limit: Int)
    /// The size of the file changed while it was read.
    case changedWhileReading
    /// Any other `errno` value.
    case other(Int32)
  }

  package let path: String
  package let reason: Reason

  package init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// Creates an error from the value of `errno` after a failed system call.
  init(path: String, code: Int32) {
    self.init(path: path, reason: Reason(code: code))
  }

  /// Description of the error without the path: `the disk is full`.
  package var message: String { reason.message }
}

extension FileError.Reason {
  init(code: Int32) {
    self =
      switch code {
      case ENOENT: .notFound
      case EACCES, EPERM: .noPermission
      case ENOTDIR: .notAFolder
      case EISDIR, ENXIO: .notAFile
      case EEXIST: .alreadyExists
      case ENOTEMPTY: .notEmpty
      case ENOSPC, EDQUOT: .diskFull
      case EROFS: .readOnly
      case ELOOP: .symbolicLink
      case ENAMETOOLONG: .nameTooLong
      case EMFILE, ENFILE: .tooManyOpenFiles
      default: .other(code)
      }
  }

  package var message: String {
    switch self {
    case .notFound: "there is no such file or folder"
    case .noPermission: "permission denied"
    case .notAFolder: "it is not a folder"
    case .notAFile: "it is not a regular file"
    case .alreadyExists: "a file or folder of this name already exists"
    case .notEmpty: "the folder is not empty"
    case .diskFull: "the disk is full"
    case .readOnly: "the file system is read-only"
    case .symbolicLink: "it is a symbolic link, or its path contains too many of them"
    case .nameTooLong: "the name is too long"
    case .tooManyOpenFiles: "too many files are open"
    case .notUTF8: "the name is not UTF-8"
    case .tooLarge(let limit): "it is larger than \(limit) bytes"
    case .changedWhileReading: "it changed while it was read"
    case .other(let code): "the system says: \(String(cString: strerror(code)))"
    }
  }
}
