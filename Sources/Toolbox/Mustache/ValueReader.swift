/// The values of an arena in place, while it is read. What does not lie in it is empty: a value of
/// another arena is a mistake, but no trap.
struct ValueReader {
  struct Part {
    let bytes: UnsafeBufferPointer<UInt8>
    let values: UnsafeBufferPointer<Value>
  }

  let own: Part
  let shared: Part

  /// The bytes of a text or of HTML.
  func bytes(of value: Value) -> UnsafeBufferPointer<UInt8> {
    let bytes = value.isShared ? shared.bytes : own.bytes
    return part(of: bytes, from: value.place, count: Int(value.count))
  }

  /// The values of a record or of a list.
  func values(of value: Value) -> UnsafeBufferPointer<Value> {
    let values = value.isShared ? shared.values : own.values
    return part(of: values, from: value.place, count: Int(value.count))
  }

  /// The values of a record that has the shape.
  func values(of record: Value, _ shape: Shape.ID) -> UnsafeBufferPointer<Value>? {
    guard record.kind == .record, let found = self.shape(of: record), found.isSame(as: shape)
    else { return nil }
    return values(of: record)
  }

  /// The shape stands before the values.
  func shape(of record: Value) -> Shape.ID? {
    let values = record.isShared ? shared.values : own.values
    guard record.place > 0, record.place <= values.count else { return nil }
    let value = values[record.place - 1]
    return value.kind == .shape ? Shape.ID(address: value.place) : nil
  }

  @inline(__always)
  private func part<Element>(
    of elements: UnsafeBufferPointer<Element>, from start: Int, count: Int
  ) -> UnsafeBufferPointer<Element> {
    guard start >= 0, count > 0, count <= elements.count, start <= elements.count - count,
      let base = elements.baseAddress
    else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(start: base + start, count: count)
  }
}

extension Value {
  /// The value that a dotted name leads to.
  func following(
    _ path: UnsafeBufferPointer<ShapeStack.Step>, _ reader: ValueReader
  ) -> Value {
    var value = self
    for step in path {
      guard let values = reader.values(of: value, step.shape), step.slot < values.count else {
        return .missing
      }
      value = values[step.slot]
    }
    return value
  }

  /// Appends the value as a template shows it; `isRaw` writes HTML as it is.
  func show(isRaw: Bool, _ reader: ValueReader, to output: inout StagedOutput) {
    switch kind {
    case .html where isRaw: output.append(reader.bytes(of: self))
    case .text where isClean: output.append(reader.bytes(of: self))
    case .text, .html: output.append(escaped: reader.bytes(of: self))
    case .number: output.append(decimal: place)
    case .missing, .no, .yes, .record, .list, .shape: break
    }
  }
}
