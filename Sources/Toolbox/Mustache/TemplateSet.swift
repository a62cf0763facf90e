// The Mustache room: the tiny template engine. Templates are parsed, checked against the shapes of
// the pages they show, and compiled to flat programs at load, so that rendering only appends bytes.
// The language is Mustache 1.4 with inheritance, without lambdas. Its door is `TemplateSet.compile`.

package import Diagnostics

/// A template as it stands in a file.
package struct TemplateSource: Sendable {
  /// What other templates and pages call it: the file's name without `.mustache`.
  package let name: String
  package let source: SourceText

  package init(name: String, source: SourceText) {
    self.name = name
    self.source = source
  }
}

/// Templates that are known to fit the pages they show.
package struct TemplateSet: Sendable {
  private let programs: [String: Program]

  /// Compiles every page's template against its shape and checks every other template too.
  ///
  /// All mistakes of all templates are in `diagnostics`, sorted, each once; `templates` is nil when
  /// one of them is an error.
  package static func compile(
    _ sources: [TemplateSource], pages: [(name: String, shape: Shape)]
  ) -> (templates: TemplateSet?, diagnostics: [Diagnostic]) {
    var library = Library(sources)
    var compiled: [String: Program] = [:]
    var budget = Budget()
    for page in pages {
      guard let template = library.template(ofPage: page.name) else { continue }
      var compiler = Compiler(page: page.name, shape: page.shape, library: library, budget: budget)
      compiled[page.name] = compiler.compile(template)
      library.problems = compiler.problems
      budget = compiler.budget
    }
    library.checkUnvisitedNames(against: pages.map(\.shape))
    let diagnostics = library.problems.all
    let failed = diagnostics.contains { $0.severity == .error }
    return (failed ? nil : TemplateSet(programs: compiled), diagnostics)
  }

  /// The template of a page: one of those given to `compile`; any other has none.
  package func template(ofPage page: String) -> PageTemplate? {
    programs[page].map(PageTemplate.init)
  }

  /// What templates ask of a page's record `field`: the names that lead on from it, none for the
  /// record as a whole.
  package func names(below field: String) -> Set<[String]> {
    Set(programs.values.flatMap { $0.names(below: field) })
  }
}

/// A page's template, ready to be rendered.
package struct PageTemplate: Sendable {
  let program: Program

  /// Appends the page; the bytes are the same for the same values.
  ///
  /// A record of another shape than the page's renders as if all its values were missing.
  package func render(
    _ record: Value, of values: borrowing ValueArena, into output: inout [UInt8]
  ) {
    values.read { program.render(record, $0, into: &output) }
  }

  /// The template for records whose first values are these, whatever they say themselves.
  ///
  /// `shape`: of those records; nil: the one that it was compiled for. It differs from that in what
  /// is filled in at most.
  package func filled(
    with first: [Value], of values: borrowing ValueArena, for shape: Shape? = nil
  ) -> PageTemplate {
    PageTemplate(
      program: values.read { program.filled(with: first, $0, for: shape ?? program.shape) })
  }
}
