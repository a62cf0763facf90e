/// HTML as it grows. Escapes as libcmark does, so that plain CommonMark comes out as its specification has it.
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
    for index in 0..<text.count where isEscaped(text[index]) {
      bytes.append(contentsOf: text[clean..<index])
      append(reference(for: text[index]))
      clean = index + 1
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
  private func isEscaped(_ byte: UInt8) -> Bool {
    // The four are below 64: a bit for each in one word is faster than a table in memory.
    byte < 64 && escapedBits >> UInt64(byte) & 1 == 1
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

private let escapedBits: UInt64 =
  1 << UInt64(UInt8(ascii: "&")) | 1 << UInt64(UInt8(ascii: "<")) | 1 << UInt64(UInt8(ascii: ">"))
  | 1 << UInt64(UInt8(ascii: "\""))
