import Diagnostics

/// A parsed template, in which names are not yet resolved.
///
/// It is a class because it is passed around with every name.
final class Template: Sendable {
  let name: String
  let source: SourceText
  let nodes: [Node]
  /// The names in all variable and section tags.
  let names: [Name]
  /// All partial and parent tags.
  let calls: [Call]
  /// The names of all blocks in the template, both defaults and contents for a parent.
  let blocks: Set<String>

  init(_ source: TemplateSource, _ parsed: ParsedTemplate) {
    name = source.name
    self.source = source.source
    nodes = parsed.nodes
    names = parsed.names
    calls = parsed.calls
    blocks = parsed.blocks
  }
}

struct ParsedTemplate {
  var nodes: [Node] = []
  var names: [Name] = []
  var calls: [Call] = []
  var blocks: Set<String> = []
}

/// A part of a template. Ranges are byte ranges of its source.
enum Node: Sendable {
  /// The start of a line with its white space. Standalone tags have no such node. The context of
  /// the expansion can change the indentation.
  case line(Range<Int>)
  case literal(Range<Int>)
  case variable(Name, raw: Bool)
  case section(Name, inverted: Bool, [Node])
  /// `indentation` is nil if the tag is not standalone.
  case partial(Call, indentation: Range<Int>?)
  case parent(Call, indentation: Range<Int>?, [Block])
  case block(Block)
}

/// The name of a value: `.`, or words separated by dots.
struct Name: Sendable {
  let text: String
  let offset: Int
  /// Empty for `.`.
  let parts: [String]
}

/// A partial or parent tag.
struct Call: Sendable {
  enum Kind: String { case partial, parent }

  let kind: Kind
  let name: String
  let offset: Int
  /// The names and offsets of the blocks that a parent tag fills.
  var filledBlocks: [Name] = []
}

/// A block. In a parent tag, it is content for a block of the parent. Elsewhere, it is a block
/// that can be filled, with its default content.
struct Block: Sendable {
  let name: String
  let offset: Int
  /// Whether the opening tag is standalone or, in a parent tag, the last on its line. The content
  /// is then whole lines.
  let opensLine: Bool
  /// The indentation of the content.
  let indentation: Range<Int>
  let nodes: [Node]
}
