/// Returns whether the text contains no character to escape.
package func needsNoEscaping(_ text: String) -> Bool {
  text.utf8.span.withUnsafeBufferPointer { needsNoEscaping($0) }
}

/// Returns whether the text contains no character to escape: `&`, `<`, `>`, `"`, `'` or NUL.
/// Checks eight bytes at a time.
func needsNoEscaping(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  let raw = UnsafeRawBufferPointer(text)
  guard text.count >= 8 else { return text.allSatisfy { !isEscaped($0) } }
  var index = 0
  while index < text.count {
    // The last block can overlap the one before it.
    let offset = min(index, text.count - 8)
    let block = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    // `<` and `>` differ in one bit, and so do `&` and `'`. Setting this bit maps both characters
    // of a pair to the same byte.
    let found =
      zeroByteMask((block | repeated(0x02)) ^ repeated(0x3E))
      | zeroByteMask((block | repeated(0x01)) ^ repeated(0x27))
      | zeroByteMask(block ^ repeated(0x22)) | zeroByteMask(block)
    if found != 0 { return false }
    index += 8
  }
  return true
}

private func isEscaped(_ byte: UInt8) -> Bool {
  switch byte {
  case 0, UInt8(ascii: "\""), UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "<"),
    UInt8(ascii: ">"):
    true
  default: false
  }
}

private func repeated(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }

private func zeroByteMask(_ block: UInt64) -> UInt64 {
  (block &- repeated(0x01)) & ~block & repeated(0x80)
}
