/// The bytes of a text file, and where in them a diagnostic points.
///
/// Byte offsets are cheap to carry about; lines and columns are counted only when something is
/// wrong.
package struct SourceText: Sendable {
  package let file: String
  package let bytes: [UInt8]

  package init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
  }

  /// The place of the byte at `offset`; an offset behind the end is the end.
  package func place(at offset: Int) -> Place {
    let offset = min(max(offset, 0), bytes.count)
    let line = bytes[..<offset].count(where: { $0 == newline }) + 1
    let start = startOfLine(at: offset)
    let column = bytes[start..<offset].count(where: isScalarStart) + 1
    return Place(file: file, line: line, column: column)
  }

  /// The place of the byte at `offset`, counted from a place already known, forward or back: a file
  /// with a mistake in each of its posts is not counted from its beginning each time.
  package func place(at offset: Int, from known: (offset: Int, place: Place)) -> Place {
    let offset = min(max(offset, 0), bytes.count)
    let passed = bytes[min(known.offset, offset)..<max(known.offset, offset)]
    let breaks = passed.count(where: { $0 == newline })
    let line = known.place.line + (offset < known.offset ? -breaks : breaks)
    if breaks == 0, offset >= known.offset {
      let shown = passed[max(known.offset, min(markLength, offset))...]
      let column = known.place.column + shown.count(where: isScalarStart)
      return Place(file: file, line: line, column: column)
    }
    let column = bytes[startOfLine(at: offset)..<offset].count(where: isScalarStart) + 1
    return Place(file: file, line: line, column: column)
  }

  /// A diagnostic at the byte at `offset`, with its line as the excerpt.
  package func diagnostic(
    _ severity: Diagnostic.Severity, _ id: String, _ message: String, at offset: Int,
    suggestion: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      severity, id, message, at: place(at: offset), suggestion: suggestion,
      excerpt: lineText(at: offset))
  }

  /// The byte offset of a line and a column, the inverse of `place(at:)`; clamped to the text.
  package func offset(line: Int, column: Int) -> Int {
    var offset = 0
    for _ in 1..<max(line, 1) {
      guard let end = bytes[offset...].firstIndex(of: newline) else { return bytes.count }
      offset = end + 1
    }
    var column = column
    while column > 1, offset < bytes.count, bytes[offset] != newline {
      offset += 1
      while offset < bytes.count, !isScalarStart(bytes[offset]) { offset += 1 }
      column -= 1
    }
    return offset
  }

  /// The line that holds the byte at `offset`, without its line ending.
  package func lineText(at offset: Int) -> String {
    let offset = min(max(offset, 0), bytes.count)
    let start = startOfLine(at: offset)
    let end = bytes[offset...].firstIndex(of: newline) ?? bytes.count
    var line = bytes[start..<end]
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    return String(decoding: line, as: UTF8.self)
  }
}

extension SourceText {
  /// A byte order mark is no column of the first line.
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private func startOfLine(at offset: Int) -> Int {
    if let newline = bytes[..<offset].lastIndex(of: newline) { return newline + 1 }
    return min(offset, markLength)
  }

  private var markLength: Int { bytes.starts(with: Self.byteOrderMark) ? 3 : 0 }
}

private let newline = UInt8(ascii: "\n")

private func isScalarStart(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }
