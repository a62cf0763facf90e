/// The type of a field. Only `html` is written without escaping.
package indirect enum FieldKind: Hashable, Sendable {
  /// Escaped when shown. True in a section if not empty.
  case text
  /// Written without escaping. True in a section if not empty.
  case html
  /// Shown in decimal digits. Not allowed as a section.
  case number
  /// Allowed only as a section.
  case flag
  /// A section enters it. Its fields are also available as `name.field`.
  case record(Shape)
  /// A section is repeated for each of its records.
  case list(Shape)
}

package struct Field: Hashable, Sendable {
  package let name: String
  package let kind: FieldKind
}

/// The fields of a record, with their names and types.
///
/// It is a class because rendering compares the shape of every record by identity. Each shape
/// should be created only once, since shapes that are equal but not identical are slow to
/// compare.
package final class Shape: Sendable {
  /// Fields in the order of their slots.
  package let fields: [Field]
  private let slots: [String: Int]

  /// Creates a shape. If two fields have the same name, only the first is accessible.
  package init(_ fields: KeyValuePairs<String, FieldKind>) {
    self.fields = fields.map { Field(name: $0.key, kind: $0.value) }
    self.slots = Self.slots(of: self.fields)
    keep()
  }

  package init(fields: [(name: String, kind: FieldKind)]) {
    self.fields = fields.map { Field(name: $0.name, kind: $0.kind) }
    self.slots = Self.slots(of: self.fields)
    keep()
  }

  package func slot(of name: String) -> Int? { slots[name] }

  /// Retains the shape forever, because values refer to it by address without reference counting.
  private func keep() { _ = Unmanaged.passRetained(self) }

  private static func slots(of fields: [Field]) -> [String: Int] {
    Dictionary(
      fields.enumerated().map { ($0.element.name, $0.offset) },
      uniquingKeysWith: { first, _ in first })
  }
}

extension Shape {
  /// Address of a shape.
  struct ID: Sendable, BitwiseCopyable {
    let address: Int

    /// `address` must be the address of a shape.
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
