// The Diagnostics module: source locations, diagnostics for authors, suggestions of similar
// words, and printing. Entry point: `DiagnosticReport`.

/// A problem in what an author wrote. It is a value and never thrown because a build collects all
/// of them.
///
/// An error always stops publication. A warning stops it only with `--strict`.
package struct Diagnostic: Hashable, Sendable {
  package enum Severity: String, Hashable, Sendable {
    case error, warning
  }

  package let severity: Severity
  /// Stable identifier for tools, in kebab case: `unknown-key`.
  package let id: String
  /// One sentence without a final full stop: what is wrong and, if that is not obvious, how to
  /// fix it.
  package let message: String
  package let location: SourceLocation
  /// A similar word that is valid here, printed as `; did you mean '…'?`.
  package let suggestion: String?
  /// The whole line at `location`, if it can be shown with a caret below it.
  package let excerpt: String?

  package init(
    _ severity: Severity, _ id: String, _ message: String, at location: SourceLocation,
    suggestion: String? = nil, excerpt: String? = nil
  ) {
    self.severity = severity
    self.id = id
    self.message = message
    self.location = location
    self.suggestion = suggestion
    self.excerpt = excerpt
  }

  /// Leaves out the excerpt because `location` determines it. Many diagnostics in one long line
  /// would otherwise hash that line many times.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(location)
    hasher.combine(id)
    hasher.combine(message)
  }
}

/// A location in a source file. Lines and columns count from 1. Columns count Unicode scalars.
///
/// `file` begins with the folder as it was given on the command line and uses `/` between its
/// parts.
package struct SourceLocation: Hashable, Sendable {
  package let file: String
  package let line: Int
  package let column: Int

  package init(file: String, line: Int = 1, column: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
  }
}

extension Diagnostic: Comparable {
  /// Orders diagnostics by location and then by content. This is the order in which they are
  /// printed.
  package static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    left.sortKey < right.sortKey
  }

  private var sortKey: (String, Int, Int, String, String, String) {
    (location.file, location.line, location.column, severity.rawValue, message, id)
  }
}
