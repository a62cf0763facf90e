/// What a soft break is in a run of text; a static string, so that the pointer lives as long as the
/// program.
var newline: UnsafeBufferPointer<UInt8> {
  let text: StaticString = "\n"
  return UnsafeBufferPointer(start: text.utf8Start, count: 1)
}

/// ASCII's whitespace, as CommonMark has it.
@inlinable package func isSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte >= 0x09 && byte <= 0x0D
}

@inlinable package func isASCIIAlphanumeric(_ byte: UInt8) -> Bool {
  let lower = byte | 0x20
  return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
    || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
}

/// The length in bytes of the whitespace beyond ASCII that begins at `index`.
func wideSpace(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
  guard text[index] >= 0xC2 else { return nil }
  let (scalar, count) = scalar(in: text, at: index)
  return isWhitespace(scalar) ? count : nil
}

/// The scalar that begins at `index` and its length in bytes. The text is UTF-8 that libcmark has
/// mended; whatever is not, is U+FFFD byte by byte.
@inlinable package func scalar(
  in text: UnsafeBufferPointer<UInt8>, at index: Int
) -> (scalar: Unicode.Scalar, count: Int) {
  let byte = text[index]
  if byte < 0x80 { return (Unicode.Scalar(byte), 1) }
  let count = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
  guard byte >= 0xC2, text.count - index >= count else { return ("\u{FFFD}", 1) }
  var value = UInt32(byte & (0xFF >> UInt8(count + 1)))
  for offset in 1..<count { value = value << 6 | UInt32(text[index + offset] & 0x3F) }
  return Unicode.Scalar(value).map { ($0, count) } ?? ("\u{FFFD}", 1)
}

/// The scalar that ends the text, or nil if there is none.
@inlinable package func lastScalar(of text: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar? {
  var index = text.count - 1
  while index > 0, text.count - index < 4, text[index] & 0xC0 == 0x80 { index -= 1 }
  return index < 0 ? nil : scalar(in: text, at: index).scalar
}

/// Letters, digits and the marks that belong to letters.
func isWord(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.isASCII { return isASCIIAlphanumeric(UInt8(ascii: scalar)) }
  switch scalar.properties.generalCategory {
  case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
    .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
    return true
  default: return false
  }
}

/// Source that libcmark has not mended: what is not UTF-8, and NUL, becomes U+FFFD.
func repaired(_ source: UnsafeBufferPointer<UInt8>) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(source.count)
  for scalar in String(decoding: source, as: UTF8.self).unicodeScalars {
    bytes.append(contentsOf: UTF8.encode(scalar.value == 0 ? "\u{FFFD}" : scalar) ?? .init())
  }
  return bytes
}

var nothing: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: nil, count: 0) }

/// Without the space and line ends behind it.
func trimmed(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
  let count = (text.lastIndex { !isSpace($0) } ?? -1) + 1
  return UnsafeBufferPointer(rebasing: text.prefix(count))
}

/// Unicode's tables are asked for what is beyond ASCII only.
@inlinable package func isWhitespace(_ scalar: Unicode.Scalar) -> Bool {
  scalar.isASCII ? isSpace(UInt8(ascii: scalar)) : scalar.properties.isWhitespace
}
