/// A value for templates: its type, and its position in a `ValueArena`.
///
/// It is trivially copyable because pages consist of millions of values. Trees of strings and
/// arrays would cost too much time for allocation and reference counting.
package struct Value: Sendable, BitwiseCopyable {
  enum Kind: UInt8, Sendable {
    /// Allowed for a field of any type. False in a section, and shown as nothing.
    case missing
    /// The two values of a flag.
    case no, yes
    case number, text, html, record, list
    /// The shape of the record whose values follow.
    case shape
  }

  let kind: Kind
  /// Whether the value is in the arena for all pages.
  let isShared: Bool
  /// Whether the text contains no character to escape. Such text is not searched again when it is
  /// shown.
  let needsNoEscaping: Bool
  /// Number of bytes of a text or HTML, or number of values of a record or list.
  let count: Int32
  /// Index of the first byte or value in the arena. For a number the number itself, for a shape
  /// its address.
  let payload: Int

  init(
    _ kind: Kind, isShared: Bool = false, needsNoEscaping: Bool = false, count: Int = 0,
    payload: Int = 0
  ) {
    self.kind = kind
    self.isShared = isShared
    self.needsNoEscaping = needsNoEscaping
    self.count = Int32(clamping: count)
    self.payload = payload
  }

  package static let missing = Value(.missing)
  package static func flag(_ flag: Bool) -> Value { Value(flag ? .yes : .no) }
  package static func number(_ number: Int) -> Value { Value(.number, payload: number) }
}

extension Value {
  /// Whether a section on this value is shown.
  var isTrue: Bool {
    switch kind {
    case .missing, .no, .shape: false
    case .yes, .number, .record: true
    case .text, .html, .list: count > 0
    }
  }
}
