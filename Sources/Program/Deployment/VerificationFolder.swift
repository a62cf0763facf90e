package import Files

/// A temporary folder for a clean build that is compared with the output folder.
///
/// It is a sibling of the output folder. Its name is derived from the output folder's name, so
/// that the next verification finds and removes what a killed one left. The output folder is
/// locked while this value exists, so that no other build or verification can run.
package struct VerificationFolder: Sendable {
  /// Path of the folder to build into.
  package let path: String
  private let published: OpenFolder
  private let parent: OpenFolder
  private let folder: OutputPath

  /// `lockTimeoutMilliseconds`: maximum time to wait for another build in the output folder.
  package init(beside output: String, lockTimeoutMilliseconds: Int = 5000) throws(FileError) {
    let real = try OutputPath.real(output)
    let above = try realPath(of: "\(output)/..")
    guard let real, let folder = OutputPath(".\(real.lastComponent).forumgen-verify") else {
      throw FileError(
        path: output,
        explanation: "\(output) cannot be verified, because no temporary folder can be named after "
          + "it; choose another folder with --output")
    }
    parent = try OpenFolder(at: above)
    published = try OpenFolder(at: output)
    guard published.lock(timeoutMilliseconds: lockTimeoutMilliseconds) else {
      throw FileError(
        path: output,
        explanation: "another build is using \(output); wait until it ends, then build again")
    }
    self.folder = folder
    path = parent.displayPath(folder)
    try remove()
  }

  /// Removes the folder with everything in it. Does nothing if it does not exist.
  package func remove() throws(FileError) {
    try remove(folder)
  }

  /// Removes symbolic links and never follows them.
  private func remove(_ path: OutputPath) throws(FileError) {
    guard case .folder = try parent.entry(at: path, for: .remove) else {
      try parent.removeFile(path)
      return
    }
    for name in try parent.names(in: path, for: .remove) {
      if let child = OutputPath("\(path.text)/\(name)") { try remove(child) }
    }
    guard try parent.removeEmptyFolder(path) else {
      throw FileError(.remove, path: parent.displayPath(path), reason: .notEmpty)
    }
  }
}

extension OutputPath {
  /// Returns the real path without its first slash. Returns nil for `/` and for a path that is
  /// not a valid `OutputPath`, such as one with control characters.
  fileprivate static func real(_ path: String) throws(FileError) -> OutputPath? {
    OutputPath(String(try realPath(of: path).dropFirst()))
  }
}
