internal import Files

/// Error while writing change lists or comparing sites.
package struct DeploymentError: Error, Hashable, Sendable {
  enum Action: String { case open, read, write, remove }

  /// Description of the problem, with the path, without a final full stop.
  package let message: String

  init(_ message: String) { self.message = message }
}

/// Runs `work` and converts a `FileError` into a `DeploymentError`.
func mapFileErrors<Result>(
  of action: DeploymentError.Action, _ work: () throws(FileError) -> Result
) throws(DeploymentError) -> Result {
  do {
    return try work()
  } catch {
    throw DeploymentError("cannot \(action.rawValue) \(error.path): \(error.reason.message)")
  }
}

/// The path of the file list. Its name is part of the documented output format.
extension OutputPath {
  static let fileList = known(".forumgen/files")

  private static func known(_ text: String) -> OutputPath {
    guard let path = OutputPath(text) else {
      preconditionFailure(text)  // Called only with the literal above.
    }
    return path
  }
}
