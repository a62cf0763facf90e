/// Returns the folder of a path, or an empty string for a file at the root.
func parentFolder(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
}

/// Resolves a relative path, with `.` and `..`, from a folder. Returns nil if it leads out of the
/// root. A slash at the end is ignored.
func resolvedPath(_ path: String, from folder: String) -> String? {
  var segments = folder.split(separator: "/")
  for segment in path.split(separator: "/") {
    switch segment {
    case ".": break
    case "..":
      if segments.isEmpty { return nil }
      segments.removeLast()
    default: segments.append(segment)
    }
  }
  return segments.joined(separator: "/")
}

/// Percent-encodes the segments of a path for a URL.
func percentEncodedPath(_ path: String) -> String {
  path.split(separator: "/").map { percentEncoded(String($0)) }.joined(separator: "/")
}
