import Diagnostics

/// Diagnostics of all templates. A diagnostic is reported once even if several pages use the
/// template.
struct TemplateDiagnostics {
  private struct ReportKey: Hashable {
    let template: ObjectIdentifier
    let offset: Int
    let id: String
  }

  private var diagnostics: Set<Diagnostic> = []
  private var reported: Set<ReportKey> = []
  private var visited: [ObjectIdentifier: Set<Int>] = [:]
  private var counts: [String: Int] = [:]

  /// All diagnostics, sorted by location.
  var all: [Diagnostic] { diagnostics.sorted() }

  mutating func insert(_ diagnostic: Diagnostic) { diagnostics.insert(diagnostic) }

  /// Records that a page uses the name, so that the name has been checked against its shape.
  mutating func visit(_ name: Name, in template: Template) {
    visited[ObjectIdentifier(template), default: []].insert(name.offset)
  }

  func hasVisited(_ name: Name, in template: Template) -> Bool {
    visited[ObjectIdentifier(template)]?.contains(name.offset) == true
  }

  /// Reports a diagnostic, unless one with the same identifier is known at this offset or the
  /// template has too many.
  mutating func report(_ diagnostic: TemplateDiagnostic, at offset: Int, in template: Template) {
    let id = diagnostic.id
    let key = ReportKey(template: ObjectIdentifier(template), offset: offset, id: id)
    guard reported.insert(key).inserted, counts[template.name, default: 0] < maximumCountPerTemplate
    else {
      return
    }
    counts[template.name, default: 0] += 1
    diagnostics.insert(diagnostic.diagnostic(at: offset, in: template.source))
  }
}

/// Diagnostics of one template, found without other templates.
struct SingleTemplateDiagnostics {
  private let source: SourceText
  private(set) var diagnostics: [Diagnostic] = []

  init(_ source: SourceText) { self.source = source }

  mutating func report(_ diagnostic: TemplateDiagnostic, at offset: Int) {
    guard diagnostics.count < maximumCountPerTemplate else { return }
    diagnostics.append(diagnostic.diagnostic(at: offset, in: source))
  }

  mutating func report(_ error: TagScanner.SyntaxError, at offset: Int) {
    report(TemplateDiagnostic.tag(error), at: offset)
  }
}

/// Maximum number of diagnostics per template. Computing the line and column of each is slow in a
/// large file.
private let maximumCountPerTemplate = 100
