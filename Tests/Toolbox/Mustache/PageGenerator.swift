import SafeHTML
import TestSupport

@testable import Mustache

/// Generates random shapes with valid templates and records. The same seed gives the same
/// results.
struct PageGenerator {
  private var random: SplitMix64
  private var blockCount = 0
  private var others: [TemplateSource] = []
  private static let names = ["a", "b", "c", "d", "e", "f"]

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func generate() -> (Shape, [TemplateSource]) {
    let shape = shape(depth: 3)
    let text = lines(in: [.record(shape)], depth: 3)
    return (shape, others + [template("page", text)])
  }

  private mutating func shape(depth: Int) -> Shape {
    var fields: [(name: String, kind: FieldKind)] = []
    for name in Self.names where chance(70) { fields.append((name, kind(depth: depth))) }
    return Shape(fields: fields)
  }

  private mutating func kind(depth: Int) -> FieldKind {
    switch number(below: depth > 0 ? 7 : 4) {
    case 0: .text
    case 1: .html
    case 2: .number
    case 3: .flag
    case 4: .record(shape(depth: depth - 1))
    default: .list(shape(depth: depth - 1))
    }
  }
}

extension PageGenerator {
  mutating func record(of shape: Shape) -> Branch {
    Branch(shape, shape.fields.map { value(of: $0.kind) })
  }

  private mutating func value(of kind: FieldKind) -> Tree {
    if chance(10) { return .missing }
    switch kind {
    case .text: return .text(["", "x", "<&>\"'", "é\n💕 y"][number(below: 4)])
    case .html: return .html(Sample.html(["", "<p>\n z</p>", "&amp;"][number(below: 3)]))
    case .number: return .number(number(below: 2000) - 1000)
    case .flag: return .flag(chance(50))
    case .record(let shape): return .record(record(of: shape))
    case .list(let shape):
      return .list((0..<number(below: 4)).map { _ in .record(record(of: shape)) })
    }
  }
}

extension PageGenerator {
  /// The kinds of the enclosing values, innermost last.
  private typealias Stack = [FieldKind]

  private mutating func lines(in stack: Stack, depth: Int) -> String {
    (0..<1 + number(below: 5)).map { _ in line(in: stack, depth: depth) }.joined()
  }

  private mutating func line(in stack: Stack, depth: Int) -> String {
    let indent = ["", "", " ", "  ", "\t"][number(below: 5)]
    let end = ["\n", "\n", "\n", "\r\n", ""][number(below: 5)]
    let parts = (0..<number(below: 4)).map { _ in part(in: stack, depth: depth, end: end) }
    return indent + parts.joined(separator: chance(50) ? " " : "") + end
  }

  private mutating func part(in stack: Stack, depth: Int, end: String) -> String {
    switch number(below: depth > 0 ? 10 : 4) {
    case 0: "<p>text</p>"
    case 1: "{{! comment }}"
    case 2, 3: variable(in: stack)
    case 4, 5, 6: section(in: stack, depth: depth, end: end)
    case 7: "{{>\(add(lines(in: stack, depth: depth - 1)))}}"
    case 8: parent(in: stack, depth: depth, end: end)
    default: "{{=| |=}}|! changed ||={{ }}=|"
    }
  }

  private mutating func variable(in stack: Stack) -> String {
    guard let (name, kind) = pick(in: stack) else { return "-" }
    switch kind {
    case .text: return "{{\(name)}}"
    case .number: return chance(50) ? "{{ \(name) }}" : "{{{\(name)}}}"
    case .html: return chance(50) ? "{{{\(name)}}}" : "{{& \(name)}}"
    case .flag, .record, .list: return "."
    }
  }

  private mutating func section(in stack: Stack, depth: Int, end: String) -> String {
    guard let (name, kind) = pick(in: stack) else { return "-" }
    if case .number = kind { return "{{\(name)}}" }
    let isInverted = chance(25)
    let inner = lines(in: isInverted ? stack : stack + [inside(kind)], depth: depth - 1)
    let begin = chance(50) ? end : ""
    return "{{\(isInverted ? "^" : "#")\(name)}}\(begin)\(inner)  {{/\(name)}}"
  }

  /// Returns a call of a new parent template that fills some of its blocks.
  private mutating func parent(in stack: Stack, depth: Int, end: String) -> String {
    // Block names are unique to each parent, because their contents are valid only in this stack.
    blockCount += 1
    let blocks = ["x", "y", "z"].prefix(1 + number(below: 3)).map { "\($0)\(blockCount)" }
    var text = lines(in: stack, depth: 0)
    for block in blocks {
      text += self.block(block, in: stack, depth: depth - 1) + line(in: stack, depth: 0)
    }
    let filled = blocks.filter { _ in chance(60) }
    let name = add(text)
    let fills = filled.map { block($0, in: stack, depth: depth - 1) }
    return "{{<\(name)}}\(end)\(fills.joined(separator: "\n"))\(end){{/\(name)}}"
  }

  private mutating func block(_ name: String, in stack: Stack, depth: Int) -> String {
    let indent = chance(50) ? "  " : ""
    let begin = chance(60) ? "\n" : ""
    return
      "\(indent){{$\(name)}}\(begin)\(lines(in: stack, depth: depth))\(indent){{/\(name)}}\(begin)"
  }

  private mutating func add(_ text: String) -> String {
    let name = "part\(others.count)"
    others.append(template(name, text))
    return name
  }
}

extension PageGenerator {
  private func inside(_ kind: FieldKind) -> FieldKind {
    if case .list(let shape) = kind { return .record(shape) }
    return kind
  }

  /// Picks a name that is visible in `stack`: simple, dotted or `.`.
  private mutating func pick(in stack: Stack) -> (String, FieldKind)? {
    if chance(15), let last = stack.last, case .text = last { return (".", last) }
    var seen: [(String, FieldKind)] = []
    for case .record(let shape) in stack.reversed() {
      for field in shape.fields where !seen.contains(where: { $0.0 == field.name }) {
        seen.append((field.name, field.kind))
      }
    }
    guard var picked = seen.isEmpty ? nil : seen[number(below: seen.count)] else { return nil }
    while case .record(let shape) = picked.1, !shape.fields.isEmpty, chance(60) {
      let field = shape.fields[number(below: shape.fields.count)]
      picked = ("\(picked.0).\(field.name)", field.kind)
    }
    return picked
  }

  private mutating func chance(_ percent: Int) -> Bool { number(below: 100) < percent }

  private mutating func number(below bound: Int) -> Int {
    Int.random(in: 0..<bound, using: &random)
  }
}
