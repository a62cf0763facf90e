import Mustache

/// Appends `text`, escaped for the content of an element and for an attribute in double quotes
/// (XML 1.0, fifth edition).
///
/// `&`, `<`, `>` and `"` become references. So do tabs and line ends, which an attribute would
/// lose (3.3.3). Characters that are not allowed in a document (2.2: other controls, U+FFFE,
/// U+FFFF) become U+FFFD.
func appendXML(_ text: String, to output: inout [UInt8]) {
  text.utf8.span.withUnsafeBufferPointer { appendXML($0, to: &output) }
}

/// Appends an element that contains only text.
func appendXML(element name: String, _ text: String, to output: inout [UInt8]) {
  appendUTF8("<\(name)>", to: &output)
  appendXML(text, to: &output)
  appendUTF8("</\(name)>\n", to: &output)
}

private func appendXML(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
  var start = 0
  for index in bytes.indices {
    let byte = bytes[index]
    // Most bytes need no further comparison.
    guard byte <= UInt8(ascii: ">") || byte >= 0xBE else { continue }
    if let reference = reference(for: byte) {
      output.append(contentsOf: bytes[start..<index])
      reference.withUTF8Buffer { output.append(contentsOf: $0) }
    } else if endsNonCharacter(bytes, index) {
      output.append(contentsOf: bytes[start..<index])
      output.append(0xBD)
    } else {
      continue
    }
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
  case 0x09: "&#9;"
  case 0x0A: "&#10;"
  case 0x0D: "&#13;"
  case ..<0x20: "\u{FFFD}"
  default: nil
  }
}

/// Whether the byte is the last of U+FFFE (`EF BF BE`) or U+FFFF (`EF BF BF`). With `BD` as the
/// last byte it becomes U+FFFD.
private func endsNonCharacter(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
  (bytes[index] == 0xBE || bytes[index] == 0xBF) && index >= 2 && bytes[index - 1] == 0xBF
    && bytes[index - 2] == 0xEF
}
