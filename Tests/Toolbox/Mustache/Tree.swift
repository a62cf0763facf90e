import SafeHTML

@testable import Mustache

/// A value in a test, before it is added to an arena.
indirect enum Tree: Sendable {
  case missing
  case flag(Bool)
  case number(Int)
  case text(String)
  case html(SafeHTML)
  case record(Branch)
  case list([Tree])

  func put(into arena: inout ValueArena) -> Value {
    switch self {
    case .missing: .missing
    case .flag(let flag): .flag(flag)
    case .number(let number): .number(number)
    case .text(let text): arena.text(text)
    case .html(let html): arena.html(html)
    case .record(let branch): branch.put(into: &arena)
    case .list(let items): arena.list(items.map { $0.put(into: &arena) })
    }
  }
}

struct Branch: Sendable {
  let shape: Shape
  let values: [Tree]

  init(_ shape: Shape, _ values: [Tree]) {
    self.shape = shape
    self.values = values
  }

  func put(into arena: inout ValueArena) -> Value {
    arena.record(shape, of: values.map { $0.put(into: &arena) })
  }
}

extension TemplateSet {
  /// Appends the page, or nothing if the page has no template.
  func render(_ page: String, _ branch: Branch, into output: inout [UInt8]) {
    var arena = ValueArena()
    let record = branch.put(into: &arena)
    template(ofPage: page)?.render(record, of: arena, into: &output)
  }
}

extension ReferenceRenderer {
  func render(_ name: String, _ tree: Tree) -> [UInt8] {
    var arena = ValueArena()
    let value = tree.put(into: &arena)
    return render(name, value, of: arena)
  }
}
