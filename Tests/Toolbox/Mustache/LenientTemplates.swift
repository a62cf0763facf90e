import Diagnostics
import SafeHTML

@testable import Mustache

/// Mustache as the specification has it: names are looked up when a page is rendered, and what is
/// not there is nothing. The reference that the strict programs are tested against; it does not bound
/// how long a template that calls itself takes, and renders no template that an author writes.
struct LenientTemplates: Sendable {
  private let templates: [String: Template]

  /// Ignores mistakes in templates. If two templates have the same name, the first is used.
  init(_ sources: [TemplateSource]) {
    let parsed = sources.map { ($0.name, Template($0, TemplateParser.parse($0.source).0)) }
    templates = Dictionary(parsed, uniquingKeysWith: { first, _ in first })
  }

  func render(_ name: String, _ value: Value, of values: ValueArena) -> [UInt8] {
    guard let template = templates[name] else { return [] }
    return values.read { reader in
      var rendering = LenientRendering(templates: templates, reader: reader, context: [value])
      rendering.run(template.nodes[...], ExpansionContext(template))
      return rendering.output
    }
  }
}

private struct LenientRendering {
  /// Limit of recursion. Partials can call themselves, and deeper recursion could overflow the
  /// stack.
  static let greatestDepth = 200

  let templates: [String: Template]
  let reader: ValueReader
  var context: [Value]
  var output: [UInt8] = []
  private var depth = 0

  init(templates: [String: Template], reader: ValueReader, context: [Value]) {
    self.templates = templates
    self.reader = reader
    self.context = context
  }

  mutating func run(_ nodes: ArraySlice<Node>, _ scene: ExpansionContext) {
    guard depth < Self.greatestDepth else { return }
    depth += 1
    for node in nodes { run(node, scene) }
    depth -= 1
  }

  private mutating func run(_ node: Node, _ scene: ExpansionContext) {
    switch node {
    case .line(let whitespace): output += scene.beginning(ofLine: whitespace)
    case .literal(let range): output += scene.template.source.bytes[range]
    case .variable(let name, let raw): show(lookUp(name), raw: raw)
    case .section(let name, true, let nodes): if !lookUp(name).isTrue { run(nodes[...], scene) }
    case .section(let name, false, let nodes): section(lookUp(name), nodes[...], scene)
    case .partial(let call, let indentation):
      guard let partial = templates[call.name] else { return }
      run(partial.nodes[...], scene.entering(partial, at: indentation))
    case .parent(let call, let indentation, let blocks):
      guard let parent = templates[call.name] else { return }
      run(parent.nodes[...], scene.entering(parent, at: indentation, filling: blocks))
    case .block(let block):
      let filling = scene.filling(block)
      output += filling.lead
      run(filling.nodes, filling.scene)
    }
  }

  private mutating func section(
    _ value: Value, _ nodes: ArraySlice<Node>, _ scene: ExpansionContext
  ) {
    guard value.isTrue else { return }
    let items = value.kind == .list ? Array(reader.values(of: value)) : [value]
    for item in items {
      context.append(item)
      run(nodes, scene)
      context.removeLast()
    }
  }

  private mutating func show(_ value: Value, raw: Bool) {
    switch value.kind {
    case .text, .html:
      let bytes = reader.bytes(of: value)
      if raw { output += bytes } else { appendEscaped(bytes, to: &output) }
    case .number: appendDecimal(value.place, to: &output)
    case .no, .yes: append(String(value.isTrue), to: &output)
    case .missing, .record, .list, .shape: break
    }
  }

  private func lookUp(_ name: Name) -> Value {
    guard let first = name.parts.first else { return context.last ?? .missing }
    var value = context.reversed().lazy.compactMap { field(first, of: $0) }.first ?? .missing
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
