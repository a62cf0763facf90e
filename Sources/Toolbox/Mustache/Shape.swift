/// What a value of a page is. The type is the permission: `html` alone is written as it is.
package indirect enum Kind: Hashable, Sendable {
  /// Escaped where it is shown; true in a section when it is not empty.
  case text
  /// Written as it is; true in a section when it is not empty.
  case html
  /// Shown in decimal digits; no section.
  case number
  /// Never shown; for sections only.
  case flag
  /// A section enters it; `name.field` reaches into it.
  case record(Shape)
  /// A section is repeated for each of its records.
  case list(Shape)
}

package struct Field: Hashable, Sendable {
  package let name: String
  package let kind: Kind
}

/// What the values of a kind of page are called and are.
///
/// A class, for it is asked for by identity with every record that is rendered: make each once.
package final class Shape: Sendable {
  /// In the order of their slots.
  package let fields: [Field]
  private let slots: [String: Int]

  /// Of two fields with one name only the first can be reached.
  package init(_ fields: KeyValuePairs<String, Kind>) {
    self.fields = fields.map { Field(name: $0.key, kind: $0.value) }
    self.slots = Self.slots(of: self.fields)
    keep()
  }

  package init(fields: [(name: String, kind: Kind)]) {
    self.fields = fields.map { Field(name: $0.name, kind: $0.kind) }
    self.slots = Self.slots(of: self.fields)
    keep()
  }

  package func slot(of name: String) -> Int? { slots[name] }

  /// A shape is never freed: values name it by its address, without counting.
  private func keep() { _ = Unmanaged.passRetained(self) }

  private static func slots(of fields: [Field]) -> [String: Int] {
    Dictionary(
      fields.enumerated().map { ($0.element.name, $0.offset) },
      uniquingKeysWith: { first, _ in first })
  }
}

extension Shape {
  /// A shape by its address.
  struct ID: Sendable, BitwiseCopyable {
    let address: Int

    /// `address`: of a shape.
    init(address: Int) { self.address = address }

    fileprivate init(_ shape: Shape) {
      address = Int(bitPattern: Unmanaged.passUnretained(shape).toOpaque())
    }

    var shape: Shape? {
      UnsafeRawPointer(bitPattern: address).map {
        Unmanaged<Shape>.fromOpaque($0).takeUnretainedValue()
      }
    }

    func isSame(as other: ID) -> Bool { address == other.address || shape == other.shape }
  }

  var id: ID { ID(self) }
}

extension Shape: Hashable {
  package static func == (left: Shape, right: Shape) -> Bool {
    left === right || left.fields == right.fields
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(fields) }
}
