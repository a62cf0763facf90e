/// HTML as it grows. Escapes as libcmark does, so that plain CommonMark comes out as its
/// specification has it.
struct HTMLOutput {
  private(set) var bytes: [UInt8]
  /// Where this rendering began: what stands before it is another's.
  private let start: Int

  /// Takes the array over, so that it is not copied when it grows.
  init(continuing html: inout [UInt8]) {
    bytes = []
    start = html.count
    swap(&bytes, &html)
  }

  mutating func giveBack(to html: inout [UInt8]) {
    swap(&bytes, &html)
  }

  mutating func append(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(_ byte: UInt8) {
    bytes.append(byte)
  }

  mutating func append(raw text: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: text)
  }

  /// Blocks begin on a line of their own.
  mutating func beginLine() {
    if bytes.count > start, bytes[bytes.count - 1] != UInt8(ascii: "\n") {
      bytes.append(UInt8(ascii: "\n"))
    }
  }

  mutating func appendEscaped(_ text: String) {
    var text = text
    text.withUTF8 { appendEscaped($0) }
  }

  mutating func appendEscaped(_ text: [UInt8]) {
    text.withUnsafeBufferPointer { appendEscaped($0) }
  }

  /// For text between tags and in attributes in double quotes, the only ones that this room writes.
  mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    var clean = 0
    var index = firstEscaped(in: text, from: 0)
    while index < text.count {
      bytes.append(contentsOf: text[clean..<index])
      append(reference(for: text[index]))
      clean = index + 1
      index = firstEscaped(in: text, from: clean)
    }
    bytes.append(contentsOf: text[clean...])
  }

  mutating func appendHref(_ text: String) {
    var text = text
    text.withUTF8 { appendHref($0) }
  }

  /// Percent-encodes what may not stand in a URL; what is encoded already stays so.
  mutating func appendHref(_ text: UnsafeBufferPointer<UInt8>) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "&"): append("&amp;")
      case UInt8(ascii: "'"): append("&#x27;")
      case _ where isKeptInHref(byte): bytes.append(byte)
      default:
        bytes.append(UInt8(ascii: "%"))
        bytes.append(hexDigit(byte >> 4))
        bytes.append(hexDigit(byte & 0xF))
      }
    }
  }
}

extension HTMLOutput {
  /// The first byte from `start` on that is to be escaped, or the end. Eight bytes are looked at in
  /// one step: byte by byte this was the renderer's dearest loop.
  private func firstEscaped(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    let raw = UnsafeRawBufferPointer(text)
    while index + 8 <= text.count {
      let block = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      // `<` and `>` differ in one bit, `&` and `"` in another: with it set, both pairs become one
      // byte.
      let angles = (block | eightTimes(0x02)) ^ eightTimes(0x3E)
      let others = (block | eightTimes(0x04)) ^ eightTimes(0x26)
      if hasZeroByte(angles) || hasZeroByte(others) { break }
      index += 8
    }
    while index < text.count, !isEscaped(text[index]) { index += 1 }
    return index
  }

  private func eightTimes(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }

  private func hasZeroByte(_ block: UInt64) -> Bool {
    (block &- eightTimes(0x01)) & ~block & eightTimes(0x80) != 0
  }

  private func isEscaped(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""): true
    default: false
    }
  }

  private func reference(for byte: UInt8) -> StaticString {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    default: "&quot;"
    }
  }

  private func isKeptInHref(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "@")...UInt8(ascii: "Z"),
      UInt8(ascii: "(")...UInt8(ascii: ";"), UInt8(ascii: "!"),
      UInt8(ascii: "#")...UInt8(ascii: "%"),
      UInt8(ascii: "="), UInt8(ascii: "?"), UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  private func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") - 10 + value
  }
}
