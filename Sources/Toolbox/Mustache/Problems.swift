import Diagnostics

/// What is wrong in templates, each mistake once though several pages may reach it.
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

  /// Sorted by place.
  var all: [Diagnostic] { diagnostics.sorted() }

  mutating func insert(_ diagnostic: Diagnostic) { diagnostics.insert(diagnostic) }

  /// Notes that a page came to a name, so that it was checked there.
  mutating func visit(_ name: Name, in template: Template) {
    visited[ObjectIdentifier(template), default: []].insert(name.offset)
  }

  func hasVisited(_ name: Name, in template: Template) -> Bool {
    visited[ObjectIdentifier(template)]?.contains(name.offset) == true
  }

  /// Reports a mistake, unless one of its kind is already known at that place.
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

/// What is wrong in one template by itself.
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

/// Nobody reads more at a time, and to find the line and column of each is slow in a large file.
private let mostOfATemplate = 100
