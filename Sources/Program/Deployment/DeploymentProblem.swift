internal import Files

/// Why the lists of changes could not be written, or a site not be compared.
package struct DeploymentProblem: Error, Hashable, Sendable {
  enum Action: String { case open, read, write, remove }

  /// What is wrong, with the path, without a final full stop.
  package let sentence: String

  init(_ sentence: String) { self.sentence = sentence }
}

/// Does the work; what the disk refuses becomes a problem of this room.
func trying<Result>(
  to action: DeploymentProblem.Action, _ work: () throws(FileProblem) -> Result
) throws(DeploymentProblem) -> Result {
  do {
    return try work()
  } catch {
    throw DeploymentProblem("cannot \(action.rawValue) \(error.path): \(error.sentence)")
  }
}

/// The contract's name for the list of what forumgen wrote.
extension OutputPath {
  static let fileList = known(".forumgen/files")

  private static func known(_ text: String) -> OutputPath {
    guard let path = OutputPath(text) else {
      preconditionFailure(text)  // The texts are the literals above: no input comes here.
    }
    return path
  }
}
