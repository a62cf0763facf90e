package import Content
package import Diagnostics
package import Files
package import Fingerprints

/// A published file of a theme's assets/.
///
/// A folder that has only scripts and whose name ends in `.js` is published as one script. Its
/// files are joined in order of their paths, so that a browser sends one request. Any other
/// folder is published file by file.
package struct ThemeAsset: Sendable {
  /// Path relative to the theme. Begins with `assets/`.
  package let path: String
  /// One file, or all files of a script that is a folder.
  package let files: [VerbatimFile]
  /// Fingerprint of the bytes.
  package let fingerprint: Fingerprint
  /// The text of a style sheet, which can load other files. Nil for other assets.
  package let styleSheet: SourceText?

  /// Reads the files in each build, because the published name contains the fingerprint. Assets
  /// are few and small.
  ///
  /// - Parameter files: all files with the same `path(of:)`.
  fileprivate init(
    _ path: String, _ files: [VerbatimFile], in folder: SourceFolder
  ) throws(FileError) {
    // A file that has changed since it was listed is detected when it is published.
    let bytes = try folder.bytes(of: files) ?? []
    (self.path, self.files) = (path, files)
    fingerprint = Fingerprint(of: bytes)
    styleSheet =
      path.hasSuffix(".css") ? SourceText(file: folder.displayPath(path), bytes: bytes) : nil
  }

  /// In bytes.
  package var size: Int { files.reduce(0) { $0 + $1.size } }

  /// Returns the path of the asset to which a file belongs. The file `assets/a.js/b/c.js` is a
  /// part of `assets/a.js`.
  fileprivate static func path(of file: String) -> String {
    guard let folder = file.firstRange(of: ".js/") else { return file }
    return String(file[..<folder.upperBound].dropLast())
  }
}

extension [ThemeAsset] {
  /// - Parameter files: the files of a theme's assets/, in order of their paths.
  init(_ files: [VerbatimFile], in folder: SourceFolder) throws(FileError) {
    self = []
    var rest = files[...]
    while let first = rest.first {
      let path = ThemeAsset.path(of: first.path)
      let parts = [VerbatimFile](rest.prefix { ThemeAsset.path(of: $0.path) == path })
      if parts.allSatisfy({ $0.path.hasSuffix(".js") }) {
        append(try ThemeAsset(path, parts, in: folder))
      } else {
        for part in parts { append(try ThemeAsset(part.path, [part], in: folder)) }
      }
      rest.removeFirst(parts.count)
    }
  }
}

extension SourceFolder {
  /// Returns the bytes of files that are published as one. Adds a line end between two files if
  /// the first does not end with one. Nil if a file has changed since it was listed.
  package func bytes(of parts: [VerbatimFile]) throws(FileError) -> [UInt8]? {
    var all: [UInt8] = []
    for part in parts {
      guard let bytes = try bytes(of: part) else { return nil }
      if let last = all.last, last != UInt8(ascii: "\n") { all.append(UInt8(ascii: "\n")) }
      all += bytes
    }
    return all
  }
}
