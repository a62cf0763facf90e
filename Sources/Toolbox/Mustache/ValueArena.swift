package import SafeHTML

/// Where the values of a page lie, one behind the other, until the next page is made. Each worker
/// has one.
package struct ValueArena: Sendable {
  private var bytes: [UInt8] = []
  private var values: [Value] = []
  private let isShared: Bool
  private let shared: SharedValues

  /// For pages that show, besides their own values, some of those that are `shared`.
  package init(sharing shared: SharedValues = SharedValues()) {
    self.shared = shared
    isShared = false
  }

  /// For values that stand on many pages.
  package init(forAllPages: Void) {
    shared = SharedValues()
    isShared = true
  }

  /// The values, to be read by several workers.
  package var frozen: SharedValues { SharedValues(bytes, values) }

  /// Values of this arena must not be used any more; shared ones may.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
  }
}

/// Values that stand on many pages, made once.
package final class SharedValues: Sendable {
  fileprivate let bytes: [UInt8]
  fileprivate let values: [Value]

  fileprivate init(_ bytes: [UInt8], _ values: [Value]) {
    self.bytes = bytes
    self.values = values
  }

  package convenience init() { self.init([], []) }

  /// Appends the bytes of a text that lies here.
  package func append(_ text: Value, to output: inout [UInt8]) {
    let start = text.place
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
    append(text, to: &bytes)
    return value(.text, from: start, isClean: isShared && isClean(from: start))
  }

  package mutating func text(_ text: String?) -> Value {
    guard let text else { return .missing }
    return self.text(text)
  }

  /// The text that `write` appends; it leaves what it finds as it is.
  package mutating func text(_ write: (inout [UInt8]) -> Void) -> Value {
    let start = bytes.count
    write(&bytes)
    return value(.text, from: start, isClean: isShared && isClean(from: start))
  }

  /// The text that `write` appends; it will be shown many times, and is looked through only here.
  package mutating func repeatedText(_ write: (inout [UInt8]) -> Void) -> Value {
    let start = bytes.count
    write(&bytes)
    return value(.text, from: start, isClean: isClean(from: start))
  }

  /// The text that `write` appends. `isClean`: whether the caller knows that nothing in it is to be
  /// escaped.
  package mutating func text(ifClean isClean: Bool, _ write: (inout [UInt8]) -> Void) -> Value {
    let start = bytes.count
    write(&bytes)
    return value(.text, from: start, isClean: isClean)
  }

  /// A shared text with more behind it, in which nothing is to be escaped: digits and letters.
  package mutating func text(
    continuing text: Value, _ writeClean: (inout [UInt8]) -> Void
  ) -> Value {
    let start = bytes.count
    shared.append(text, to: &bytes)
    writeClean(&bytes)
    return value(.text, from: start, isClean: text.isClean)
  }

  package mutating func html(_ html: SafeHTML) -> Value {
    let start = bytes.count
    bytes.append(contentsOf: html.bytes)
    return value(.html, from: start)
  }

  /// The HTML that `write` appends. As with `SafeHTML(vouchedFor:)`, the caller has made it safe.
  package mutating func html(vouchedFor write: (inout [UInt8]) -> Void) -> Value {
    let start = bytes.count
    write(&bytes)
    return value(.html, from: start)
  }

  /// `values`: in the order of the shape's slots; those that are not there are missing.
  ///
  /// They come in line and not in an array: to make and free one for each record took as long as all
  /// else that is done with it.
  @inlinable package mutating func record<let count: Int>(
    _ shape: Shape, _ values: InlineArray<count, Value>
  ) -> Value {
    values.span.withUnsafeBufferPointer { record(shape, in: $0) }
  }

  package mutating func record(_ shape: Shape, of values: [Value]) -> Value {
    values.withUnsafeBufferPointer { record(shape, in: $0) }
  }

  /// A record whose first `count` values are missing; `values` in two parts come behind.
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

  /// A record of the values that `append` appends.
  @inline(__always)
  private mutating func record(_ shape: Shape, _ append: (inout [Value]) -> Void) -> Value {
    values.append(Value(.shape, place: shape.id.address))
    let start = values.count
    append(&values)
    return Value(.record, isShared: isShared, count: values.count - start, place: start)
  }

  package mutating func list(_ records: [Value]) -> Value {
    let start = values.count
    records.withUnsafeBufferPointer { values.append(contentsOf: $0) }
    return Value(.list, isShared: isShared, count: records.count, place: start)
  }

  private func value(_ kind: Value.Kind, from start: Int, isClean: Bool = false) -> Value {
    Value(kind, isShared: isShared, isClean: isClean, count: bytes.count - start, place: start)
  }

  /// Whether nothing is to be escaped in what was written from there on.
  private func isClean(from start: Int) -> Bool {
    bytes.withUnsafeBufferPointer {
      start <= $0.count && Mustache.isClean(UnsafeBufferPointer(rebasing: $0[start...]))
    }
  }
}

/// Appends the text's UTF-8.
package func append(_ text: String, to output: inout [UInt8]) {
  text.utf8.span.withUnsafeBufferPointer { output.append(contentsOf: $0) }
}

extension ValueArena {
  /// Gives the values to be read in place.
  func read<Result>(_ body: (ValueReader) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { bytes in
      values.withUnsafeBufferPointer { values in
        // An arena for all pages holds what the shared values of others are.
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
