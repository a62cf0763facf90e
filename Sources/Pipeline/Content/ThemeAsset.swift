package import Diagnostics
package import Fingerprints

/// A file of a theme's `assets/`.
package struct ThemeAsset: Sendable {
  /// Its path below the theme begins with `assets/`.
  package let file: PlainFile
  /// Of its bytes.
  package let fingerprint: Fingerprint
  /// Of a style sheet, which may load other files.
  package let styleSheet: SourceText?

  /// Assets are few and small, and are read on each build: their names tell what is in them.
  init(_ file: PlainFile, in folder: ContentFolder) throws(ReadingProblem) {
    // One that was changed since it was listed is found out when it is published.
    let bytes = try folder.bytes(of: file) ?? []
    self.file = file
    fingerprint = Fingerprint(of: bytes)
    styleSheet =
      file.path.hasSuffix(".css")
      ? SourceText(file: folder.shown(file.path), bytes: bytes) : nil
  }
}
