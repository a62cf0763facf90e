package import SafeHTML

/// Storage for the values of one page at a time. Each worker has its own arena.
package struct ValueArena: Sendable {
  private var bytes: [UInt8] = []
  private var values: [Value] = []
  private let isShared: Bool
  private let shared: SharedValues

  /// Creates an arena for the values of single pages, which may also refer to values in `shared`.
  package init(sharing shared: SharedValues = SharedValues()) {
    self.shared = shared
    isShared = false
  }

  /// Creates an arena for values that are shown on many pages.
  package init(forSharedValues: Void) {
    shared = SharedValues()
    isShared = true
  }

  /// A snapshot of the values that several workers can read.
  package var snapshot: SharedValues { SharedValues(bytes, values) }

  /// Removes all values of this arena, which must not be used afterwards. Shared values stay
  /// valid.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
  }
}

/// Values that are shown on many pages and created only once.
package final class SharedValues: Sendable {
  fileprivate let bytes: [UInt8]
  fileprivate let values: [Value]

  fileprivate init(_ bytes: [UInt8], _ values: [Value]) {
    self.bytes = bytes
    self.values = values
  }

  package convenience init() { self.init([], []) }

  /// Appends the bytes of a text that is stored here. Appends nothing for other values.
  package func append(_ text: Value, to output: inout [UInt8]) {
    let start = text.payload
    let count = Int(text.count)
    guard text.isShared, start >= 0, count > 0, start <= bytes.count - count else { return }
    bytes.withUnsafeBufferPointer {
      output.append(contentsOf: UnsafeBufferPointer(rebasing: $0[start..<start + count]))
    }
  }
}

extension ValueArena {
  package mutating func text(_ text: String) -> Value {
    let start = bytes.count
    appendUTF8(text, to: &bytes)
    return value(.text, from: start, needsNoEscaping: isShared && textNeedsNoEscaping(from: start))
  }

  package mutating func text(_ text: String?) -> Value {
    guard let text else { return .missing }
    return self.text(text)
  }

  /// Stores the text that `write` appends. `write` must not change the bytes before it.
  package mutating func text(_ write: (inout [UInt8]) -> Void) -> Value {
    let start = bytes.count
    write(&bytes)
    return value(.text, from: start, needsNoEscaping: isShared && textNeedsNoEscaping(from: start))
  }

  /// Stores the text that `write` appends. Searches it once for characters to escape, which pays
  /// off if the text is shown many times.
  package mutating func reusedText(_ write: (inout [UInt8]) -> Void) -> Value {
    let start = bytes.count
    write(&bytes)
    return value(.text, from: start, needsNoEscaping: textNeedsNoEscaping(from: start))
  }

  /// Stores the text that `write` appends. Pass true for `needsNoEscaping` only if the text
  /// contains no character to escape: it is then shown without escaping.
  package mutating func text(needsNoEscaping: Bool, _ write: (inout [UInt8]) -> Void) -> Value {
    let start = bytes.count
    write(&bytes)
    return value(.text, from: start, needsNoEscaping: needsNoEscaping)
  }

  /// Stores a copy of a shared text followed by the text that `writeSuffix` appends, which must
  /// contain no character to escape.
  package mutating func text(
    appendingTo text: Value, _ writeSuffix: (inout [UInt8]) -> Void
  ) -> Value {
    let start = bytes.count
    shared.append(text, to: &bytes)
    writeSuffix(&bytes)
    return value(.text, from: start, needsNoEscaping: text.needsNoEscaping)
  }

  package mutating func html(_ html: SafeHTML) -> Value {
    let start = bytes.count
    bytes.append(contentsOf: html.bytes)
    return value(.html, from: start)
  }

  /// Stores the HTML that `write` appends. As with `SafeHTML(trusted:)`, the caller guarantees
  /// that it is safe.
  package mutating func html(trusted write: (inout [UInt8]) -> Void) -> Value {
    let start = bytes.count
    write(&bytes)
    return value(.html, from: start)
  }

  /// Stores a record. `values` are in the order of the shape's slots. If there are fewer values
  /// than slots, the rest are missing.
  ///
  /// Takes an `InlineArray` because allocating an array for each record is slow.
  @inlinable package mutating func record<let count: Int>(
    _ shape: Shape, _ values: InlineArray<count, Value>
  ) -> Value {
    values.span.withUnsafeBufferPointer { record(shape, in: $0) }
  }

  package mutating func record(_ shape: Shape, of values: [Value]) -> Value {
    values.withUnsafeBufferPointer { record(shape, in: $0) }
  }

  /// Stores a record whose first `count` values are missing, followed by `value` and `values`.
  package mutating func record(
    _ shape: Shape, missing count: Int, _ value: Value, _ values: [Value]
  ) -> Value {
    record(shape) { all in
      for _ in 0..<count { all.append(.missing) }
      all.append(value)
      values.withUnsafeBufferPointer { all.append(contentsOf: $0) }
    }
  }

  @usableFromInline package mutating func record(
    _ shape: Shape, in values: UnsafeBufferPointer<Value>
  ) -> Value {
    record(shape) { $0.append(contentsOf: values) }
  }

  /// Stores a record of the values that `append` appends.
  @inline(__always)
  private mutating func record(_ shape: Shape, _ append: (inout [Value]) -> Void) -> Value {
    values.append(Value(.shape, payload: shape.id.address))
    let start = values.count
    append(&values)
    return Value(.record, isShared: isShared, count: values.count - start, payload: start)
  }

  package mutating func list(_ records: [Value]) -> Value {
    let start = values.count
    records.withUnsafeBufferPointer { values.append(contentsOf: $0) }
    return Value(.list, isShared: isShared, count: records.count, payload: start)
  }

  private func value(_ kind: Value.Kind, from start: Int, needsNoEscaping: Bool = false) -> Value {
    Value(
      kind, isShared: isShared, needsNoEscaping: needsNoEscaping, count: bytes.count - start,
      payload: start)
  }

  /// Returns whether the bytes from `start` on contain no character to escape.
  private func textNeedsNoEscaping(from start: Int) -> Bool {
    bytes.withUnsafeBufferPointer {
      start <= $0.count && needsNoEscaping(UnsafeBufferPointer(rebasing: $0[start...]))
    }
  }
}

/// Appends the UTF-8 of `text`.
package func appendUTF8(_ text: String, to output: inout [UInt8]) {
  text.utf8.span.withUnsafeBufferPointer { output.append(contentsOf: $0) }
}

extension ValueArena {
  /// Calls `body` with a reader that accesses the values in place.
  func read<Result>(_ body: (ValueReader) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { bytes in
      values.withUnsafeBufferPointer { values in
        // The values of an arena for all pages are marked as shared, so the reader looks for them
        // there.
        if isShared {
          return body(
            ValueReader(
              own: ValueReader.Part(bytes: nothing(), values: nothing()),
              shared: ValueReader.Part(bytes: bytes, values: values)))
        }
        return shared.bytes.withUnsafeBufferPointer { sharedBytes in
          shared.values.withUnsafeBufferPointer { sharedValues in
            body(
              ValueReader(
                own: ValueReader.Part(bytes: bytes, values: values),
                shared: ValueReader.Part(bytes: sharedBytes, values: sharedValues)))
          }
        }
      }
    }
  }

  private func nothing<Element>() -> UnsafeBufferPointer<Element> {
    UnsafeBufferPointer(start: nil, count: 0)
  }
}
