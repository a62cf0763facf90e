import Diagnostics

/// What a template's nodes are expanded in: who fills its blocks, and how its lines are indented.
struct Scene {
  let template: Template
  /// What each line begins with.
  let indent: [UInt8]
  /// What the white space of each line loses before: that of the block it was written in.
  private let stripped: [UInt8]
  private let overrides: Overrides?

  init(_ template: Template) {
    self.init(template: template, indent: [], stripped: [], overrides: nil)
  }

  private init(template: Template, indent: [UInt8], stripped: [UInt8], overrides: Overrides?) {
    self.template = template
    self.indent = indent
    self.stripped = stripped
    self.overrides = overrides
  }
}

/// The blocks that a parent tag fills, and those that were filled further out.
private final class Overrides: Sendable {
  let blocks: [Block]
  let template: Template
  let outer: Overrides?

  init(_ blocks: [Block], of template: Template, within outer: Overrides?) {
    self.blocks = blocks
    self.template = template
    self.outer = outer
  }

  /// The outermost wins: what a child says goes before what its parent says to the grandparent.
  func first(named name: String) -> (Block, Overrides)? {
    if let found = outer?.first(named: name) { return found }
    return blocks.last { $0.name == name }.map { ($0, self) }
  }
}

extension Scene {
  /// What a line with this white space begins with here.
  func beginning(ofLine whitespace: Range<Int>) -> [UInt8] {
    let own = template.source.bytes[whitespace]
    let lost = zip(own, stripped).prefix { $0 == $1 }.count
    return indent + own.dropFirst(lost)
  }

  /// The scene of a partial, which is indented when its tag stands alone on its line.
  func entering(_ partial: Template, at indentation: Range<Int>?) -> Scene {
    let indent = indentation.map(beginning(ofLine:)) ?? []
    return Scene(template: partial, indent: indent, stripped: [], overrides: overrides)
  }

  func entering(_ parent: Template, at indentation: Range<Int>?, filling blocks: [Block]) -> Scene {
    let indent = indentation.map(beginning(ofLine:)) ?? []
    let overrides = Overrides(blocks, of: template, within: overrides)
    return Scene(template: parent, indent: indent, stripped: [], overrides: overrides)
  }

  /// What stands at a block's place: its default, or what a child fills it with, in the child's own
  /// scene but indented as the place is. `lead` goes before it.
  func filling(_ place: Block) -> (lead: [UInt8], nodes: ArraySlice<Node>, scene: Scene) {
    guard let (block, owner) = overrides?.first(named: place.name) else {
      return ([], place.nodes[...], self)
    }
    let indent = beginning(ofLine: place.indentation)
    let stripped = block.opensLine ? Array(owner.template.source.bytes[block.indentation]) : []
    let scene = Scene(
      template: owner.template, indent: indent, stripped: stripped, overrides: owner.outer)
    // A place inside a line has begun it already; a place of whole lines has not.
    if !place.opensLine, case .line? = block.nodes.first {
      return ([], block.nodes.dropFirst(), scene)
    }
    let lead = place.opensLine && !block.opensLine && !block.nodes.isEmpty ? indent : []
    return (lead, block.nodes[...], scene)
  }
}
