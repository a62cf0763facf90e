package import Diagnostics
package import Files

/// A cross-file diagnostic whose source text is no longer in memory. It has a byte offset instead
/// of a line and a column.
package struct CrossFileDiagnostic: Hashable, Sendable {
  package let severity: Diagnostic.Severity
  package let id: String
  package let message: String
  package let suggestion: String?
  /// Path of the file, relative to the content folder.
  package let path: String
  /// Byte offset in the file.
  package let offset: Int

  package init(
    _ severity: Diagnostic.Severity, _ id: String, _ message: String, in path: String,
    at offset: Int, suggestion: String? = nil
  ) {
    self.severity = severity
    self.id = id
    self.message = message
    self.suggestion = suggestion
    self.path = path
    self.offset = offset
  }
}

extension SourceFolder {
  /// Converts cross-file diagnostics to diagnostics. Reads the files again for lines, columns and
  /// excerpts.
  package func diagnostics(of crossFileDiagnostics: [CrossFileDiagnostic]) throws(FileError)
    -> [Diagnostic]
  {
    var diagnostics: [Diagnostic] = []
    for (path, group) in Dictionary(grouping: crossFileDiagnostics, by: \.path) {
      var ignored: [Diagnostic] = []
      let source =
        try read(path, &ignored)?.source ?? SourceText(file: displayPath(path), bytes: [])
      diagnostics += group.map {
        source.diagnostic($0.severity, $0.id, $0.message, at: $0.offset, suggestion: $0.suggestion)
      }
    }
    return diagnostics
  }
}
