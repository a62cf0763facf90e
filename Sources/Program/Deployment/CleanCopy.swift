internal import Files

/// A folder for a clean build, for as long as that is compared with the published one.
///
/// It stands beside the published one, on the same disk, under a name that follows from that one's: so
/// the next verification finds what a killed one left. Nobody else may publish or verify meanwhile,
/// for it has the publish folder's lock.
package struct CleanCopy: Sendable {
  /// Where to build.
  package let path: String
  private let published: OpenFolder
  private let parent: OpenFolder
  private let folder: OutputPath

  /// `patience`: how long to wait for another build in the folder, in milliseconds.
  package init(beside output: String, patience: Int = 5000) throws(DeploymentProblem) {
    let (real, above) = try trying(to: .open) { () throws(FileProblem) in
      (try OutputPath.real(output), try realPath(of: "\(output)/.."))
    }
    guard let real, let folder = OutputPath(".\(real.name).forumgen-verify") else {
      throw DeploymentProblem("\(output) has no name that a folder beside it could be given")
    }
    (parent, published) = try trying(to: .open) { () throws(FileProblem) in
      (try OpenFolder(at: above), try OpenFolder(at: output))
    }
    guard published.lock(waiting: patience) else {
      throw DeploymentProblem("another build is running in \(output)")
    }
    self.folder = folder
    path = parent.shown(folder)
    try remove()
  }

  /// All that is in it, too; nothing when it is not there.
  package func remove() throws(DeploymentProblem) {
    try trying(to: .remove) { () throws(FileProblem) in try remove(folder) }
  }

  /// A link is removed and never followed.
  private func remove(_ path: OutputPath) throws(FileProblem) {
    guard case .folder = try parent.entry(at: path) else {
      try parent.removeFile(path)
      return
    }
    for name in try parent.names(in: path) {
      if let child = OutputPath("\(path.text)/\(name)") { try remove(child) }
    }
    guard try parent.removeEmptyFolder(path) else {
      throw FileProblem(path: parent.shown(path), reason: .notEmpty)
    }
  }
}

extension OutputPath {
  /// The real path without its first slash; nil for `/` and for one that is not printable.
  fileprivate static func real(_ path: String) throws(FileProblem) -> OutputPath? {
    OutputPath(String(try realPath(of: path).dropFirst()))
  }
}
