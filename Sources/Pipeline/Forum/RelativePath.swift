/// The folder that a path's file stands in; empty at the root.
func folder(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
}

/// A relative path from a folder, its dots resolved; nil when it leads out of the root.
/// A slash at the end does not count.
func joined(_ folder: String, _ path: String) -> String? {
  var parts = folder.split(separator: "/")
  for part in path.split(separator: "/") {
    switch part {
    case ".": break
    case "..":
      if parts.isEmpty { return nil }
      parts.removeLast()
    default: parts.append(part)
    }
  }
  return parts.joined(separator: "/")
}

/// A path as it stands in a URL.
func encodedPath(_ path: String) -> String {
  path.split(separator: "/").map { percentEncoded(String($0)) }.joined(separator: "/")
}
