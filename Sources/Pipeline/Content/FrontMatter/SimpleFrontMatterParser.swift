import Diagnostics
import YAML

/// Parses common front-matter blocks without a YAML parser, which is slow for such short texts.
///
/// Every line must be `key: value`, with a plain value, a quoted value without escapes or a
/// simple flow list. `read` returns nil for any block that YAML could read in another way. A
/// differential test (`SimpleFrontMatterParserTests`) compares the results with those of Yams,
/// including byte offsets.
struct SimpleFrontMatterParser {
  private let bytes: [UInt8]
  private let range: Range<Int>
  private var index: Int

  /// Each key is compared with all others, so their number is limited. Authors write fewer.
  private static let maximumKeyCount = 24
  /// In bytes. YAML allows plain keys of up to 1024 characters.
  private static let maximumKeyLength = 64

  init(_ bytes: [UInt8], range: Range<Int>) {
    self.bytes = bytes
    self.range = range
    index = range.lowerBound
  }

  mutating func read() -> YAMLNode? {
    var entries: [YAMLEntry] = []
    entries.reserveCapacity(4)
    while index < range.upperBound {
      guard entries.count < Self.maximumKeyCount, let entry = entry(),
        !entries.contains(where: { $0.key.text == entry.key.text })
      else { return nil }
      entries.append(entry)
    }
    guard !entries.isEmpty else { return nil }
    return .mapping(entries, offset: range.lowerBound)
  }
}

extension SimpleFrontMatterParser {
  /// Returns the values of a block of two lines, `author:` and `date:`, as most replies have it.
  ///
  /// Both values are plain (not quoted). They are not empty, do not begin or end with a space,
  /// and have no control characters.
  mutating func authorAndDate() -> (author: Range<Int>, date: Range<Int>)? {
    guard let author = plainValue(of: "author: "), let date = plainValue(of: "date: "),
      index == range.upperBound
    else { return nil }
    return (author, date)
  }

  private mutating func plainValue(of key: StaticString) -> Range<Int>? {
    let isKey = key.withUTF8Buffer { key in
      index + key.count < range.upperBound
        && key.indices.allSatisfy { bytes[index + $0] == key[$0] }
    }
    guard isKey else { return nil }
    index += key.utf8CodeUnitCount
    while consume(space) {}
    return index < range.upperBound ? plainRange() : nil
  }

  private mutating func entry() -> YAMLEntry? {
    let start = index
    while index < range.upperBound, bytes[index].isASCIILowercase || bytes[index] == underscore {
      index += 1
    }
    let key = text(start..<index)
    guard index > start, index - start <= Self.maximumKeyLength, consume(colon), consume(space)
    else {
      return nil
    }
    while consume(space) {}
    guard let value = value() else { return nil }
    return YAMLEntry(key: LocatedText(text: key, offset: start), value: value)
  }

  /// Reads a value and the rest of its line. `index` is at the first byte of the value.
  private mutating func value() -> YAMLNode? {
    guard index < range.upperBound else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return quoted()
    case UInt8(ascii: "["): return flowList()
    default: return plain()
    }
  }

  private mutating func plain() -> YAMLNode? {
    plainRange().map { .scalar(LocatedText(text: text($0), offset: $0.lowerBound)) }
  }

  private mutating func plainRange() -> Range<Int>? {
    let start = index
    guard beginsPlain(bytes[index]) else { return nil }
    var end = index
    while index < range.upperBound, !isLineEnd {
      if skipAlphanumerics() {
        end = index
        continue
      }
      guard let length = printableLength else { return nil }
      let before = index > start ? bytes[index - 1] : 0
      if bytes[index] == UInt8(ascii: "#"), before == space { return nil }
      if bytes[index] == space, before == colon { return nil }
      index += length
      if bytes[index - 1] != space { end = index }
    }
    guard bytes[end - 1] != colon else { return nil }
    return endOfLine() ? start..<end : nil
  }

  /// Skips letters and digits, which have no special meaning to YAML.
  private mutating func skipAlphanumerics() -> Bool {
    let start = index
    while index < range.upperBound, bytes[index].isASCIILetter || bytes[index].isASCIIDigit {
      index += 1
    }
    return index > start
  }

  private mutating func quoted() -> YAMLNode? {
    let start = index
    let quote = bytes[start]
    index += 1
    while index < range.upperBound, bytes[index] != quote {
      guard let length = printableLength, bytes[index] != UInt8(ascii: "\\") else { return nil }
      index += length
    }
    let content = text(start + 1..<index)
    guard consume(quote), index < range.upperBound, bytes[index] != quote else { return nil }
    return endOfLine() ? .scalar(LocatedText(text: content, offset: start)) : nil
  }

  private mutating func flowList() -> YAMLNode? {
    let start = index
    var items: [YAMLNode] = []
    index += 1
    repeat {
      while consume(space) {}
      guard let item = flowItem() else { return nil }
      items.append(item)
    } while consume(UInt8(ascii: ","))
    guard consume(UInt8(ascii: "]")), endOfLine() else { return nil }
    return .list(items, offset: start)
  }

  private mutating func flowItem() -> YAMLNode? {
    let start = index
    var end = index
    while index < range.upperBound, isFlowItemByte(bytes[index]) {
      index += 1
      if bytes[index - 1] != space { end = index }
    }
    guard end > start, bytes[start].isASCIILetter || bytes[start].isASCIIDigit else { return nil }
    return .scalar(LocatedText(text: text(start..<end), offset: start))
  }

  private mutating func consume(_ byte: UInt8) -> Bool {
    guard index < range.upperBound, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func endOfLine() -> Bool {
    while consume(space) {}
    _ = consume(carriageReturn)
    return consume(lineFeed)
  }

  private var isLineEnd: Bool {
    bytes[index] == lineFeed
      || bytes[index] == carriageReturn && index + 1 < range.upperBound
        && bytes[index + 1] == lineFeed
  }

  /// Length of the character at `index` in bytes. The file is known to be UTF-8.
  ///
  /// Nil for line breaks, a byte order mark and unprintable characters (YAML 1.1, section 5.1,
  /// `c-printable`), and for printable ones that share their first bytes.
  private var printableLength: Int? {
    switch bytes[index] {
    case 0x20..<0x7F: return 1
    case 0xC3...0xDF: return 2
    case 0xE0, 0xE1, 0xE3...0xEC: return 3
    case 0xE2 where bytes[index + 1] != 0x80: return 3
    case 0xF0...0xF4: return 4
    default: return nil
    }
  }

  private func text(_ range: Range<Int>) -> String {
    bytes.withUnsafeBufferPointer {
      String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self)
    }
  }
}

private let underscore = UInt8(ascii: "_")

/// Returns whether the byte can begin a plain value. No YAML indicator begins with such a byte.
private func beginsPlain(_ byte: UInt8) -> Bool {
  byte.isASCIILetter || byte.isASCIIDigit || byte >= 0xC3
}

private func isFlowItemByte(_ byte: UInt8) -> Bool {
  byte.isASCIILetter || byte.isASCIIDigit || byte == space || byte == hyphen || byte == underscore
    || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+")
}
