/// Appends `text`, escaped for use between tags and in quoted attribute values.
///
/// `&`, `<`, `>`, `"` and `'` become character references (HTML Standard, 13.3; `'` because
/// attributes may have single quotes). NUL, which HTML does not allow, becomes U+FFFD.
package func appendEscaped(_ text: String, to output: inout [UInt8]) {
  var text = text
  text.withUTF8 { appendEscaped($0, to: &output) }
}

/// Appends UTF-8 bytes, escaped as by `appendEscaped(_: String)`. Runs without characters to
/// escape are copied whole.
package func appendEscaped(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
  var start = 0
  for index in bytes.indices {
    let byte = bytes[index]
    // No byte to escape is greater than `>`, so most bytes need only this comparison.
    guard byte <= UInt8(ascii: ">"), let reference = reference(for: byte) else { continue }
    output.append(contentsOf: bytes[start..<index])
    reference.withUTF8Buffer { output.append(contentsOf: $0) }
    start = index + 1
  }
  output.append(contentsOf: bytes[start...])
}

private func reference(for byte: UInt8) -> StaticString? {
  switch byte {
  case UInt8(ascii: "&"): "&amp;"
  case UInt8(ascii: "<"): "&lt;"
  case UInt8(ascii: ">"): "&gt;"
  case UInt8(ascii: "\""): "&quot;"
  case UInt8(ascii: "'"): "&#39;"
  case 0: "\u{FFFD}"
  default: nil
  }
}
