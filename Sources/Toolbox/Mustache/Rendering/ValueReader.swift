/// Access to the values of an arena without copying. A value out of its bounds reads as empty, so
/// that a value of another arena, which is a programming error, cannot crash the build.
struct ValueReader {
  struct Part {
    let bytes: UnsafeBufferPointer<UInt8>
    let values: UnsafeBufferPointer<Value>
  }

  let own: Part
  let shared: Part

  /// Returns the bytes of a text or HTML.
  func bytes(of value: Value) -> UnsafeBufferPointer<UInt8> {
    let bytes = value.isShared ? shared.bytes : own.bytes
    return part(of: bytes, from: value.payload, count: Int(value.count))
  }

  /// Returns the values of a record or list.
  func values(of value: Value) -> UnsafeBufferPointer<Value> {
    let values = value.isShared ? shared.values : own.values
    return part(of: values, from: value.payload, count: Int(value.count))
  }

  /// Returns the values of a record. Nil if it is not a record or has another shape.
  func values(of record: Value, _ shape: Shape.ID) -> UnsafeBufferPointer<Value>? {
    guard record.kind == .record, let found = self.shape(of: record), found.isSame(as: shape)
    else { return nil }
    return values(of: record)
  }

  /// Returns the shape of a record, which is stored before its values.
  func shape(of record: Value) -> Shape.ID? {
    let values = record.isShared ? shared.values : own.values
    guard record.payload > 0, record.payload <= values.count else { return nil }
    let value = values[record.payload - 1]
    return value.kind == .shape ? Shape.ID(address: value.payload) : nil
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
  /// Returns the value to which the remaining parts of a dotted name lead.
  func resolved(
    _ path: UnsafeBufferPointer<ShapeStack.FieldStep>, _ reader: ValueReader
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

  /// Appends the value as it is shown in a page. HTML is escaped unless `isRaw` is true.
  func render(isRaw: Bool, _ reader: ValueReader, into output: inout BufferedOutput) {
    switch kind {
    case .html where isRaw: output.append(reader.bytes(of: self))
    case .text where needsNoEscaping: output.append(reader.bytes(of: self))
    case .text, .html: output.append(escaped: reader.bytes(of: self))
    case .number: output.append(decimal: payload)
    case .missing, .no, .yes, .record, .list, .shape: break
    }
  }
}
