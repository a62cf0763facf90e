/// Compilation of variables and sections: resolves names, checks their use, appends instructions.
extension Compiler {
  mutating func section(
    _ name: Name, inverted: Bool, _ nodes: [Node], _ scene: ExpansionContext, _ stack: ShapeStack
  ) {
    guard let (reference, kind) = resolve(name, scene, stack) else { return }
    if case .number = kind {
      return diagnostics.report(.numberAsSection(name.text), at: name.offset, in: scene.template)
    }
    let index = program.instructions.count
    let start = place
    let inner = open(reference, kind, inverted: inverted, stack)
    barrier = program.instructions.count
    expand(nodes[...], scene, inner)
    program.end(index)
    barrier = program.instructions.count
    // If the budget stopped the expansion, the contexts at the start and the end need not match.
    guard !budget.isSpent else { return }
    guard let joined = start.joined(with: place) else {
      let diagnostic = TemplateDiagnostic.unevenSection(name.text, start, place)
      return diagnostics.report(diagnostic, at: name.offset, in: scene.template)
    }
    place = joined
  }

  /// Appends the instruction of a section. Returns the shapes that surround its content.
  private mutating func open(
    _ reference: ShapeStack.Reference, _ kind: Kind, inverted: Bool, _ stack: ShapeStack
  ) -> ShapeStack {
    switch kind {
    case _ where inverted:
      program.append(.unless, reference)
      return stack
    case .record(let shape):
      program.append(.with, reference, entering: shape)
      return stack.entering(shape)
    case .list(let shape):
      program.append(.each, reference, entering: shape)
      return stack.entering(shape)
    case .text, .html, .flag, .number:
      program.append(.when, reference)
      return stack.entering(reference, kind)
    }
  }

  mutating func show(_ name: Name, raw: Bool, _ scene: ExpansionContext, _ stack: ShapeStack) {
    guard let (reference, kind) = resolve(name, scene, stack) else { return }
    if let diagnostic = diagnostic(inShowing: name.text, kind, raw: raw) {
      return diagnostics.report(diagnostic, at: name.offset, in: scene.template)
    }
    switch kind {
    case .html: program.append(.html, reference)
    case .number: program.append(.number, reference)
    default: program.append(.text, reference)
    }
    place.passValue()
  }

  private func diagnostic(inShowing name: String, _ kind: Kind, raw: Bool) -> TemplateDiagnostic? {
    switch kind {
    case .text where raw: .textRaw(name)
    case .text where !place.takesText: .unsafePlace(name, place)
    case .html where !raw: .htmlEscaped(name)
    case .html where !place.takesHTML: .htmlInPlace(name, place)
    case .flag, .record, .list: .notShowable(name, kind)
    case .text, .html, .number: nil
    }
  }

  private mutating func resolve(
    _ name: Name, _ scene: ExpansionContext, _ stack: ShapeStack
  ) -> (ShapeStack.Reference, Kind)? {
    diagnostics.visit(name, in: scene.template)
    do {
      return try stack.resolve(name)
    } catch {
      if let diagnostic = TemplateDiagnostic(error, name.text, page: page) {
        diagnostics.report(diagnostic, at: name.offset, in: scene.template)
      }
      return nil
    }
  }
}

extension TemplateDiagnostic {
  fileprivate init?(_ failure: ShapeStack.Failure, _ name: String, page: String) {
    switch failure {
    case .unknownName(let nearest): self = .unknownName(name, page: page, nearest: nearest)
    case .unknownField(let field, let record, let nearest):
      self = .unknownField(field, of: record, page: page, nearest: nearest)
    case .noRecord(let field, let record, let kind):
      self = .notReachable(field, of: record, kind)
    case .dotInRecord: self = .dotInRecord
    // The parser has already reported this diagnostic.
    case .misplacedDot: return nil
    }
  }
}
