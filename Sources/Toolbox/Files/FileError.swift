internal import Glibc

/// An error that concerns a file or a folder. Every error that ends a build is of this type.
package struct FileError: Error, Hashable, Sendable {
  /// What the program could not do.
  package enum Action: String, Hashable, Sendable {
    case open, read, write, remove
  }

  package enum Reason: Hashable, Sendable {
    case notFound, noPermission, notAFolder, notAFile, alreadyExists, notEmpty
    case diskFull, readOnly, symbolicLink, nameTooLong, tooManyOpenFiles, notUTF8
    /// `limit` is in bytes.
    case tooLarge(limit: Int)
    /// The size of the file changed while it was read.
    case changedWhileReading
    /// Any other `errno` value.
    case other(Int32)
    /// A reason that another module gives. The text is the whole message, with the path and a
    /// remedy.
    case explained(String)
  }

  /// The path as the caller gave it.
  package let path: String
  /// Nil if the reason is `.explained`.
  package let action: Action?
  package let reason: Reason
  /// Further errors that were found at the same time.
  package private(set) var others: [FileError] = []

  package init(_ action: Action, path: String, reason: Reason) {
    self.path = path
    self.action = action
    self.reason = reason
  }

  /// Creates an error from the value of `errno` after a failed system call.
  init(_ action: Action, path: String, code: Int32) {
    self.init(action, path: path, reason: Reason(code: code))
  }

  /// Creates an error whose message is `explanation`.
  package init(path: String, explanation: String) {
    self.path = path
    action = nil
    reason = .explained(explanation)
  }
}

extension FileError {
  /// Description of this error alone, without a final full stop:
  /// `cannot write public/index.html: the disk is full`.
  package var message: String {
    guard let action else { return reason.message }
    return "cannot \(action.rawValue) \(path): \(reason.message)"
  }

  /// The messages of this error and of all others.
  package var messages: [String] { [message] + others.flatMap(\.messages) }

  /// Throws the first error, with the rest in `others`. Returns if there are none.
  package static func throwAll(_ errors: [FileError]) throws(FileError) {
    guard var first = errors.first else { return }
    first.others += errors.dropFirst()
    throw first
  }
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

  /// Description of the reason without the path: `the disk is full`.
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
    case .explained(let text): text
    }
  }
}
