internal import Glibc

/// A path below a folder that cannot lead out of it, with `/` between its parts.
///
/// No part is empty, `.` or `..`, or longer than 255 bytes; no control character and no `\` is in
/// it, so that it is one line in a list and one name on every system it is copied to. Compared by
/// bytes: two spellings of `é` are two files.
package struct OutputPath: Sendable {
  package let text: String

  /// nil when the text is no such path.
  package init?(_ text: String) {
    var text = text
    guard text.withUTF8(isOutputPath) else { return nil }
    self.text = text
  }

  /// The caller knows that it is one.
  init(checked text: String) {
    self.text = text
  }

  /// The folder it stands in; nil at the top.
  package var parent: OutputPath? {
    guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    return OutputPath(checked: String(text[..<slash]))
  }

  /// Whether it lies somewhere below `folder`.
  package func isBelow(_ folder: OutputPath) -> Bool {
    withBytes(text, folder.text) { text, above in
      text.count > above.count && text[above.count] == UInt8(ascii: "/")
        && compareBytes(UnsafeBufferPointer(rebasing: text[..<above.count]), above) == 0
    }
  }

  /// The first folder on the way from `folder`, which it is below, to the path; from the top for
  /// nil. nil when there is none in between.
  package func folder(after folder: OutputPath?) -> OutputPath? {
    let bytes = text.utf8
    let start = folder.map { bytes.index(bytes.startIndex, offsetBy: $0.text.utf8.count + 1) }
    guard let slash = bytes[(start ?? bytes.startIndex)...].firstIndex(of: UInt8(ascii: "/")) else {
      return nil
    }
    return OutputPath(checked: String(text[..<slash]))
  }

  /// The path below `folder`, which it is below; itself for nil.
  package func relative(to folder: OutputPath?) -> OutputPath {
    guard let folder else { return self }
    let start = text.utf8.index(text.startIndex, offsetBy: folder.text.utf8.count + 1)
    return OutputPath(checked: String(text[start...]))
  }

  /// The path of the same name below `folder`.
  package func moved(below folder: OutputPath) -> OutputPath {
    OutputPath(checked: "\(folder.text)/\(text)")
  }

  /// The last part.
  package var name: Substring {
    guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return text[...] }
    return text[text.utf8.index(after: slash)...]
  }

  /// Where the file is written before it is renamed: in the same folder, under a name that follows
  /// from its own, so that who knows the path can find what a killed program left.
  package var temporary: OutputPath {
    let folder = text[..<name.startIndex]
    return OutputPath(checked: "\(folder)\(temporaryPrefix)\(hexadecimal(nameHash(name)))")
  }

  /// Whether its name is one of those that temporaries have.
  package var isTemporary: Bool { name.utf8.starts(with: temporaryPrefix.utf8) }

  /// The first part.
  package var top: Substring {
    text[..<(text.utf8.firstIndex(of: UInt8(ascii: "/")) ?? text.endIndex)]
  }
}

extension OutputPath: Hashable, Comparable {
  package static func == (left: OutputPath, right: OutputPath) -> Bool {
    compareBytes(left.text, right.text) == 0
  }

  package static func < (left: OutputPath, right: OutputPath) -> Bool {
    compareBytes(left.text, right.text) < 0
  }

  package func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

private let temporaryPrefix = ".forumgen-"

/// FNV-1a with 64 bits. Two names of one folder that share a temporary are not to be expected: among
/// 100,000 names the odds are 1 to 3 thousand million.
private func nameHash(_ name: Substring) -> UInt64 {
  name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}

private func hexadecimal(_ number: UInt64) -> String {
  let digits = String(number, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}

/// Whether these bytes, if they are UTF-8, may be an `OutputPath`. Asked of 700,000 paths.
package func isOutputPath(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  var start = 0
  var index = 0
  while index < bytes.count {
    if index &+ 8 <= bytes.count, hasNoSign(eight(bytes, index)) {
      index &+= 8
      continue
    }
    let byte = bytes[index]
    if byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\\") { return false }
    if byte == UInt8(ascii: "/") {
      guard isPathPart(bytes[start..<index]) else { return false }
      start = index + 1
    }
    index &+= 1
  }
  return isPathPart(bytes[start...])
}

private func eight(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt64 {
  UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self)
}

/// Whether none of the eight bytes is a control character, `/`, `\` or 0x7F: each is looked at in its own eight
/// bits, of which the highest tells; it may tell of a byte more, behind one of those.
private func hasNoSign(_ bytes: UInt64) -> Bool {
  let controls = (bytes &- eightTimes(0x20)) & ~bytes
  let signs =
    zeros(bytes ^ eightTimes(UInt8(ascii: "/"))) | zeros(bytes ^ eightTimes(UInt8(ascii: "\\")))
    | zeros(bytes ^ eightTimes(0x7F))
  return (controls | signs) & eightTimes(0x80) == 0
}

private func eightTimes(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

/// The highest bit of each byte that is 0.
private func zeros(_ bytes: UInt64) -> UInt64 { (bytes &- eightTimes(1)) & ~bytes }

private func isPathPart(_ part: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
  guard !part.isEmpty, part.count <= 255 else { return false }
  return part.count > 2 || part.contains { $0 != UInt8(ascii: ".") }
}

/// Below 0, 0 or above it, as `left` stands before, at or behind `right` in the order of bytes.
/// (`String`'s own order holds two spellings of a letter for the same.)
package func compareBytes(_ left: String, _ right: String) -> Int {
  withBytes(left, right) { compareBytes($0, $1) }
}

/// Without a copy of the strings, which costs more than comparing them: on Linux all of them are
/// in one piece.
private func withBytes<Result>(
  _ left: String, _ right: String,
  _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Result
) -> Result {
  let result = left.utf8.withContiguousStorageIfAvailable { left in
    right.utf8.withContiguousStorageIfAvailable { body(left, $0) }
  }
  if let result, let result { return result }
  var (left, right) = (left, right)
  return left.withUTF8 { left in right.withUTF8 { body(left, $0) } }
}

package func compareBytes(
  _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
) -> Int {
  guard let first = left.baseAddress, let second = right.baseAddress else {
    return left.count - right.count
  }
  let order = memcmp(first, second, min(left.count, right.count))
  return order == 0 ? left.count - right.count : Int(order)
}
