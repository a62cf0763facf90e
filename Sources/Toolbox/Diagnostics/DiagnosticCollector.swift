/// Collects the diagnostics of one file.
package struct DiagnosticCollector {
  package let source: SourceText
  package private(set) var diagnostics: [Diagnostic] = []
  /// The last reported location. The next one is counted from there.
  private var last: (offset: Int, location: SourceLocation)

  package init(_ source: SourceText) {
    self.source = source
    last = (0, source.location(at: 0))
  }

  package mutating func error(
    _ id: String, _ message: String, at offset: Int, suggestion: String? = nil
  ) {
    append(.error, id, message, at: offset, suggestion)
  }

  package mutating func warning(
    _ id: String, _ message: String, at offset: Int, suggestion: String? = nil
  ) {
    append(.warning, id, message, at: offset, suggestion)
  }

  private mutating func append(
    _ severity: Diagnostic.Severity, _ id: String, _ message: String, at offset: Int,
    _ suggestion: String?
  ) {
    let location = source.location(at: offset, from: last)
    // Diagnostics of the same line share one copy of its text.
    let isSameLine = diagnostics.last?.location.line == location.line
    let excerpt = isSameLine ? diagnostics.last?.excerpt : source.lineText(at: offset)
    diagnostics.append(
      Diagnostic(
        severity, id, message, at: location, suggestion: suggestion, excerpt: excerpt))
    last = (min(max(offset, 0), source.bytes.count), location)
  }
}
