import Diagnostics
import SafeHTML

@testable import Mustache

/// Renders templates as the Mustache specification says: names are looked up when a page is
/// rendered, and a missing value is shown as nothing.
///
/// The compiled programs are compared with it. It has no limit on the time that a recursive
/// template takes.
struct ReferenceRenderer: Sendable {
  private let templates: [String: Template]

  /// Ignores errors in templates. If two templates have the same name, the first is used.
  init(_ sources: [TemplateSource]) {
    let parsed = sources.map { ($0.name, Template($0, TemplateParser.parse($0.source).0)) }
    templates = Dictionary(parsed, uniquingKeysWith: { first, _ in first })
  }

  func render(_ name: String, _ value: Value, of values: ValueArena) -> [UInt8] {
    guard let template = templates[name] else { return [] }
    return values.read { reader in
      var rendering = ReferenceRendering(templates: templates, reader: reader, valueStack: [value])
      rendering.run(template.nodes[...], ExpansionContext(template))
      return rendering.output
    }
  }
}

private struct ReferenceRendering {
  /// Limit of recursion. Partials can call themselves, and deeper recursion could overflow the
  /// stack.
  static let maximumDepth = 200

  let templates: [String: Template]
  let reader: ValueReader
  var valueStack: [Value]
  var output: [UInt8] = []
  private var depth = 0

  init(templates: [String: Template], reader: ValueReader, valueStack: [Value]) {
    self.templates = templates
    self.reader = reader
    self.valueStack = valueStack
  }

  mutating func run(_ nodes: ArraySlice<Node>, _ context: ExpansionContext) {
    guard depth < Self.maximumDepth else { return }
    depth += 1
    for node in nodes { run(node, context) }
    depth -= 1
  }

  private mutating func run(_ node: Node, _ context: ExpansionContext) {
    switch node {
    case .line(let whitespace): output += context.indentation(ofLine: whitespace)
    case .literal(let range): output += context.template.source.bytes[range]
    case .variable(let name, let raw): show(lookUp(name), raw: raw)
    case .section(let name, true, let nodes): if !lookUp(name).isTrue { run(nodes[...], context) }
    case .section(let name, false, let nodes): section(lookUp(name), nodes[...], context)
    case .partial(let call, let indentation):
      guard let partial = templates[call.name] else { return }
      run(partial.nodes[...], context.forPartial(partial, at: indentation))
    case .parent(let call, let indentation, let blocks):
      guard let parent = templates[call.name] else { return }
      run(parent.nodes[...], context.forParent(parent, at: indentation, filling: blocks))
    case .block(let block):
      let content = context.content(of: block)
      output += content.leadingIndentation
      run(content.nodes, content.context)
    }
  }

  private mutating func section(
    _ value: Value, _ nodes: ArraySlice<Node>, _ context: ExpansionContext
  ) {
    guard value.isTrue else { return }
    let items = value.kind == .list ? Array(reader.values(of: value)) : [value]
    for item in items {
      valueStack.append(item)
      run(nodes, context)
      valueStack.removeLast()
    }
  }

  private mutating func show(_ value: Value, raw: Bool) {
    switch value.kind {
    case .text, .html:
      let bytes = reader.bytes(of: value)
      if raw { output += bytes } else { appendEscaped(bytes, to: &output) }
    case .number: appendDecimal(value.payload, to: &output)
    case .no, .yes: appendUTF8(String(value.isTrue), to: &output)
    case .missing, .record, .list, .shape: break
    }
  }

  private func lookUp(_ name: Name) -> Value {
    guard let first = name.parts.first else { return valueStack.last ?? .missing }
    var value = valueStack.reversed().lazy.compactMap { field(first, of: $0) }.first ?? .missing
    for part in name.parts.dropFirst() { value = field(part, of: value) ?? .missing }
    return value
  }

  /// Returns the field of a record. Nil if the value is not a record or has no field of this
  /// name.
  private func field(_ name: String, of value: Value) -> Value? {
    guard value.kind == .record, let slot = reader.shape(of: value)?.shape?.slot(of: name) else {
      return nil
    }
    let values = reader.values(of: value)
    return slot < values.count ? values[slot] : .missing
  }
}
