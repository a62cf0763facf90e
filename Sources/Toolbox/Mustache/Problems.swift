import Diagnostics

/// Diagnostics of all templates. A mistake is reported once even if several pages use the
/// template.
struct Problems {
  private struct Spot: Hashable {
    let template: ObjectIdentifier
    let offset: Int
    let id: String
  }

  private var diagnostics: Set<Diagnostic> = []
  private var spots: Set<Spot> = []
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

  /// Reports a mistake, unless one with the same identifier is known at this offset or the
  /// template has too many.
  mutating func report(_ mistake: Mistake, at offset: Int, in template: Template) {
    let id = mistake.id
    let spot = Spot(template: ObjectIdentifier(template), offset: offset, id: id)
    guard spots.insert(spot).inserted, counts[template.name, default: 0] < mostOfATemplate else {
      return
    }
    counts[template.name, default: 0] += 1
    diagnostics.insert(mistake.diagnostic(at: offset, in: template.source))
  }
}

/// Diagnostics of one template, found without other templates.
struct TemplateProblems {
  private let source: SourceText
  private(set) var diagnostics: [Diagnostic] = []

  init(_ source: SourceText) { self.source = source }

  mutating func report(_ mistake: Mistake, at offset: Int) {
    guard diagnostics.count < mostOfATemplate else { return }
    diagnostics.append(mistake.diagnostic(at: offset, in: source))
  }

  mutating func report(_ mistake: TagScanner.Mistake, at offset: Int) {
    report(Mistake.tag(mistake), at: offset)
  }
}

/// Maximum number of diagnostics per template. Computing the line and column of each is slow in a
/// large file.
private let mostOfATemplate = 100
