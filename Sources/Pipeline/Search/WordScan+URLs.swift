extension WordScan {
  /// A look at two letters.
  @inline(__always)
  func mayBeURL(_ letter: UInt8) -> Bool {
    guard letter == UInt8(ascii: "h") || letter == UInt8(ascii: "w"), index &+ 1 < text.count
    else { return false }
    let next = text[index &+ 1] | 0x20
    return next == (letter == UInt8(ascii: "h") ? UInt8(ascii: "t") : UInt8(ascii: "w"))
  }

  /// `http://`, `https://` or `www.` at a word's beginning, in any letter case.
  func isURL(at index: Int) -> Bool {
    switch text[index] | 0x20 {
    case UInt8(ascii: "h"): begins("http://", at: index) || begins("https://", at: index)
    case UInt8(ascii: "w"): begins("www.", at: index)
    default: false
    }
  }

  func begins(_ word: StaticString, at index: Int) -> Bool {
    guard index + word.utf8CodeUnitCount <= text.count else { return false }
    for offset in 0..<word.utf8CodeUnitCount {
      let byte = text[index + offset]
      let small = byte &- 0x41 < 26 ? byte | 0x20 : byte
      if small != word.utf8Start[offset] { return false }
    }
    return true
  }

  @inline(never)
  mutating func skipURL() {
    while index < text.count, !endsURL(text[index]) {
      // White space beyond ASCII is rare, and looked for.
      if text[index] >= 0xC2, scalar(at: index).properties.isWhitespace { return }
      index += 1
    }
  }

  func endsURL(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
      || byte == UInt8(ascii: "\"")
  }
}
