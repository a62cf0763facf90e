import Diagnostics

/// The context in which the nodes of a template are expanded: the contents of its blocks, and the
/// indentation of its lines.
struct ExpansionContext {
  let template: Template
  /// Indentation that is put before each line.
  let addedIndentation: [UInt8]
  /// Indentation that is removed from each line: that of the block in which the line was written.
  private let strippedIndentation: [UInt8]
  private let overrides: Overrides?

  init(_ template: Template) {
    self.init(template: template, addedIndentation: [], strippedIndentation: [], overrides: nil)
  }

  private init(
    template: Template, addedIndentation: [UInt8], strippedIndentation: [UInt8],
    overrides: Overrides?
  ) {
    self.template = template
    self.addedIndentation = addedIndentation
    self.strippedIndentation = strippedIndentation
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
  func indentation(ofLine whitespace: Range<Int>) -> [UInt8] {
    let own = template.source.bytes[whitespace]
    let lost = zip(own, strippedIndentation).prefix { $0 == $1 }.count
    return addedIndentation + own.dropFirst(lost)
  }

  /// Returns the context of a partial. A standalone partial tag indents all lines of the partial.
  func forPartial(_ partial: Template, at indentation: Range<Int>?) -> ExpansionContext {
    let addedIndentation = indentation.map { self.indentation(ofLine: $0) } ?? []
    return ExpansionContext(
      template: partial, addedIndentation: addedIndentation, strippedIndentation: [],
      overrides: overrides)
  }

  func forParent(_ parent: Template, at indentation: Range<Int>?, filling blocks: [Block])
    -> ExpansionContext
  {
    let addedIndentation = indentation.map { self.indentation(ofLine: $0) } ?? []
    let overrides = Overrides(blocks, of: template, within: overrides)
    return ExpansionContext(
      template: parent, addedIndentation: addedIndentation, strippedIndentation: [],
      overrides: overrides)
  }

  /// Returns the content of `block`: that of a child, or else its default.
  ///
  /// A child's content is expanded in the context of the child, but with the indentation of
  /// `block`. `leadingIndentation` is appended before it.
  func content(of block: Block) -> (
    leadingIndentation: [UInt8], nodes: ArraySlice<Node>, context: ExpansionContext
  ) {
    guard let (override, owner) = overrides?.first(named: block.name) else {
      return ([], block.nodes[...], self)
    }
    let addedIndentation = indentation(ofLine: block.indentation)
    let strippedIndentation =
      override.opensLine ? Array(owner.template.source.bytes[override.indentation]) : []
    let context = ExpansionContext(
      template: owner.template, addedIndentation: addedIndentation,
      strippedIndentation: strippedIndentation, overrides: owner.outer)
    // The line of an inline block has already begun. A block of whole lines begins a new one.
    if !block.opensLine, case .line? = override.nodes.first {
      return ([], override.nodes.dropFirst(), context)
    }
    let leadingIndentation =
      block.opensLine && !override.opensLine && !override.nodes.isEmpty ? addedIndentation : []
    return (leadingIndentation, override.nodes[...], context)
  }
}
