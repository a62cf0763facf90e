import Diagnostics

/// Limit on the size of all compiled pages together. Partials are expanded at every call, so a
/// few lines of nested partials could otherwise fill the memory.
struct Budget {
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
  var budget: Budget
  let page: String
  private let library: TemplateLibrary
  var program: Program
  var place = HTMLContext()
  /// Index of the first instruction since a section began or ended. Literals before it must not
  /// be extended.
  var barrier = 0
  private var depth = 0
  /// Offset of the tag in the page's own template that is being expanded.
  private var outermost = 0

  init(page: String, shape: Shape, library: TemplateLibrary, budget: Budget) {
    self.page = page
    self.library = library
    self.budget = budget
    diagnostics = library.diagnostics
    program = Program(shape)
  }

  mutating func compile(_ template: Template) -> Program {
    guard !budget.isSpent else { return program }
    expand(template.nodes[...], ExpansionContext(template), ShapeStack(program.shape))
    if budget.isSpent { diagnostics.report(.tooManyNodes, at: outermost, in: template) }
    return program
  }
}

extension Compiler {
  mutating func expand(_ nodes: ArraySlice<Node>, _ scene: ExpansionContext, _ stack: ShapeStack) {
    for node in nodes {
      budget.charge(node)
      guard !budget.isSpent else { return }
      expand(node, scene, stack)
    }
  }

  private mutating func expand(_ node: Node, _ scene: ExpansionContext, _ stack: ShapeStack) {
    switch node {
    case .line(let whitespace): append(scene.beginning(ofLine: whitespace))
    case .literal(let range): append(scene.template.source.bytes[range])
    case .variable(let name, let raw): show(name, raw: raw, scene, stack)
    case .section(let name, let inverted, let nodes):
      deeper(at: name.offset, scene) { compiler in
        compiler.section(name, inverted: inverted, nodes, scene, stack)
      }
    case .partial(let call, let indentation):
      expand(call, scene, stack) { scene.entering($0, at: indentation) }
    case .parent(let call, let indentation, let blocks):
      expand(call, scene, stack) { scene.entering($0, at: indentation, filling: blocks) }
    case .block(let block):
      let filling = scene.filling(block)
      append(filling.lead)
      deeper(at: block.offset, scene) { $0.expand(filling.nodes, filling.scene, stack) }
    }
  }

  private mutating func expand(
    _ call: Call, _ scene: ExpansionContext, _ stack: ShapeStack,
    in entering: (Template) -> ExpansionContext
  ) {
    guard let called = library.template(calledBy: call, in: scene.template) else { return }
    let inner = entering(called)
    deeper(at: call.offset, scene) { $0.expand(called.nodes[...], inner, stack) }
  }

  /// Limits the depth of the expansion because it is recursive.
  private mutating func deeper(
    at offset: Int, _ scene: ExpansionContext, _ expand: (inout Compiler) -> Void
  ) {
    guard depth < TemplateParser.greatestDepth else {
      return diagnostics.report(.tooDeep, at: offset, in: scene.template)
    }
    if depth == 0 { outermost = offset }
    depth += 1
    expand(&self)
    depth -= 1
  }

  private mutating func append(_ bytes: some Collection<UInt8>) {
    budget.bytes -= bytes.count
    guard !budget.isSpent else { return }
    place.pass(bytes)
    program.append(literal: bytes, mergingFrom: barrier)
  }
}
