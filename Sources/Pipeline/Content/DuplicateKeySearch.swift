import Diagnostics

/// Finds the second of two equal keys: Yams tells only where the first stands, and that is what the
/// author had before.
struct DuplicateKeySearch {
  private let bytes: ArraySlice<UInt8>
  private let key: [UInt8]

  /// `bytes` is the YAML.
  init(_ bytes: ArraySlice<UInt8>, key: String) {
    self.bytes = bytes
    self.key = Array(key.utf8)
  }

  /// The offset of the next such key in the mapping of the key at `first`: in the same column, or,
  /// in a mapping in braces, behind a comma. The first one's offset when it is written otherwise.
  func second(behind first: Int) -> Int {
    if isInBraces(first, after: \.isBlank) { return nextInBraces(behind: first) ?? first }
    let column = column(of: first)
    var line = startOfNextLine(from: first)
    while line < bytes.endIndex {
      let start = startOfKey(inLineAt: line)
      let depth = start - line
      if depth == column, isKey(at: start) { return start }
      if depth < column, start < bytes.endIndex, !isBlankOrComment(start) { break }
      line = startOfNextLine(from: line)
    }
    return first
  }
}

extension DuplicateKeySearch {
  /// Whether `{` or `,` stands before the key, and only such bytes between.
  private func isInBraces(_ offset: Int, after isGap: (UInt8) -> Bool) -> Bool {
    let before = bytes[..<offset].last { !isGap($0) }
    return before == UInt8(ascii: "{") || before == UInt8(ascii: ",")
  }

  private func nextInBraces(behind first: Int) -> Int? {
    bytes.indices[(first + 1)...].first {
      isKey(at: $0) && isInBraces($0, after: \.isWhiteSpace)
    }
  }

  private func column(of offset: Int) -> Int {
    let lineStart = bytes[..<offset].lastIndex(of: lineFeed).map { $0 + 1 } ?? bytes.startIndex
    return offset - lineStart
  }

  private func startOfNextLine(from offset: Int) -> Int {
    bytes[offset...].firstIndex(of: lineFeed).map { $0 + 1 } ?? bytes.endIndex
  }

  /// Behind the indentation. A list's `- ` there begins another mapping, so that it is none.
  private func startOfKey(inLineAt line: Int) -> Int {
    bytes[line...].firstIndex { $0 != space } ?? bytes.endIndex
  }

  private func isBlankOrComment(_ offset: Int) -> Bool {
    bytes[offset].isWhiteSpace || bytes[offset] == UInt8(ascii: "#")
  }

  private func isKey(at offset: Int) -> Bool {
    var rest = bytes[offset...]
    let quote = rest.first.flatMap { "\"'".utf8.contains($0) ? $0 : nil }
    if quote != nil { rest.removeFirst() }
    guard rest.starts(with: key) else { return false }
    rest.removeFirst(key.count)
    if let quote, rest.popFirst() != quote { return false }
    return rest.first { !$0.isBlank } == colon
  }
}
