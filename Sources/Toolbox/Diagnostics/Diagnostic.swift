// The Diagnostics room: a place in a text, what is wrong there, the nearest right word, and how
// all that is printed. Its door is `DiagnosticReport`.

/// Something wrong with what an author wrote. A value, never thrown: a build collects all of them.
///
/// Errors stop publication and cannot be silenced; warnings stop it with `--strict` only.
package struct Diagnostic: Hashable, Sendable {
  package enum Severity: String, Hashable, Sendable {
    case error, warning
  }

  package let severity: Severity
  /// A stable name for machines, in kebab case: `unknown-key`.
  package let id: String
  /// One plain sentence without a final full stop: what is wrong and, where it is not plain, how
  /// it is mended.
  package let message: String
  package let place: Place
  /// The nearest right word, printed as `; did you mean '…'?`.
  package let suggestion: String?
  /// The whole line that `place` stands in, where there is one to show a caret under.
  package let excerpt: String?

  package init(
    _ severity: Severity, _ id: String, _ message: String, at place: Place,
    suggestion: String? = nil, excerpt: String? = nil
  ) {
    self.severity = severity
    self.id = id
    self.message = message
    self.place = place
    self.suggestion = suggestion
    self.excerpt = excerpt
  }

  /// Without the excerpt, which the place tells already: many in one long line would hash it anew.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(place)
    hasher.combine(id)
    hasher.combine(message)
  }
}

/// A place in a file. Lines and columns count from 1, columns in Unicode scalars.
///
/// `file` is the path as the command line gave its folder, with `/` between its parts.
package struct Place: Hashable, Sendable {
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
  /// By file, line and column, then by what is said: the order they are printed in.
  package static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    left.sortKey < right.sortKey
  }

  private var sortKey: (String, Int, Int, String, String, String) {
    (place.file, place.line, place.column, severity.rawValue, message, id)
  }
}
