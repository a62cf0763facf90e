import Content
import Diagnostics

/// Scans a body for references to other files. It may find too many, but never too few.
///
/// Most posts have only mentions and links to other sites, which the scan recognises by their
/// bytes. This avoids parsing every post twice.
struct ReferenceScan {
  /// Texts after each `@` that may begin a mention, up to the end of the line or to the 62nd
  /// character.
  private(set) var mentions: [(text: String, offset: Int)] = []
  /// Whether only the parser can tell what the body refers to.
  private(set) var needsParser = false

  private let host: [UInt8]

  init(site: BaseURL) {
    host = Array(site.host.utf8)
  }

  mutating func scan(_ bytes: [UInt8], _ body: Range<Int>) {
    mentions.removeAll(keepingCapacity: true)
    needsParser = false
    bytes.withUnsafeBufferPointer { buffer in
      scan(UnsafeBufferPointer(rebasing: buffer[..<body.upperBound]), from: body.lowerBound)
    }
    // A URL that begins with `www.` needs no `://`, so the scan cannot find links to such a host.
    if host.starts(with: "www.".utf8) { needsParser = true }
  }
}

extension ReferenceScan {
  private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    var index = start
    while index < bytes.count, !needsParser {
      index += countOfSkippableBytes(bytes, from: index)
      guard index < bytes.count else { return }
      switch bytes[index] {
      case UInt8(ascii: "@"): addMention(bytes, at: index, from: start)
      case UInt8(ascii: "]"): needsParser = isLocalLink(bytes, after: index + 1)
      case UInt8(ascii: "<"): needsParser = mayBeLocalAutolink(bytes, after: index + 1)
      case UInt8(ascii: "&"): needsParser = mayDecodeToURLPart(bytes, at: index + 1)
      case UInt8(ascii: ":"): needsParser = beginsWithOwnHost(bytes, after: index + 1)
      case UInt8(ascii: "\\"): needsParser = escapesURLPart(bytes, after: index + 1)
      default: break
      }
      index += 1
    }
  }

  /// Returns how many bytes from `index` on can be skipped, because none of them is searched for.
  /// Compares eight bytes at a time.
  @inline(__always)
  private func countOfSkippableBytes(_ bytes: UnsafeBufferPointer<UInt8>, from index: Int) -> Int {
    guard let base = UnsafeRawPointer(bytes.baseAddress) else { return 0 }
    var count = 0
    while bytes.count - index - count >= 8 {
      let block = UInt64(
        littleEndian: base.loadUnaligned(fromByteOffset: index + count, as: UInt64.self))
      // `]` and `\` differ only in their lowest bit.
      let matches =
        zeroes(block ^ ones &* 0x40) | zeroes((block | ones) ^ ones &* 0x5D)
        | zeroes(block ^ ones &* 0x3C) | zeroes(block ^ ones &* 0x26) | zeroes(block ^ ones &* 0x3A)
      // There can be false matches above the lowest one.
      if matches != 0 { return count + matches.trailingZeroBitCount / 8 }
      count += 8
    }
    return count
  }

  private mutating func addMention(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, from start: Int
  ) {
    if index > start, bytes[index - 1].isASCIILetter || bytes[index - 1].isASCIIDigit { return }
    var end = index + 1
    var characters = 0
    while end < bytes.count, bytes[end] != lineFeed, bytes[end] != carriageReturn {
      if bytes[end] & 0xC0 != 0x80 { characters += 1 }
      // 60 characters for the name and 2 for the quotes around it.
      guard characters <= 62 else { break }
      // Escapes, character references and NUL read differently after parsing.
      if bytes[end] == UInt8(ascii: "\\") || bytes[end] == UInt8(ascii: "&") || bytes[end] == 0 {
        needsParser = true
      }
      end += 1
    }
    let text = String(decoding: bytes[index + 1..<end], as: UTF8.self)
    if !text.isEmpty { mentions.append((text, index)) }
  }

  /// Returns whether the `]` is followed by `:`, or by `(` and anything but a plain URL of
  /// another site.
  private func isLocalLink(_ bytes: UnsafeBufferPointer<UInt8>, after index: Int) -> Bool {
    guard index < bytes.count else { return false }
    if bytes[index] == colon { return true }
    guard bytes[index] == UInt8(ascii: "(") else { return false }
    var destination = index + 1
    while destination < bytes.count,
      bytes[destination].isWhiteSpace || bytes[destination] == UInt8(ascii: "<")
    {
      destination += 1
    }
    return !isPlainExternalURL(bytes, at: destination)
  }

  /// Returns whether the `<` is followed by a scheme and anything but a plain URL of another
  /// site. The parser decides whether it is a link.
  private func mayBeLocalAutolink(_ bytes: UnsafeBufferPointer<UInt8>, after index: Int) -> Bool {
    var end = index
    while end < bytes.count, end - index < 40, isSchemeByte(bytes[end]) { end += 1 }
    guard end > index, end < bytes.count, bytes[end] == colon else { return false }
    return !isPlainExternalURL(bytes, at: index)
  }

  /// Returns whether the `&` may begin a character reference for `@` or for a part of a URL. Of
  /// the 2,231 names in HTML only these stand for `@`, `:`, `/`, `.` or letters of a host.
  private func mayDecodeToURLPart(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    guard index < bytes.count else { return false }
    return bytes[index] == UInt8(ascii: "#") || starts(bytes, at: index, with: "commat")
      || starts(bytes, at: index, with: "colon") || starts(bytes, at: index, with: "sol")
      || starts(bytes, at: index, with: "period") || starts(bytes, at: index, with: "fjlig")
  }

  /// Returns whether the backslash escapes a character that is part of a URL or a mention.
  private func escapesURLPart(_ bytes: UnsafeBufferPointer<UInt8>, after index: Int) -> Bool {
    index < bytes.count && ":/.@-".utf8.contains(bytes[index])
  }

  /// Returns whether the `:` is followed by `//` and the forum's own host.
  private func beginsWithOwnHost(_ bytes: UnsafeBufferPointer<UInt8>, after index: Int) -> Bool {
    starts(bytes, at: index, with: "//") && startsWithHost(bytes, at: index + 2)
  }

  /// Returns whether an http or https URL of another host, without escapes, begins at `index`.
  private func isPlainExternalURL(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let isSecure = starts(bytes, at: index, with: "https://")
    guard isSecure || starts(bytes, at: index, with: "http://"),
      !startsWithHost(bytes, at: index + (isSecure ? 8 : 7))
    else { return false }
    var end = index
    while end < bytes.count, bytes[end] > space, !endsDestination(bytes[end]) {
      let isEscape = bytes[end] == UInt8(ascii: "\\") || bytes[end] == UInt8(ascii: "&")
      if isEscape || bytes[end] == 0x7F { return false }
      end += 1
    }
    return end < bytes.count && (bytes[end].isWhiteSpace || endsDestination(bytes[end]))
  }

  private func endsDestination(_ byte: UInt8) -> Bool {
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

/// Returns a number with the high bit set in each byte that is zero (Mycroft's test). Bytes above
/// the lowest zero can be marked falsely.
private func zeroes(_ block: UInt64) -> UInt64 { (block &- ones) & ~block & (ones &* 0x80) }
