import Files

extension SourceFolder {
  /// Returns whether the output folder is this folder, is inside it, or contains it.
  ///
  /// In each of these cases published pages would be read as content, or content would be
  /// replaced by pages. The output folder does not have to exist. False if this folder cannot be
  /// resolved.
  package func overlaps(_ output: String) -> Bool {
    guard let own = try? realPath(of: path), let other = resolved(output) else { return false }
    return own == other || other.hasPrefix(slashed(own)) || own.hasPrefix(slashed(other))
  }

  /// Resolves symbolic links in the longest existing prefix of the path and appends the rest as
  /// given. Nil if no prefix exists.
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
