import Files

extension ContentFolder {
  /// Whether a folder to publish into is this one, lies in it, or holds it: published pages would be
  /// read as content, or content be replaced by pages. The folder need not be there yet.
  package func overlaps(_ output: String) -> Bool {
    guard let own = try? realPath(of: path), let other = resolved(output) else { return false }
    return own == other || other.hasPrefix(slashed(own)) || own.hasPrefix(slashed(other))
  }

  /// The real path of as much as there is, and the rest as it was given.
  private func resolved(_ path: String) -> String? {
    var parts = path.split(separator: "/")[...]
    var rest: [Substring] = []
    let start = path.hasPrefix("/") ? "/" : "./"
    while true {
      if let real = try? realPath(of: start + parts.joined(separator: "/")) {
        return rest.reversed().reduce(real) { slashed($0) + $1 }
      }
      guard let last = parts.popLast() else { return nil }
      rest.append(last)
    }
  }

  private func slashed(_ path: String) -> String { path.hasSuffix("/") ? path : path + "/" }
}
