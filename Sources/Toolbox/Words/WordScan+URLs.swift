/// URLs, which are not words.
extension UnsafeBufferPointer<UInt8> {
  /// Whether `http://`, `https://` or `www.` is at `index`, in any letter case.
  @inline(never)
  func isURL(at index: Int) -> Bool {
    begins("http://", at: index) || begins("https://", at: index) || begins("www.", at: index)
  }

  private func begins(_ word: StaticString, at index: Int) -> Bool {
    guard index + word.utf8CodeUnitCount <= count else { return false }
    for offset in 0..<word.utf8CodeUnitCount {
      let byte = self[index + offset]
      let lowercase = byte &- 0x41 < 26 ? byte | 0x20 : byte
      if lowercase != word.utf8Start[offset] { return false }
    }
    return true
  }

  @inline(never)
  func endOfURL(from start: Int) -> Int {
    var index = start
    while index < count, !endsURL(self[index]) {
      // White space beyond ASCII ends a URL too. It is rare.
      if self[index] >= 0xC2, scalar(at: index).properties.isWhitespace { return index }
      index += 1
    }
    return index
  }

  private func endsURL(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
      || byte == UInt8(ascii: "\"")
  }
}
