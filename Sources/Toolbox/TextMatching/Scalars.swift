/// Returns the scalar at `index` and its length in bytes.
///
/// Continuation bytes are not checked. A byte that begins no scalar is returned as U+FFFD of
/// length 1.
func decodedScalar(
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
func lastScalar(of text: Slice<UnsafeBufferPointer<UInt8>>) -> Unicode.Scalar? {
  let text = UnsafeBufferPointer(rebasing: text)
  var index = text.count - 1
  while index > 0, text.count - index < 4, text[index] & 0xC0 == 0x80 { index -= 1 }
  return index < 0 ? nil : decodedScalar(in: text, at: index).scalar
}

/// Returns whether the scalar is a letter, a mark or a digit of any script.
package func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.isASCII {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9": return true
    default: return false
    }
  }
  switch scalar.properties.generalCategory {
  case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
    .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber:
    return true
  default: return false
  }
}

/// Returns whether the byte is ASCII white space: a space or U+0009 to U+000D.
@inline(__always)
func isWhiteSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x09 && byte <= 0x0D }

func isWhiteSpace(_ scalar: Unicode.Scalar) -> Bool {
  scalar.isASCII ? isWhiteSpace(UInt8(ascii: scalar)) : scalar.properties.isWhitespace
}

@inline(__always)
func isASCIILetterOrDigit(_ byte: UInt8) -> Bool {
  let lower = byte | 0x20
  return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
    || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
}

/// Returns whether slugs, file names and addresses use the character in place of a space.
@inline(__always)
func isSpaceSubstitute(_ scalar: Unicode.Scalar) -> Bool {
  scalar == "-" || scalar == "_" || scalar == "+" || scalar == "."
}
