/// Access to the bytes of a text, and tests for letters, digits and apostrophes.
extension UnsafeBufferPointer<UInt8> {
  /// Returns eight bytes, the first as the least significant. They are 0 after the end of the
  /// text.
  @inlinable @inline(__always)
  package func eightBytes(at index: Int) -> UInt64 {
    if index &+ 8 <= count { return eightBytesWithin(index) }
    return lastBytes(from: index)
  }

  /// The caller guarantees that there are eight bytes.
  @inlinable @inline(__always)
  func eightBytesWithin(_ index: Int) -> UInt64 {
    let bytes = UnsafeRawPointer(baseAddress.unsafelyUnwrapped)
    return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
  }

  @usableFromInline @inline(never)
  func lastBytes(from index: Int) -> UInt64 {
    if index >= count { return 0 }
    if count >= 8 { return eightBytesWithin(count - 8) >> UInt64(8 * (index + 8 - count)) }
    return self[index...].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  func isDigit(at index: Int) -> Bool {
    index >= 0 && index < count && self[index] &- 0x30 < 10
  }

  /// Whether an ASCII letter or digit is at `index`, or a letter, mark or digit beyond ASCII.
  func isLetter(at index: Int) -> Bool {
    guard index < count else { return false }
    let byte = self[index]
    return byte < 0x80 ? Unicode.Scalar(byte).isPartOfWord : beginsUnicodeWord(at: index)
  }

  /// Whether an `s` in either case is at `index` and ends the word.
  @inline(never)
  func isPossessive(at index: Int) -> Bool {
    guard self[index] | 0x20 == UInt8(ascii: "s") else { return false }
    let next = index + 1
    if isLetter(at: next) { return false }
    // Another apostrophe may continue the word, as in "rock'n's'x".
    if next < count, self[next] == UInt8(ascii: "'") { return !isLetter(at: next + 1) }
    if isCurlyApostrophe(at: next) { return !isLetter(at: next + 3) }
    return true
  }

  /// Whether U+2019 is at `index`.
  func isCurlyApostrophe(at index: Int) -> Bool {
    index + 2 < count && self[index] == 0xE2 && self[index + 1] == 0x80 && self[index + 2] == 0x99
  }
}
