extension ValueArena {
  /// Appends an encoding of the value. Different values have different encodings.
  ///
  /// A value is encoded as a byte for its type, followed by its length if it has one, and its
  /// content. Field names are not included because they belong to the templates.
  package func appendCanonicalBytes(of value: Value, to output: inout [UInt8]) {
    read { value.appendCanonicalBytes($0, to: &output) }
  }
}

extension Value {
  fileprivate func appendCanonicalBytes(_ reader: ValueReader, to output: inout [UInt8]) {
    output.append(kind.rawValue)
    switch kind {
    case .missing, .no, .yes, .shape: break
    case .number: appendInteger(payload, to: &output)
    case .text, .html:
      let bytes = reader.bytes(of: self)
      appendInteger(bytes.count, to: &output)
      output.append(contentsOf: bytes)
    case .record, .list:
      let values = reader.values(of: self)
      appendInteger(values.count, to: &output)
      for value in values { value.appendCanonicalBytes(reader, to: &output) }
    }
  }
}

/// Appends the number as eight bytes in little-endian order.
private func appendInteger(_ number: Int, to output: inout [UInt8]) {
  let bits = UInt64(bitPattern: Int64(number))
  for shift in stride(from: UInt64(0), to: 64, by: 8) {
    output.append(UInt8(truncatingIfNeeded: bits >> shift))
  }
}
