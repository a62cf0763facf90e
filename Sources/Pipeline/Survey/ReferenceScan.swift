import Content

/// Looks over a body for what may concern other files: it may find too many, never too few.
///
/// Parsing every post twice would cost a second of ten; most posts hold nothing but mentions and
/// links out, which a look at the bytes tells.
struct ReferenceScan {
  /// The text behind each `@` that may be a mention, to the end of its line or its 60th character.
  private(set) var mentions: [(text: String, offset: Int)] = []
  /// Only the parser can tell what the body refers to.
  private(set) var needsParser = false

  private let host: [UInt8]

  init(site: SiteURL) {
    host = Array(site.host.utf8)
  }

  mutating func scan(_ bytes: [UInt8], _ body: Range<Int>) {
    mentions.removeAll(keepingCapacity: true)
    needsParser = false
    bytes.withUnsafeBufferPointer { buffer in
      scan(UnsafeBufferPointer(rebasing: buffer[..<body.upperBound]), from: body.lowerBound)
    }
    // `www.` and the forum's own name, in any letter case, need no `://` before them.
    if host.starts(with: "www.".utf8) { needsParser = true }
  }
}

extension ReferenceScan {
  private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    var index = start
    while index < bytes.count, !needsParser {
      index += countOfPlainBytes(bytes, from: index)
      guard index < bytes.count else { return }
      switch bytes[index] {
      case UInt8(ascii: "@"): noteMention(bytes, at: index, from: start)
      case UInt8(ascii: "]"): needsParser = isLocalLink(bytes, behind: index + 1)
      case UInt8(ascii: "<"): needsParser = isOddAutolink(bytes, behind: index + 1)
      case UInt8(ascii: "&"): needsParser = hidesASign(named: bytes, at: index + 1)
      case UInt8(ascii: ":"): needsParser = isOwnURL(bytes, behind: index + 1)
      case UInt8(ascii: "\\"): needsParser = hidesASign(bytes, behind: index + 1)
      default: break
      }
      index += 1
    }
  }

  /// How many bytes from `index` on are none of the signs that are looked for: eight are compared at
  /// a time, for in most of a text none is.
  @inline(__always)
  private func countOfPlainBytes(_ bytes: UnsafeBufferPointer<UInt8>, from index: Int) -> Int {
    guard let base = UnsafeRawPointer(bytes.baseAddress) else { return 0 }
    var count = 0
    while bytes.count - index - count >= 8 {
      let word = UInt64(
        littleEndian: base.loadUnaligned(fromByteOffset: index + count, as: UInt64.self))
      // ] and \ differ in their last bit only.
      let signs =
        zeroes(word ^ ones &* 0x40) | zeroes((word | ones) ^ ones &* 0x5D)
        | zeroes(word ^ ones &* 0x3C) | zeroes(word ^ ones &* 0x26) | zeroes(word ^ ones &* 0x3A)
      // The lowest of them is one indeed.
      if signs != 0 { return count + signs.trailingZeroBitCount / 8 }
      count += 8
    }
    return count
  }

  private mutating func noteMention(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, from start: Int
  ) {
    if index > start, bytes[index - 1].isASCIILetter || bytes[index - 1].isASCIIDigit { return }
    var end = index + 1
    var characters = 0
    while end < bytes.count, bytes[end] != lineFeed, bytes[end] != carriageReturn {
      if bytes[end] & 0xC0 != 0x80 { characters += 1 }
      // Quotes around the name are not counted.
      guard characters <= 62 else { break }
      // What is escaped reads differently once it is parsed, and so does a NUL.
      if bytes[end] == UInt8(ascii: "\\") || bytes[end] == UInt8(ascii: "&") || bytes[end] == 0 {
        needsParser = true
      }
      end += 1
    }
    let text = String(decoding: bytes[index + 1..<end], as: UTF8.self)
    if !text.isEmpty { mentions.append((text, index)) }
  }

  /// `](` with anything but an ordinary URL of another site behind it, or `]:`.
  private func isLocalLink(_ bytes: UnsafeBufferPointer<UInt8>, behind index: Int) -> Bool {
    guard index < bytes.count else { return false }
    if bytes[index] == colon { return true }
    guard bytes[index] == UInt8(ascii: "(") else { return false }
    var destination = index + 1
    while destination < bytes.count,
      bytes[destination].isWhiteSpace || bytes[destination] == UInt8(ascii: "<")
    {
      destination += 1
    }
    return !isPlainURL(bytes, at: destination)
  }

  /// `<scheme:` of any but http and https: the parser tells whether it is a link.
  private func isOddAutolink(_ bytes: UnsafeBufferPointer<UInt8>, behind index: Int) -> Bool {
    var end = index
    while end < bytes.count, end - index < 40, isSchemeByte(bytes[end]) { end += 1 }
    guard end > index, end < bytes.count, bytes[end] == colon else { return false }
    return !isPlainURL(bytes, at: index)
  }

  /// `&#64;` and `&commat;` are `@`; the other references write what a URL is made
  /// of (of HTML's 2,231 names no others give letters or signs of a host).
  private func hidesASign(named bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    guard index < bytes.count else { return false }
    return bytes[index] == UInt8(ascii: "#") || starts(bytes, at: index, with: "commat")
      || starts(bytes, at: index, with: "colon") || starts(bytes, at: index, with: "sol")
      || starts(bytes, at: index, with: "period") || starts(bytes, at: index, with: "fjlig")
  }

  /// A backslash before a sign that a URL or a mention is made of.
  private func hidesASign(_ bytes: UnsafeBufferPointer<UInt8>, behind index: Int) -> Bool {
    index < bytes.count && ":/.@-".utf8.contains(bytes[index])
  }

  /// `://` and the forum's own host.
  private func isOwnURL(_ bytes: UnsafeBufferPointer<UInt8>, behind index: Int) -> Bool {
    starts(bytes, at: index, with: "//") && startsWithHost(bytes, at: index + 2)
  }

  /// An http or https URL with nothing escaped, on another host.
  private func isPlainURL(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let isSecure = starts(bytes, at: index, with: "https://")
    guard isSecure || starts(bytes, at: index, with: "http://"),
      !startsWithHost(bytes, at: index + (isSecure ? 8 : 7))
    else { return false }
    var end = index
    while end < bytes.count, bytes[end] > space, !closesLink(bytes[end]) {
      let isEscape = bytes[end] == UInt8(ascii: "\\") || bytes[end] == UInt8(ascii: "&")
      if isEscape || bytes[end] == 0x7F { return false }
      end += 1
    }
    return end < bytes.count && (bytes[end].isWhiteSpace || closesLink(bytes[end]))
  }

  private func closesLink(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ")") || byte == UInt8(ascii: ">")
  }

  private func startsWithHost(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    guard index + host.count <= bytes.count else { return false }
    return host.indices.allSatisfy { lowered(bytes[index + $0]) == host[$0] }
  }

  private func starts(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, with word: StaticString
  ) -> Bool {
    guard index + word.utf8CodeUnitCount <= bytes.count else { return false }
    return word.withUTF8Buffer { word in
      word.indices.allSatisfy { bytes[index + $0] == word[$0] }
    }
  }

  private func isSchemeByte(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: "+") || byte == hyphen
      || byte == UInt8(ascii: ".")
  }

  private func lowered(_ byte: UInt8) -> UInt8 { byte.isASCIIUppercase ? byte | 0x20 : byte }
}

private let ones: UInt64 = 0x0101_0101_0101_0101

/// The high bit of each byte that is zero; above the lowest such byte perhaps of others, too
/// (Mycroft's test).
private func zeroes(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & (ones &* 0x80) }
