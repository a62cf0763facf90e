import Diagnostics

/// Finds the second of two equal keys in a YAML mapping. Yams only reports the first, but the
/// second is the one that the author most likely added.
struct DuplicateKeySearch {
  private let bytes: ArraySlice<UInt8>
  private let key: [UInt8]

  /// - Parameter bytes: the YAML. All offsets are indices into this slice.
  init(_ bytes: ArraySlice<UInt8>, key: String) {
    self.bytes = bytes
    self.key = Array(key.utf8)
  }

  /// Returns the offset of the next equal key in the mapping of the key at `first`.
  ///
  /// The key must be in the same column or, in a mapping in braces, after a comma. Returns
  /// `first` if no such key is found.
  func second(after first: Int) -> Int {
    if isInFlowMapping(first, skipping: \.isBlank) {
      return nextInFlowMapping(after: first) ?? first
    }
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
  /// Returns whether the byte before the key is `{` or `,`. Bytes for which `isGap` is true are
  /// skipped.
  private func isInFlowMapping(_ offset: Int, skipping isGap: (UInt8) -> Bool) -> Bool {
    let before = bytes[..<offset].last { !isGap($0) }
    return before == UInt8(ascii: "{") || before == UInt8(ascii: ",")
  }

  private func nextInFlowMapping(after first: Int) -> Int? {
    bytes.indices[(first + 1)...].first {
      isKey(at: $0) && isInFlowMapping($0, skipping: \.isWhiteSpace)
    }
  }

  private func column(of offset: Int) -> Int {
    let lineStart = bytes[..<offset].lastIndex(of: lineFeed).map { $0 + 1 } ?? bytes.startIndex
    return offset - lineStart
  }

  private func startOfNextLine(from offset: Int) -> Int {
    bytes[offset...].firstIndex(of: lineFeed).map { $0 + 1 } ?? bytes.endIndex
  }

  /// Returns the offset after the indentation. The `- ` of a list item is not skipped, because it
  /// begins another mapping.
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
