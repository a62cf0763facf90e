// The Deployment room: what somebody who deploys has to know of a build: which files it changed, and
// whether the published folder is what a clean build makes. Its doors are `ChangeLists`, `CleanCopy`
// and `SiteComparison`.

package import Files

/// `FILE.written` and `FILE.removed`: what a build did to the publish folder, a path a line, relative
/// to it and sorted, as rsync and rclone take them with `--files-from`.
///
/// They are there if and only if the last build that was asked for them published, and they are all
/// that changed since the build before it. `.forumgen/` is in neither: a server needs no list.
package struct ChangeLists: Sendable {
  private let written: String
  private let removed: String

  /// `file`: both paths without their ends. Folders that are missing are made.
  package init(_ file: String) {
    written = "\(file).written"
    removed = "\(file).removed"
  }

  /// Removes the lists of an earlier build, having seen that new ones can be written: who cannot be
  /// told what changed must learn of it before anything does.
  package func clear() throws(DeploymentProblem) {
    for path in [written, removed] {
      try trying(to: .write) { () throws(FileProblem) in
        try writeFile([], to: path)
        try removeFile(path)
      }
    }
  }

  /// `FILE.written` comes last: where it is, the other one is too.
  package func write(
    written: [OutputPath], removed: [OutputPath]
  ) throws(DeploymentProblem) {
    try trying(to: .write) { () throws(FileProblem) in
      try writeFile(lines(removed), to: self.removed)
      try writeFile(lines(written), to: self.written)
    }
  }

  private func lines(_ paths: [OutputPath]) -> [UInt8] {
    var bytes: [UInt8] = []
    for path in paths.sorted() {
      bytes += path.text.utf8
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }
}
