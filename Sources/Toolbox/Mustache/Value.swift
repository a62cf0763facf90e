/// A value that a template shows or asks: what it is, and where in a `ValueArena` it lies.
///
/// Plain bits: pages are made of millions of values, and trees of strings and arrays cost half of a
/// build in counting, making and freeing them.
package struct Value: Sendable, BitwiseCopyable {
  enum Kind: UInt8, Sendable {
    /// Allowed for a field of any kind: false, and shown as nothing.
    case missing
    /// A flag.
    case no, yes
    case number, text, html, record, list
    /// The shape of the record that follows.
    case shape
  }

  let kind: Kind
  /// Lies in the arena for all pages.
  let isShared: Bool
  /// A text in which nothing is to be escaped: it need not be looked through when it is shown.
  let isClean: Bool
  /// The bytes of a text, the values of a record or a list.
  let count: Int32
  /// Where the first of them lies; of a number it is the number, of a shape its address.
  let place: Int

  init(
    _ kind: Kind, isShared: Bool = false, isClean: Bool = false, count: Int = 0, place: Int = 0
  ) {
    self.kind = kind
    self.isShared = isShared
    self.isClean = isClean
    self.count = Int32(clamping: count)
    self.place = place
  }

  package static let missing = Value(.missing)
  package static func flag(_ flag: Bool) -> Value { Value(flag ? .yes : .no) }
  package static func number(_ number: Int) -> Value { Value(.number, place: number) }
}

extension Value {
  /// Whether a section of this value is shown (and an inverted one is not).
  var isTrue: Bool {
    switch kind {
    case .missing, .no, .shape: false
    case .yes, .number, .record: true
    case .text, .html, .list: count > 0
    }
  }
}
