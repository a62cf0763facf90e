package import Content
package import Diagnostics
package import Fingerprints

/// A file of a theme's `assets/`, or a folder of scripts whose name ends in `.js`: its files, in the order
/// of their paths, are published as one script of that name. What a browser asks for together is then one
/// answer. A folder that holds something else, too, is a folder.
package struct ThemeAsset: Sendable {
  /// Below the theme; begins with `assets/`.
  package let path: String
  /// One, but for a script that is a folder.
  package let files: [PlainFile]
  /// Of its bytes.
  package let fingerprint: Fingerprint
  /// Of a style sheet, which may load other files.
  package let styleSheet: SourceText?

  /// Assets are few and small, and are read on each build: their names tell what is in them.
  ///
  /// `files`: those that have the same `path(of:)`.
  fileprivate init(
    _ path: String, _ files: [PlainFile], in folder: ContentFolder
  ) throws(ReadingProblem) {
    // One that was changed since it was listed is found out when it is published.
    let bytes = try folder.bytes(of: files) ?? []
    (self.path, self.files) = (path, files)
    fingerprint = Fingerprint(of: bytes)
    styleSheet =
      path.hasSuffix(".css") ? SourceText(file: folder.shown(path), bytes: bytes) : nil
  }

  /// In bytes.
  package var size: Int { files.reduce(0) { $0 + $1.size } }

  /// `assets/a.js/b/c.js` is a part of `assets/a.js`.
  fileprivate static func path(of file: String) -> String {
    guard let folder = file.firstRange(of: ".js/") else { return file }
    return String(file[..<folder.upperBound].dropLast())
  }
}

extension [ThemeAsset] {
  /// `files`: those of a theme's `assets/`, in the order of their paths.
  init(_ files: [PlainFile], in folder: ContentFolder) throws(ReadingProblem) {
    self = []
    var left = files[...]
    while let first = left.first {
      let path = ThemeAsset.path(of: first.path)
      let parts = [PlainFile](left.prefix { ThemeAsset.path(of: $0.path) == path })
      if parts.allSatisfy({ $0.path.hasSuffix(".js") }) {
        append(try ThemeAsset(path, parts, in: folder))
      } else {
        for part in parts { append(try ThemeAsset(part.path, [part], in: folder)) }
      }
      left.removeFirst(parts.count)
    }
  }
}

extension ContentFolder {
  /// Of files that are published as one, a line end between where one lacks its last; nil where one was
  /// changed since it was listed.
  package func bytes(of parts: [PlainFile]) throws(ReadingProblem) -> [UInt8]? {
    var all: [UInt8] = []
    for part in parts {
      guard let bytes = try bytes(of: part) else { return nil }
      if let last = all.last, last != UInt8(ascii: "\n") { all.append(UInt8(ascii: "\n")) }
      all += bytes
    }
    return all
  }
}
