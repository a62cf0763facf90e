package import SafeHTML

/// A value that a template shows or asks.
package enum Value: Sendable {
  /// Allowed for a field of any kind: false, and shown as nothing.
  case missing
  case flag(Bool)
  case number(Int)
  case text(String)
  case html(SafeHTML)
  case record(Record)
  case list([Value])
}

/// The values of one page, or of one thing on it.
package struct Record: Sendable {
  package let shape: Shape
  /// In the order of the shape's slots; those that are not there are missing.
  package let values: [Value]

  package init(_ shape: Shape, _ values: [Value]) {
    self.shape = shape
    self.values = values
  }
}

extension Value {
  /// Whether a section of this value is shown (and an inverted one is not).
  var isTrue: Bool {
    switch self {
    case .missing: false
    case .flag(let flag): flag
    case .number, .record: true
    case .text(let text): !text.isEmpty
    case .html(let html): !html.bytes.isEmpty
    case .list(let items): !items.isEmpty
    }
  }
}

extension Record {
  func value(at slot: Int) -> Value { slot < values.count ? values[slot] : .missing }
}
