internal import Files

/// Error that prevents a site from being published.
package struct PublishingError: Error, Hashable, Sendable {
  package enum Action: String, Hashable, Sendable {
    case open, read, write, remove
  }

  package enum Reason: Hashable, Sendable {
    /// The file system reported an error, which the sentence describes.
    case failed(Action, String)
    /// The output folder contains files but no file list.
    case notOurs
    case busy
    /// The file list cannot be trusted. `line` counts from 1.
    case damagedList(line: Int)
    /// Something that forumgen did not write is at a path that the build needs.
    case inTheWay(What)
    /// A symbolic link is at the path of a file or a folder.
    case link
    case reserved
    /// The path could lead out of the output folder, or no file system accepts it.
    case noPath
    case plannedTwice
    case plannedBelow(file: String)
    /// The file list would be longer than a build can read. Lengths are in bytes.
    case listTooLong(Int, most: Int)
    /// The build ended without writing a planned file.
    case unpublished
  }

  package enum What: Hashable, Sendable {
    case file, folder, other
  }

  package let path: String
  package let reason: Reason
  /// Further problems that were found at the same time.
  package private(set) var others: [PublishingError] = []

  init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  init(_ action: Action, _ problem: FileError) {
    self.init(path: problem.path, reason: .failed(action, problem.message))
  }

  /// Throws the first problem, with the rest in `others`. Returns if there are none.
  static func throwAll(of problems: [PublishingError]) throws(PublishingError) {
    guard var first = problems.first else { return }
    first.others = Array(problems.dropFirst())
    throw first
  }
}

extension PublishingError {
  /// Description of the problem and its remedy, with the path, without a final full stop.
  package var sentence: String {
    switch reason {
    case .failed(let action, let sentence): "cannot \(action) \(path): \(sentence)"
    case .notOurs:
      "\(path) has files, and no list of those that forumgen wrote; "
        + "--adopt publishes there and keeps what it does not overwrite"
    case .busy: "another build is running in \(path)"
    case .damagedList(let line):
      "\(path) is damaged (line \(line)); remove it and build with --adopt"
    case .inTheWay(.file):
      "\(path) is in the way, and forumgen did not write it; move it away or build with --adopt"
    case .inTheWay(.folder): "the folder \(path) is in the way of a file; move it away"
    case .inTheWay(.other): "\(path) is in the way, and forumgen did not write it; move it away"
    case .link: "\(path) is a symbolic link, which forumgen neither writes through nor removes"
    case .reserved: "\(path) is a name that forumgen needs itself"
    case .noPath: "\(path) is no path that can be published"
    case .plannedTwice: "two files are to be published at \(path)"
    case .plannedBelow(let file): "\(path) cannot be published below \(file), which is a file"
    case .listTooLong(let length, let most):
      "the paths of all files take \(length) bytes in \(path), which holds at most \(most); "
        + "give them shorter names, or publish the forum as several"
    case .unpublished: "\(path) was planned and not written"
    }
  }
}

/// Runs `work` and converts a `FileError` into a `PublishingError`.
func trying<Result>(
  to action: PublishingError.Action, _ work: () throws(FileError) -> Result
) throws(PublishingError) -> Result {
  do {
    return try work()
  } catch {
    throw PublishingError(action, error)
  }
}
