import Glibc

/// HTML under construction, escaped as libcmark escapes it, so that plain CommonMark renders
/// exactly as in its specification.
///
/// The bytes are collected in the renderer's `HTMLBuffer` and appended to the caller's array
/// once, because appending dozens of short pieces per post to an array is slow.
struct HTMLOutput: ~Copyable {
  private let buffer: HTMLBuffer
  private var base: UnsafeMutablePointer<UInt8>
  private var count = 0

  /// No other output may use `buffer` at the same time.
  init(in buffer: HTMLBuffer) {
    self.buffer = buffer
    base = buffer.base
  }

  /// Appends the collected bytes to `html` and empties the output.
  mutating func move(to html: inout [UInt8]) {
    html.append(contentsOf: UnsafeBufferPointer(start: base, count: count))
    count = 0
  }

  mutating func append(_ text: StaticString) {
    append(raw: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(_ byte: UInt8) {
    reserve(1)
    base[count] = byte
    count += 1
  }

  mutating func append(raw text: UnsafeBufferPointer<UInt8>) {
    guard let start = text.baseAddress else { return }
    reserve(text.count)
    memcpy(base + count, start, text.count)
    count += text.count
  }

  /// Starts a new line unless the output is empty or already at the start of one.
  mutating func beginLine() {
    if count > 0, base[count - 1] != UInt8(ascii: "\n") { append(UInt8(ascii: "\n")) }
  }

  mutating func appendEscaped(_ text: String) {
    var text = text
    text.withUTF8 { appendEscaped($0) }
  }

  mutating func appendEscaped(_ text: [UInt8]) {
    text.withUnsafeBufferPointer { appendEscaped($0) }
  }

  /// Escapes `&`, `<`, `>` and `"`. This is enough between tags and in attributes in double
  /// quotes, and this module writes text nowhere else.
  ///
  /// Copies eight bytes at a time, then counts only those before the first byte that needs
  /// escaping.
  mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    guard let start = text.baseAddress else { return }
    var rest = start..<(start + text.count)
    while true {
      reserve(rest.count)
      appendUnescapedPrefix(&rest)
      guard !rest.isEmpty else { return }
      append(reference(for: rest.lowerBound.pointee))
      rest = (rest.lowerBound + 1)..<rest.upperBound
    }
  }

  mutating func appendHref(_ text: String) {
    var text = text
    text.withUTF8 { appendHref($0) }
  }

  /// Percent-encodes bytes that are not allowed in a URL. Existing percent-encodings are kept.
  mutating func appendHref(_ text: UnsafeBufferPointer<UInt8>) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "&"): append("&amp;")
      case UInt8(ascii: "'"): append("&#x27;")
      case _ where isKeptInHref(byte): append(byte)
      default:
        append(UInt8(ascii: "%"))
        append(hexDigit(byte >> 4))
        append(hexDigit(byte & 0xF))
      }
    }
  }
}

extension HTMLOutput {
  /// Appends the bytes before the first one that needs escaping and removes them from `rest`. The
  /// caller has reserved memory for all of `rest`.
  private mutating func appendUnescapedPrefix(_ rest: inout Range<UnsafePointer<UInt8>>) {
    var (from, to) = (rest.lowerBound, base + count)
    while rest.upperBound - from >= 8 {
      let block = UnsafeRawPointer(from).loadUnaligned(as: UInt64.self)
      UnsafeMutableRawPointer(to).storeBytes(of: block, as: UInt64.self)
      let copied = Self.unescapedPrefixLength(of: UInt64(littleEndian: block))
      (from, to) = (from + copied, to + copied)
      if copied < 8 { break }
    }
    while from < rest.upperBound, !isEscaped(from.pointee) {
      to.pointee = from.pointee
      (from, to) = (from + 1, to + 1)
    }
    count = to - base
    rest = from..<rest.upperBound
  }

  /// Returns the number of bytes before the first one that needs escaping, counted from the
  /// lowest. The number is 8 if no byte does.
  @inline(__always)
  private static func unescapedPrefixLength(of block: UInt64) -> Int {
    // `<` and `>` differ in one bit, `&` and `"` in another. Setting that bit makes both bytes of
    // a pair equal.
    let found =
      zeroBytes((block | 0x0202_0202_0202_0202) ^ 0x3E3E_3E3E_3E3E_3E3E)
      | zeroBytes((block | 0x0404_0404_0404_0404) ^ 0x2626_2626_2626_2626)
    return found.trailingZeroBitCount / 8
  }

  /// Sets the high bit of each zero byte (Mycroft's test). Bytes above the lowest zero byte may
  /// be marked wrongly.
  @inline(__always)
  private static func zeroBytes(_ block: UInt64) -> UInt64 {
    (block &- 0x0101_0101_0101_0101) & ~block & 0x8080_8080_8080_8080
  }

  private mutating func reserve(_ more: Int) {
    guard buffer.capacity - count < more else { return }
    buffer.grow(to: count + more, keeping: count)
    base = buffer.base
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
