internal import Files

/// Error that prevents a site from being published.
package struct PublishingError: Error, Hashable, Sendable {
  package enum Action: String, Hashable, Sendable {
    case open, read, write, remove
  }

  package enum Reason: Hashable, Sendable {
    /// The file system reported an error, which the text describes.
    case failed(Action, String)
    /// The output folder contains files but no file list.
    case noFileList
    case busy
    /// The file list cannot be trusted. `line` counts from 1.
    case damagedFileList(line: Int)
    /// Something that forumgen did not write is at a path that the build needs.
    case blocked(by: Obstacle)
    /// A symbolic link is at the path of a file or a folder.
    case link
    case reserved
    /// The path could lead out of the output folder, or no file system accepts it.
    case invalidPath
    case plannedTwice
    case plannedBelow(file: String)
    /// The file list would be longer than a build can read. Lengths are in bytes.
    case listTooLong(Int, maximum: Int)
    /// The build ended without writing a planned file.
    case notWritten
  }

  package enum Obstacle: Hashable, Sendable {
    case file, folder, other
  }

  package let path: String
  package let reason: Reason
  /// Further errors that were found at the same time.
  package private(set) var others: [PublishingError] = []

  init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  init(_ action: Action, _ error: FileError) {
    self.init(path: error.path, reason: .failed(action, error.reason.message))
  }

  /// Throws the first error, with the rest in `others`. Returns if there are none.
  static func throwAll(_ errors: [PublishingError]) throws(PublishingError) {
    guard var first = errors.first else { return }
    first.others = Array(errors.dropFirst())
    throw first
  }
}

extension PublishingError {
  /// Description of the problem and its remedy, with the path, without a final full stop.
  package var message: String {
    switch reason {
    case .failed(let action, let cause): "cannot \(action) \(path): \(cause)"
    case .noFileList:
      "\(path) contains files that forumgen did not write. To publish there anyway, build with "
        + "--adopt: files at the paths of the site are overwritten, and all others are kept"
    case .busy: "another build is using \(path); wait until it ends, then build again"
    case .damagedFileList(let line):
      "the file list \(path) is damaged in line \(line); delete it and build with --adopt"
    case .blocked(by: .file):
      "forumgen did not write \(path), but the site needs this path; move the file away, or "
        + "overwrite it by building with --adopt"
    case .blocked(by: .folder):
      "\(path) is a folder, but the site needs a file there; move the folder away"
    case .blocked(by: .other):
      "forumgen did not write \(path), but the site needs this path; move it away"
    case .link:
      "\(path) is a symbolic link, and forumgen neither follows nor removes links; delete the link"
    case .reserved: "the path \(path) is reserved for forumgen; choose another name"
    case .invalidPath:
      "the path \(path) cannot be published; avoid control characters, backslashes and names "
        + "longer than 255 bytes"
    case .plannedTwice: "two files would be published as \(path); rename one of them"
    case .plannedBelow(let file):
      "\(path) cannot be published because \(file) is a file, not a folder; rename one of them"
    case .listTooLong(let size, let maximum):
      "the list of all paths is \(size) bytes long, but \(path) can have at most \(maximum); "
        + "use shorter names, or split the forum into several"
    case .notWritten: "\(path) was planned but not written; this is a bug in forumgen"
    }
  }
}

/// Runs `work` and converts a `FileError` into a `PublishingError`.
func mapFileErrors<Result>(
  of action: PublishingError.Action, _ work: () throws(FileError) -> Result
) throws(PublishingError) -> Result {
  do {
    return try work()
  } catch {
    throw PublishingError(action, error)
  }
}
