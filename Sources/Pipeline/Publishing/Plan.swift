package import Files
package import Fingerprints

/// A file that this build publishes, and the fingerprint of everything it shows.
package struct PlannedFile: Hashable, Sendable {
  package let path: OutputPath
  package let fingerprint: Fingerprint

  package init(path: OutputPath, fingerprint: Fingerprint) {
    self.path = path
    self.fingerprint = fingerprint
  }

  /// Nil for a path that could lead out of the output folder.
  package init?(_ path: String, _ fingerprint: Fingerprint) {
    guard let path = OutputPath(path) else { return nil }
    self.init(path: path, fingerprint: fingerprint)
  }
}

/// The planned files in the order of their paths' bytes.
struct Plan: Sendable {
  /// As they were given; a file's place here is its position.
  let files: [PlannedFile]
  /// The positions, sorted by path.
  let order: [Int]
  /// The paths, sorted.
  let paths: PathTable

  /// Refuses a path twice, a path that is a folder of another, and paths that forumgen needs itself.
  init(_ files: [PlannedFile]) throws(PublishingProblem) {
    self.files = files
    order = files.indices.sorted { files[$0].path < files[$1].path }
    paths = PathTable(order.lazy.map { files[$0].path.text })
    try PublishingProblem.throwAll(of: clashes())
  }
}

extension Plan {
  private func clashes() -> [PublishingProblem] {
    var problems: [PublishingProblem] = []
    // The paths that the present one begins with. Whatever stands between "a" and "a/b" in the
    // order of bytes begins with "a", so a clash is never lost by dropping the others.
    var beginnings: [OutputPath] = []
    for path in order.lazy.map({ files[$0].path }) {
      while let last = beginnings.last, !path.text.utf8.starts(with: last.text.utf8) {
        beginnings.removeLast()
      }
      if let reason = clash(of: path, with: beginnings) {
        problems.append(PublishingProblem(path: path.text, reason: reason))
      }
      beginnings.append(path)
    }
    return problems
  }

  private func clash(of path: OutputPath, with others: [OutputPath]) -> PublishingProblem.Reason? {
    if path.isReserved { return .reserved }
    if others.contains(path) { return .plannedTwice }
    return others.first(where: path.isBelow).map { .plannedBelow(file: $0.text) }
  }
}

extension OutputPath {
  /// Whether forumgen needs the name for what it notes down.
  var isReserved: Bool { top == OutputFolder.notes || isTemporary }
}
