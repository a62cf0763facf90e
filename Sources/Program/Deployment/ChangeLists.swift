// The Deployment module supports deployment: it lists the files that a build changed, and
// compares the output folder with a clean build. Entry points: `ChangeLists`,
// `VerificationFolder` and `SiteComparison`.

package import Files

/// The change lists `FILE.written` and `FILE.removed`: paths that a build wrote to or removed
/// from the output folder. They are relative to the output folder, sorted, one a line, in the
/// format of `--files-from` of rsync and rclone.
///
/// The lists exist only if the last build that was to write them published the site. They name
/// everything that changed since the previous build. Files in `.forumgen/` are not listed,
/// because a server does not need them.
package struct ChangeLists: Sendable {
  private let written: String
  private let removed: String

  /// `file`: path of both lists without their suffixes. Missing folders are created.
  package init(_ file: String) {
    written = "\(file).written"
    removed = "\(file).removed"
  }

  /// Removes the lists of an earlier build, and checks that new ones can be written. Called
  /// first, so that a build that cannot write the lists fails before it changes anything.
  package func prepare() throws(FileError) {
    for path in [written, removed] {
      try writeFile([], to: path)
      try removeFile(path, for: .write)
    }
  }

  /// Writes `FILE.written` last. If it exists, both lists are complete.
  package func write(written: [OutputPath], removed: [OutputPath]) throws(FileError) {
    try writeFile(lines(removed), to: self.removed)
    try writeFile(lines(written), to: self.written)
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
