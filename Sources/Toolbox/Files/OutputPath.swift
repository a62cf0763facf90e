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

  /// The last part.
  package var name: Substring {
    guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return text[...] }
    return text[text.utf8.index(after: slash)...]
  }

  /// The first part.
  package var top: Substring { text.prefix { $0 != "/" } }
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

/// Whether these bytes, if they are UTF-8, may be an `OutputPath`.
package func isOutputPath(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  var start = 0
  for (index, byte) in bytes.enumerated() {
    if byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\\") { return false }
    guard byte == UInt8(ascii: "/") else { continue }
    guard isPathPart(bytes[start..<index]) else { return false }
    start = index + 1
  }
  return isPathPart(bytes[start...])
}

private func isPathPart(_ part: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
  guard !part.isEmpty, part.count <= 255 else { return false }
  return part.count > 2 || part.contains { $0 != UInt8(ascii: ".") }
}

/// Below 0, 0 or above it, as `left` stands before, at or behind `right` in the order of bytes.
/// (`String`'s own order holds two spellings of a letter for the same.)
package func compareBytes(_ left: String, _ right: String) -> Int {
  var left = left
  var right = right
  return left.withUTF8 { left in right.withUTF8 { compareBytes(left, $0) } }
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
