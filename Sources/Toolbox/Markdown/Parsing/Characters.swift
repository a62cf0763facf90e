/// The text of a soft break. It is a static string, so that the pointer stays valid.
var lineFeed: UnsafeBufferPointer<UInt8> {
  let text: StaticString = "\n"
  return UnsafeBufferPointer(start: text.utf8Start, count: 1)
}

/// Returns whether a byte is ASCII white space as libcmark defines it: a space or U+0009 to
/// U+000D.
@inlinable package func isASCIIWhitespace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte >= 0x09 && byte <= 0x0D
}

@inlinable package func isASCIIAlphanumeric(_ byte: UInt8) -> Bool {
  let lower = byte | 0x20
  return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
    || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
}

/// Returns the length in bytes of the non-ASCII white space at `index`, or nil if there is none.
func nonASCIIWhitespaceLength(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
  guard text[index] >= 0xC2 else { return nil }
  let (scalar, count) = scalar(in: text, at: index)
  return isWhitespace(scalar) ? count : nil
}

/// Returns the scalar at `index` and its length in bytes.
///
/// Expects UTF-8 that libcmark has repaired and does not check continuation bytes. A byte that
/// begins no scalar is returned as U+FFFD of length 1.
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

/// Returns the last scalar of the text, or nil if the text is empty.
@inlinable package func lastScalar(of text: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar? {
  var index = text.count - 1
  while index > 0, text.count - index < 4, text[index] & 0xC0 == 0x80 { index -= 1 }
  return index < 0 ? nil : scalar(in: text, at: index).scalar
}

/// Returns whether a scalar is a letter, a number or a combining mark.
func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.isASCII { return isASCIIAlphanumeric(UInt8(ascii: scalar)) }
  switch scalar.properties.generalCategory {
  case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
    .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
    return true
  default: return false
  }
}

/// Returns a source that libcmark has not read, with NUL and invalid UTF-8 replaced by U+FFFD.
func replacingInvalidUTF8(_ source: UnsafeBufferPointer<UInt8>) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(source.count)
  for scalar in String(decoding: source, as: UTF8.self).unicodeScalars {
    bytes.append(contentsOf: UTF8.encode(scalar.value == 0 ? "\u{FFFD}" : scalar) ?? .init())
  }
  return bytes
}

var emptyText: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: nil, count: 0) }

/// Returns the text without trailing white space and line ends.
func trimmingTrailingWhitespace(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
  let count = (text.lastIndex { !isASCIIWhitespace($0) } ?? -1) + 1
  return UnsafeBufferPointer(rebasing: text.prefix(count))
}

/// Returns whether a scalar is white space: ASCII as in `isSpace`, others by Unicode's
/// White_Space property.
@inlinable package func isWhitespace(_ scalar: Unicode.Scalar) -> Bool {
  scalar.isASCII ? isASCIIWhitespace(UInt8(ascii: scalar)) : scalar.properties.isWhitespace
}
