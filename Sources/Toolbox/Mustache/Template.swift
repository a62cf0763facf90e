import Diagnostics

/// A parsed template: what its author wrote, without any notion of what the names mean.
///
/// A class, for it is carried about with every name that is resolved in it.
final class Template: Sendable {
  let name: String
  let source: SourceText
  let nodes: [Node]
  /// Every name of a value, in the order they stand.
  let names: [Name]
  /// Every partial and parent that is called, in the order they stand.
  let calls: [Call]
  /// The blocks that stand in it, be it to be filled or filling others.
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

/// A part of a template. Ranges are of the bytes of its source.
enum Node: Sendable {
  /// A line that is not a standalone tag's begins here, with this white space. Whoever expands the
  /// template into another one puts its indentation before it.
  case line(Range<Int>)
  case literal(Range<Int>)
  case variable(Name, raw: Bool)
  case section(Name, inverted: Bool, [Node])
  /// The indentation is nil for one that does not stand alone on its line.
  case partial(Call, indentation: Range<Int>?)
  case parent(Call, indentation: Range<Int>?, [Block])
  case block(Block)
}

/// The name of a value: `.`, or words with dots between them.
struct Name: Sendable {
  let text: String
  let offset: Int
  /// Empty for `.`
  let parts: [String]
}

/// Where another template is asked for.
struct Call: Sendable {
  enum Kind: String { case partial, parent }

  let kind: Kind
  let name: String
  let offset: Int
  /// The names of the blocks that a parent tag fills, and where they stand.
  var fills: [Name] = []
}

/// A block: in a parent tag what it is filled with, elsewhere a place to fill and its default.
struct Block: Sendable {
  let name: String
  let offset: Int
  /// Whether its opening tag ends a line, so that its content is whole lines.
  let opensLine: Bool
  /// The white space that its content is indented by.
  let indentation: Range<Int>
  let nodes: [Node]
}
