import Diagnostics

/// Limit on the size of all compiled pages together. Partials are expanded at every call, so a
/// few lines of nested partials could otherwise fill the memory.
struct ExpansionBudget {
  var nodes = 1_000_000
  /// Bytes of literal text.
  var bytes = 64_000_000

  var isSpent: Bool { nodes < 0 || bytes < 0 }

  mutating func charge(_ node: Node) {
    switch node {
    case .line, .literal: break
    default: nodes -= 1
    }
  }
}

/// Compiles a page's template and shape to a `Program`, and collects the diagnostics it finds.
struct Compiler {
  var diagnostics: TemplateDiagnostics
  var budget: ExpansionBudget
  let page: String
  private let library: TemplateLibrary
  var program: Program
  var htmlContext = HTMLContext()
  /// Index of the first instruction since a section began or ended. Literals before it must not
  /// be extended.
  var basicBlockStart = 0
  private var depth = 0
  /// Offset of the tag in the page's own template that is being expanded.
  private var outermostOffset = 0

  init(page: String, shape: Shape, library: TemplateLibrary, budget: ExpansionBudget) {
    self.page = page
    self.library = library
    self.budget = budget
    diagnostics = library.diagnostics
    program = Program(shape)
  }

  mutating func compile(_ template: Template) -> Program {
    guard !budget.isSpent else { return program }
    expand(template.nodes[...], ExpansionContext(template), ShapeStack(program.shape))
    if budget.isSpent { diagnostics.report(.tooManyNodes, at: outermostOffset, in: template) }
    return program
  }
}

extension Compiler {
  mutating func expand(_ nodes: ArraySlice<Node>, _ context: ExpansionContext, _ stack: ShapeStack)
  {
    for node in nodes {
      budget.charge(node)
      guard !budget.isSpent else { return }
      expand(node, context, stack)
    }
  }

  private mutating func expand(_ node: Node, _ context: ExpansionContext, _ stack: ShapeStack) {
    switch node {
    case .line(let whitespace): append(context.indentation(ofLine: whitespace))
    case .literal(let range): append(context.template.source.bytes[range])
    case .variable(let name, let raw): variable(name, raw: raw, context, stack)
    case .section(let name, let inverted, let nodes):
      withDepthCheck(at: name.offset, context) { compiler in
        compiler.section(name, inverted: inverted, nodes, context, stack)
      }
    case .partial(let call, let indentation):
      expand(call, context, stack) { context.forPartial($0, at: indentation) }
    case .parent(let call, let indentation, let blocks):
      expand(call, context, stack) { context.forParent($0, at: indentation, filling: blocks) }
    case .block(let block):
      let content = context.content(of: block)
      append(content.leadingIndentation)
      withDepthCheck(at: block.offset, context) { $0.expand(content.nodes, content.context, stack) }
    }
  }

  private mutating func expand(
    _ call: Call, _ context: ExpansionContext, _ stack: ShapeStack,
    in calledContext: (Template) -> ExpansionContext
  ) {
    guard let called = library.template(calledBy: call, in: context.template) else { return }
    let inner = calledContext(called)
    withDepthCheck(at: call.offset, context) { $0.expand(called.nodes[...], inner, stack) }
  }

  /// Limits the depth of the expansion because it is recursive.
  private mutating func withDepthCheck(
    at offset: Int, _ context: ExpansionContext, _ expand: (inout Compiler) -> Void
  ) {
    guard depth < TemplateParser.maximumDepth else {
      return diagnostics.report(.tooDeep, at: offset, in: context.template)
    }
    if depth == 0 { outermostOffset = offset }
    depth += 1
    expand(&self)
    depth -= 1
  }

  private mutating func append(_ bytes: some Collection<UInt8>) {
    budget.bytes -= bytes.count
    guard !budget.isSpent else { return }
    htmlContext.consume(bytes)
    program.append(literal: bytes, mergingFrom: basicBlockStart)
  }
}
