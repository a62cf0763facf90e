import Diagnostics

/// The context in which the nodes of a template are expanded: the contents of its blocks, and the
/// indentation of its lines.
struct ExpansionContext {
  let template: Template
  /// Indentation that is put before each line.
  let indent: [UInt8]
  /// Indentation that is removed from each line: that of the block in which the line was written.
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

/// The blocks that a parent tag fills, and those that enclosing parent tags fill.
private final class Overrides: Sendable {
  let blocks: [Block]
  let template: Template
  let outer: Overrides?

  init(_ blocks: [Block], of template: Template, within outer: Overrides?) {
    self.blocks = blocks
    self.template = template
    self.outer = outer
  }

  /// Returns the outermost block of this name: a child's block replaces that of its parent in the
  /// grandparent.
  func first(named name: String) -> (Block, Overrides)? {
    if let found = outer?.first(named: name) { return found }
    return blocks.last { $0.name == name }.map { ($0, self) }
  }
}

extension ExpansionContext {
  /// Returns the indentation of a line in this context, from the white space at its start.
  func beginning(ofLine whitespace: Range<Int>) -> [UInt8] {
    let own = template.source.bytes[whitespace]
    let lost = zip(own, stripped).prefix { $0 == $1 }.count
    return indent + own.dropFirst(lost)
  }

  /// Returns the context of a partial. A standalone partial tag indents all lines of the partial.
  func entering(_ partial: Template, at indentation: Range<Int>?) -> ExpansionContext {
    let indent = indentation.map(beginning(ofLine:)) ?? []
    return ExpansionContext(template: partial, indent: indent, stripped: [], overrides: overrides)
  }

  func entering(_ parent: Template, at indentation: Range<Int>?, filling blocks: [Block])
    -> ExpansionContext
  {
    let indent = indentation.map(beginning(ofLine:)) ?? []
    let overrides = Overrides(blocks, of: template, within: overrides)
    return ExpansionContext(template: parent, indent: indent, stripped: [], overrides: overrides)
  }

  /// Returns the content of the block `place`: that of a child, or else its default.
  ///
  /// A child's content is expanded in the context of the child, but with the indentation of
  /// `place`. `lead` is appended before it.
  func filling(_ place: Block) -> (lead: [UInt8], nodes: ArraySlice<Node>, scene: ExpansionContext)
  {
    guard let (block, owner) = overrides?.first(named: place.name) else {
      return ([], place.nodes[...], self)
    }
    let indent = beginning(ofLine: place.indentation)
    let stripped = block.opensLine ? Array(owner.template.source.bytes[block.indentation]) : []
    let scene = ExpansionContext(
      template: owner.template, indent: indent, stripped: stripped, overrides: owner.outer)
    // The line of an inline block has already begun. A block of whole lines begins a new one.
    if !place.opensLine, case .line? = block.nodes.first {
      return ([], block.nodes.dropFirst(), scene)
    }
    let lead = place.opensLine && !block.opensLine && !block.nodes.isEmpty ? indent : []
    return (lead, block.nodes[...], scene)
  }
}
