/// Returns `text` as a JSON string with its quotes (RFC 8259, section 7).
///
/// The result is also safe inside an HTML `<script>` element because `<`, `>` and `&` are
/// escaped.
package func jsonString(_ text: String) -> String {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.utf8.count + 2)
  appendJSONString(text, to: &bytes)
  return String(decoding: bytes, as: UTF8.self)
}

/// Appends `text` as a JSON string, in the form that `jsonString` returns.
package func appendJSONString(_ text: String, to output: inout [UInt8]) {
  output.append(UInt8(ascii: "\""))
  appendJSONContent(text, to: &output)
  output.append(UInt8(ascii: "\""))
}

/// Appends `text` as the content of a JSON string, without the quotes.
package func appendJSONContent(_ text: String, to output: inout [UInt8]) {
  text.utf8.span.withUnsafeBufferPointer { appendJSONContent($0, to: &output) }
}

/// Appends UTF-8 bytes as the content of a JSON string, without the quotes. Runs without
/// characters to escape are copied whole.
package func appendJSONContent(
  _ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]
) {
  var start = 0
  for index in bytes.indices where isEscapedInJSON(bytes[index]) {
    output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
    appendEscape(of: bytes[index], to: &output)
    start = index + 1
  }
  output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
}

private func isEscapedInJSON(_ byte: UInt8) -> Bool {
  switch byte {
  case 0..<0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "&"),
    UInt8(ascii: "<"), UInt8(ascii: ">"):
    true
  default: false
  }
}

private func appendEscape(of byte: UInt8, to output: inout [UInt8]) {
  switch byte {
  case UInt8(ascii: "\""): output.append(contentsOf: #"\""#.utf8)
  case UInt8(ascii: "\\"): output.append(contentsOf: #"\\"#.utf8)
  case UInt8(ascii: "\n"): output.append(contentsOf: #"\n"#.utf8)
  case UInt8(ascii: "\r"): output.append(contentsOf: #"\r"#.utf8)
  case UInt8(ascii: "\t"): output.append(contentsOf: #"\t"#.utf8)
  default:
    output.append(contentsOf: #"\u00"#.utf8)
    output.append(hexDigit(byte >> 4))
    output.append(hexDigit(byte & 15))
  }
}

private func hexDigit(_ nibble: UInt8) -> UInt8 {
  nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
}
