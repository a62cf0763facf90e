package import Files

/// A file or folder that the system could not read. The author did not cause this error.
package struct ReadingError: Error, Hashable, Sendable {
  package let path: String
  /// The reason without the path, as in `permission denied`.
  package let message: String

  package init(_ problem: FileError) {
    path = problem.path
    message = problem.reason.message
  }
}
