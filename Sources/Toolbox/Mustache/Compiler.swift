import Diagnostics

/// How much all pages together may be compiled to: partials are written out in every place, and a
/// few lines of them can stand for more than any memory holds.
struct Budget {
  var nodes = 1_000_000
  /// Bytes of literal text.
  var bytes = 64_000_000

  var isSpent: Bool { nodes < 0 || bytes < 0 }
}

/// Template and shape → program, with everything that is wrong.
struct Compiler {
  var problems: Problems
  var budget: Budget
  private let page: String
  private let library: Library
  private var program: Program
  private var place = HTMLPlace()
  /// Literals are merged with those behind this instruction only: a section begins or ends here.
  private var barrier = 0
  private var depth = 0

  init(page: String, shape: Shape, library: Library, budget: Budget) {
    self.page = page
    self.library = library
    self.budget = budget
    problems = library.problems
    program = Program(shape)
  }

  mutating func compile(_ template: Template) -> Program {
    expand(template.nodes[...], Scene(template), ShapeStack(program.shape))
    return program
  }
}

extension Compiler {
  private mutating func expand(_ nodes: ArraySlice<Node>, _ scene: Scene, _ stack: ShapeStack) {
    for node in nodes {
      budget.nodes -= 1
      guard !budget.isSpent else { return }
      expand(node, scene, stack)
    }
  }

  private mutating func expand(_ node: Node, _ scene: Scene, _ stack: ShapeStack) {
    switch node {
    case .line(let whitespace): append(scene.beginning(ofLine: whitespace))
    case .literal(let range): append(scene.template.source.bytes[range])
    case .variable(let name, let raw): show(name, raw: raw, scene, stack)
    case .section(let name, let inverted, let nodes):
      deeper(at: name.offset, scene) { compiler in
        compiler.section(name, inverted: inverted, nodes, scene, stack)
      }
    case .partial(let call, let indentation):
      guard let partial = library.template(calledBy: call, in: scene.template) else { return }
      deeper(at: call.offset, scene) { compiler in
        compiler.expand(partial.nodes[...], scene.entering(partial, at: indentation), stack)
      }
    case .parent(let call, let indentation, let blocks):
      guard let parent = library.template(calledBy: call, in: scene.template) else { return }
      checkBlocks(blocks, of: parent, scene)
      let inner = scene.entering(parent, at: indentation, filling: blocks)
      deeper(at: call.offset, scene) { $0.expand(parent.nodes[...], inner, stack) }
    case .block(let block):
      let filling = scene.filling(block)
      append(filling.lead)
      deeper(at: block.offset, scene) { $0.expand(filling.nodes, filling.scene, stack) }
    }
  }

  /// Bounds the depth of the expansion, and says where a page becomes too large.
  private mutating func deeper(
    at offset: Int, _ scene: Scene, _ expand: (inout Compiler) -> Void
  ) {
    guard depth < TemplateParser.greatestDepth else {
      return problems.report(.tooDeep, at: offset, in: scene.template)
    }
    depth += 1
    expand(&self)
    depth -= 1
    if depth == 0, budget.isSpent {
      problems.report(.tooManyNodes, at: offset, in: scene.template)
    }
  }

  private mutating func append(_ bytes: some Collection<UInt8>) {
    budget.bytes -= bytes.count
    guard !budget.isSpent else { return }
    place.pass(bytes)
    program.append(literal: bytes, mergingFrom: barrier)
  }

  private mutating func checkBlocks(_ blocks: [Block], of parent: Template, _ scene: Scene) {
    guard !blocks.isEmpty else { return }
    let known = library.blocks(in: parent)
    for block in blocks where !known.contains(block.name) {
      let nearest = known.sorted().nearest(to: block.name)
      let mistake = Mistake.unknownBlock(block.name, parent: parent.name, nearest: nearest)
      problems.report(mistake, at: block.offset, in: scene.template)
    }
  }
}

extension Compiler {
  private mutating func section(
    _ name: Name, inverted: Bool, _ nodes: [Node], _ scene: Scene, _ stack: ShapeStack
  ) {
    guard let (reference, kind) = resolve(name, scene, stack) else { return }
    if case .number = kind {
      return problems.report(.numberAsSection(name.text), at: name.offset, in: scene.template)
    }
    let index = program.instructions.count
    let start = place
    let inner = open(reference, kind, inverted: inverted, stack)
    barrier = program.instructions.count
    expand(nodes[...], scene, inner)
    program.end(index)
    barrier = program.instructions.count
    guard let joined = start.joined(with: place) else {
      let mistake = Mistake.unevenSection(name.text, start, place)
      return problems.report(mistake, at: name.offset, in: scene.template)
    }
    place = joined
  }

  /// Appends the section's own instruction; then what is around what stands in it.
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

  private mutating func show(_ name: Name, raw: Bool, _ scene: Scene, _ stack: ShapeStack) {
    guard let (reference, kind) = resolve(name, scene, stack) else { return }
    if let mistake = mistake(inShowing: name.text, kind, raw: raw) {
      return problems.report(mistake, at: name.offset, in: scene.template)
    }
    switch kind {
    case .html: program.append(.html, reference)
    case .number: program.append(.number, reference)
    default: program.append(.text, reference)
    }
    place.passValue()
  }

  private func mistake(inShowing name: String, _ kind: Kind, raw: Bool) -> Mistake? {
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
    _ name: Name, _ scene: Scene, _ stack: ShapeStack
  ) -> (ShapeStack.Reference, Kind)? {
    problems.visit(name, in: scene.template)
    do {
      return try stack.resolve(name)
    } catch {
      if let mistake = Mistake(error, name.text, page: page) {
        problems.report(mistake, at: name.offset, in: scene.template)
      }
      return nil
    }
  }
}

extension Mistake {
  fileprivate init?(_ failure: ShapeStack.Failure, _ name: String, page: String) {
    switch failure {
    case .unknownName(let nearest): self = .unknownName(name, page: page, nearest: nearest)
    case .unknownField(let field, let record, let nearest):
      self = .unknownField(field, of: record, page: page, nearest: nearest)
    case .noRecord(let field, let record, let kind):
      self = .notReachable(field, of: record, kind)
    case .dot(let kind): self = .notShowable(name, kind)
    // The parser has reported it already.
    case .misplacedDot: return nil
    }
  }
}
