/// Returns the folder of a path, or an empty string for a file at the root.
func folder(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
}

/// Returns a relative path from a folder with `.` and `..` resolved, or nil if it leads out of
/// the root. A slash at the end is ignored.
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

/// Percent-encodes the parts of a path for a URL.
func encodedPath(_ path: String) -> String {
  path.split(separator: "/").map { percentEncoded(String($0)) }.joined(separator: "/")
}
