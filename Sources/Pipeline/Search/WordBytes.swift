/// What a word's letters are looked at with.
extension UnsafeBufferPointer<UInt8> {
  /// Zeros behind the text's end.
  @inline(__always)
  func eightBytes(at index: Int) -> UInt64 {
    if index &+ 8 <= count { return eightBytesWithin(index) }
    return lastBytes(from: index)
  }

  /// The caller has looked that there are so many.
  @inline(__always)
  private func eightBytesWithin(_ index: Int) -> UInt64 {
    let bytes = UnsafeRawPointer(baseAddress.unsafelyUnwrapped)
    return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
  }

  @inline(never)
  private func lastBytes(from index: Int) -> UInt64 {
    if index >= count { return 0 }
    if count >= 8 { return eightBytesWithin(count - 8) >> UInt64(8 * (index + 8 - count)) }
    return self[index...].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  func isDigit(at index: Int) -> Bool {
    index >= 0 && index < count && self[index] &- 0x30 < 10
  }

  /// A letter or digit of ASCII, or another script's.
  func isLetter(at index: Int) -> Bool {
    guard index < count else { return false }
    let byte = self[index]
    return byte < 0x80 ? isASCIILetter(byte) : beginsLongWord(at: index)
  }

  /// An `s`, and no more of the word behind it.
  @inline(never)
  func isPossessive(at index: Int) -> Bool {
    guard self[index] | 0x20 == UInt8(ascii: "s") else { return false }
    let next = index + 1
    if isLetter(at: next) { return false }
    // "rock'n's'x": another apostrophe may go on with the word.
    if next < count, self[next] == UInt8(ascii: "'") { return !isLetter(at: next + 1) }
    if isCurlyApostrophe(at: next) { return !isLetter(at: next + 3) }
    return true
  }

  /// U+2019.
  func isCurlyApostrophe(at index: Int) -> Bool {
    index + 2 < count && self[index] == 0xE2 && self[index + 1] == 0x80 && self[index + 2] == 0x99
  }

  private func isASCIILetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
  }
}
