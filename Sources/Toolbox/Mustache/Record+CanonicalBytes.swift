import SafeHTML

extension Record {
  /// Appends an encoding of all values in which no two different records are the same.
  ///
  /// Each value is a byte for its case and its content; whatever has a length says it before. The
  /// names of fields are not in it: they belong to the templates.
  package func appendCanonicalBytes(to output: inout [UInt8]) {
    appendInteger(values.count, to: &output)
    for value in values { value.appendCanonicalBytes(to: &output) }
  }
}

extension Value {
  fileprivate func appendCanonicalBytes(to output: inout [UInt8]) {
    switch self {
    case .missing: output.append(0)
    case .flag(let flag): output.append(flag ? 2 : 1)
    case .number(let number):
      output.append(3)
      appendInteger(number, to: &output)
    case .text(let text):
      output.append(4)
      appendInteger(text.utf8.count, to: &output)
      output.append(contentsOf: text.utf8)
    case .html(let html):
      output.append(5)
      appendInteger(html.bytes.count, to: &output)
      output.append(contentsOf: html.bytes)
    case .record(let record):
      output.append(6)
      record.appendCanonicalBytes(to: &output)
    case .list(let items):
      output.append(7)
      appendInteger(items.count, to: &output)
      for item in items { item.appendCanonicalBytes(to: &output) }
    }
  }
}

/// Eight bytes, the least significant first.
private func appendInteger(_ number: Int, to output: inout [UInt8]) {
  let bits = UInt64(bitPattern: Int64(number))
  for shift in stride(from: UInt64(0), to: 64, by: 8) {
    output.append(UInt8(truncatingIfNeeded: bits >> shift))
  }
}
