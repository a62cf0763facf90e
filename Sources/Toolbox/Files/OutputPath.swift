internal import Glibc

/// A relative path that cannot lead out of its folder, with `/` between its parts.
///
/// No part is empty, `.` or `..`, or longer than 255 bytes. The path contains no control
/// characters, so that it fits on one line of a list, and no `\`, so that it means the same on
/// every system. Paths are compared by bytes: two Unicode spellings of `é` are two files.
package struct OutputPath: Sendable {
  package let text: String

  /// Creates a path. Nil if the text is not a valid output path.
  package init?(_ text: String) {
    var text = text
    guard text.withUTF8(isOutputPath) else { return nil }
    self.text = text
  }

  /// Creates a path from text that the caller knows to be valid.
  init(unchecked text: String) {
    self.text = text
  }

  /// The parent folder. Nil at the top level.
  package var parent: OutputPath? {
    guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    return OutputPath(unchecked: String(text[..<slash]))
  }

  /// Returns whether the path is below `folder`, at any depth.
  package func isBelow(_ folder: OutputPath) -> Bool {
    withBytes(text, folder.text) { text, above in
      text.count > above.count && text[above.count] == UInt8(ascii: "/")
        && compareBytes(UnsafeBufferPointer(rebasing: text[..<above.count]), above) == 0
    }
  }

  /// Returns the ancestor of this path that is directly in `folder`, an ancestor itself. `folder`
  /// is nil for the top level. The result is nil if the path itself is directly in `folder`. For
  /// `a/b/c`, the ancestor directly below `a` is `a/b`.
  package func ancestor(directlyBelow folder: OutputPath?) -> OutputPath? {
    let bytes = text.utf8
    let start = folder.map { bytes.index(bytes.startIndex, offsetBy: $0.text.utf8.count + 1) }
    guard let slash = bytes[(start ?? bytes.startIndex)...].firstIndex(of: UInt8(ascii: "/")) else {
      return nil
    }
    return OutputPath(unchecked: String(text[..<slash]))
  }

  /// Returns this path relative to its ancestor `folder`, or unchanged if `folder` is nil.
  package func relative(to folder: OutputPath?) -> OutputPath {
    guard let folder else { return self }
    let start = text.utf8.index(text.startIndex, offsetBy: folder.text.utf8.count + 1)
    return OutputPath(unchecked: String(text[start...]))
  }

  /// Returns `folder` followed by this path.
  package func prefixed(by folder: OutputPath) -> OutputPath {
    OutputPath(unchecked: "\(folder.text)/\(text)")
  }

  /// The last part of the path.
  package var lastComponent: Substring {
    guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return text[...] }
    return text[text.utf8.index(after: slash)...]
  }

  /// The temporary path to which the file is written before it is renamed. It is in the same
  /// folder and derived from the name, so that a later build can find the temporary file of a
  /// killed one.
  package var temporary: OutputPath {
    let folder = text[..<lastComponent.startIndex]
    return OutputPath(
      unchecked: "\(folder)\(temporaryPrefix)\(hexadecimal(nameHash(lastComponent)))")
  }

  /// Whether the name is that of a temporary file.
  package var isTemporary: Bool { lastComponent.utf8.starts(with: temporaryPrefix.utf8) }

  /// The first part of the path.
  package var firstComponent: Substring {
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

/// Returns the 64-bit FNV-1a hash of a name. A collision of two temporary names is improbable:
/// about 3 in 10 billion for 100,000 names in a folder.
private func nameHash(_ name: Substring) -> UInt64 {
  name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}

private func hexadecimal(_ number: UInt64) -> String {
  let digits = String(number, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}

/// Returns whether the bytes, if they are UTF-8, are a valid `OutputPath`. Checks eight bytes at
/// a time, because a build checks hundreds of thousands of paths.
package func isOutputPath(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  var start = 0
  var index = 0
  while index < bytes.count {
    if index &+ 8 <= bytes.count, hasNoSpecialByte(loadUInt64(bytes, index)) {
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

private func loadUInt64(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt64 {
  UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self)
}

/// Returns whether none of the eight bytes is a control character, `/`, `\` or 0x7F. The highest
/// bit of each byte marks a match. A borrow can also mark the byte after a match, but only there,
/// so the result is exact.
private func hasNoSpecialByte(_ bytes: UInt64) -> Bool {
  let controls = (bytes &- repeated(0x20)) & ~bytes
  let special =
    zeroByteMask(bytes ^ repeated(UInt8(ascii: "/")))
    | zeroByteMask(bytes ^ repeated(UInt8(ascii: "\\")))
    | zeroByteMask(bytes ^ repeated(0x7F))
  return (controls | special) & repeated(0x80) == 0
}

private func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

/// Returns a word in which the highest bit of each byte that was 0 is set. The other bits have no
/// meaning.
private func zeroByteMask(_ bytes: UInt64) -> UInt64 { (bytes &- repeated(1)) & ~bytes }

private func isPathPart(_ part: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
  guard !part.isEmpty, part.count <= 255 else { return false }
  return part.count > 2 || part.contains { $0 != UInt8(ascii: ".") }
}

/// Compares two strings by their UTF-8 bytes. The result is negative, 0 or positive, as for
/// `memcmp`. (`String`'s own comparison treats canonically equivalent spellings as equal.)
package func compareBytes(_ left: String, _ right: String) -> Int {
  withBytes(left, right) { compareBytes($0, $1) }
}

/// Calls `body` with the UTF-8 of both strings. Copies nothing if both are contiguous, as native
/// Swift strings are.
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
