// The Mustache module: a small template engine for Mustache 1.4 with inheritance and without
// lambdas. Templates are parsed, checked against the shapes of the pages they show, and compiled
// to flat programs, so that rendering only appends bytes. Entry point: `TemplateSet.compile`.

package import Diagnostics

/// The name and text of a template file.
package struct TemplateSource: Sendable {
  /// The name used by other templates and pages: the file name without `.mustache`.
  package let name: String
  package let source: SourceText

  package init(name: String, source: SourceText) {
    self.name = name
    self.source = source
  }
}

/// Compiled templates that match the shapes of their pages.
package struct TemplateSet: Sendable {
  private let programs: [String: Program]

  /// Compiles the template of each page against the page's shape, and checks all other templates.
  ///
  /// `diagnostics` contains the diagnostics of all templates, sorted and without duplicates.
  /// `templates` is nil if one of them is an error.
  package static func compile(
    _ sources: [TemplateSource], pages: [(name: String, shape: Shape)]
  ) -> (templates: TemplateSet?, diagnostics: [Diagnostic]) {
    var library = TemplateLibrary(sources)
    var compiled: [String: Program] = [:]
    var budget = ExpansionBudget()
    for page in pages {
      guard let template = library.template(ofPage: page.name) else { continue }
      var compiler = Compiler(page: page.name, shape: page.shape, library: library, budget: budget)
      compiled[page.name] = compiler.compile(template)
      library.diagnostics = compiler.diagnostics
      budget = compiler.budget
    }
    library.checkUnvisitedNames(against: pages.map(\.shape))
    let diagnostics = library.diagnostics.all
    let failed = diagnostics.contains { $0.severity == .error }
    return (failed ? nil : TemplateSet(programs: compiled), diagnostics)
  }

  /// Returns the template of a page. Nil if the page was not passed to `compile`.
  package func template(ofPage page: String) -> PageTemplate? {
    programs[page].map(PageTemplate.init)
  }

  /// Returns the dotted names below `field` of the page's record that templates refer to, each as
  /// an array of its parts after `field`. The array is empty for the record as a whole.
  package func names(below field: String) -> Set<[String]> {
    Set(programs.values.flatMap { $0.names(below: field) })
  }
}

/// The compiled template of a page.
package struct PageTemplate: Sendable {
  let program: Program

  /// Appends the rendered page. Equal values always give equal bytes.
  ///
  /// A record of a shape other than the page's is rendered as if all its values were missing.
  package func render(
    _ record: Value, of values: borrowing ValueArena, into output: inout [UInt8]
  ) {
    values.read { program.render(record, $0, into: &output) }
  }

  /// Returns this template specialized for records that begin with the values `first`. Values
  /// that these records have in the same slots are ignored.
  ///
  /// `shape` is the shape of these records. It may differ only in the fields of `first` from the
  /// shape for which the template was compiled, which is the default.
  package func specialized(
    for first: [Value], of values: borrowing ValueArena, shape: Shape? = nil
  ) -> PageTemplate {
    PageTemplate(
      program: values.read { program.specialized(for: first, $0, shape: shape ?? program.shape) })
  }
}
