/// Compilation of variables and sections: resolves names, checks their use, appends instructions.
extension Compiler {
  mutating func section(
    _ name: Name, inverted: Bool, _ nodes: [Node], _ context: ExpansionContext, _ stack: ShapeStack
  ) {
    guard let (reference, kind) = resolve(name, context, stack) else { return }
    if case .number = kind {
      return diagnostics.report(.numberAsSection(name.text), at: name.offset, in: context.template)
    }
    let index = program.instructions.count
    let start = htmlContext
    let inner = open(reference, kind, inverted: inverted, stack)
    basicBlockStart = program.instructions.count
    expand(nodes[...], context, inner)
    program.end(index)
    basicBlockStart = program.instructions.count
    // If the budget stopped the expansion, the contexts at the start and the end need not match.
    guard !budget.isSpent else { return }
    guard let merged = start.merged(with: htmlContext) else {
      let diagnostic = TemplateDiagnostic.unbalancedSection(name.text, start, htmlContext)
      return diagnostics.report(diagnostic, at: name.offset, in: context.template)
    }
    htmlContext = merged
  }

  /// Appends the instruction of a section. Returns the shapes that surround its content.
  private mutating func open(
    _ reference: ShapeStack.SlotReference, _ kind: FieldKind, inverted: Bool, _ stack: ShapeStack
  ) -> ShapeStack {
    switch kind {
    case _ where inverted:
      program.append(.ifFalse, reference)
      return stack
    case .record(let shape):
      program.append(.enterRecord, reference, entering: shape)
      return stack.entering(shape)
    case .list(let shape):
      program.append(.forEach, reference, entering: shape)
      return stack.entering(shape)
    case .text, .html, .flag, .number:
      program.append(.ifTrue, reference)
      return stack.entering(reference, kind)
    }
  }

  mutating func variable(_ name: Name, raw: Bool, _ context: ExpansionContext, _ stack: ShapeStack)
  {
    guard let (reference, kind) = resolve(name, context, stack) else { return }
    if let diagnostic = diagnostic(ofVariable: name.text, kind, raw: raw) {
      return diagnostics.report(diagnostic, at: name.offset, in: context.template)
    }
    switch kind {
    case .html: program.append(.html, reference)
    case .number: program.append(.number, reference)
    default: program.append(.text, reference)
    }
    htmlContext.consumeValue()
  }

  private func diagnostic(ofVariable name: String, _ kind: FieldKind, raw: Bool)
    -> TemplateDiagnostic?
  {
    switch kind {
    case .text where raw: .rawText(name)
    case .text where !htmlContext.allowsText: .unsafeContext(name, htmlContext)
    case .html where !raw: .escapedHTML(name)
    case .html where !htmlContext.allowsHTML: .htmlNotAllowed(name, htmlContext)
    case .flag, .record, .list: .notShowable(name, kind)
    case .text, .html, .number: nil
    }
  }

  private mutating func resolve(
    _ name: Name, _ context: ExpansionContext, _ stack: ShapeStack
  ) -> (ShapeStack.SlotReference, FieldKind)? {
    diagnostics.visit(name, in: context.template)
    do {
      return try stack.resolve(name)
    } catch {
      if let diagnostic = TemplateDiagnostic(error, name.text, page: page) {
        diagnostics.report(diagnostic, at: name.offset, in: context.template)
      }
      return nil
    }
  }
}

extension TemplateDiagnostic {
  fileprivate init?(_ failure: ShapeStack.ResolutionError, _ name: String, page: String) {
    switch failure {
    case .unknownName(let suggestion): self = .unknownName(name, page: page, suggestion: suggestion)
    case .unknownField(let field, let record, let suggestion):
      self = .unknownField(field, of: record, page: page, suggestion: suggestion)
    case .notARecord(let field, let record, let kind):
      self = .notARecord(field, of: record, kind)
    case .dotInRecord: self = .dotInRecord
    // The parser has already reported this diagnostic.
    case .misplacedDot: return nil
    }
  }
}
