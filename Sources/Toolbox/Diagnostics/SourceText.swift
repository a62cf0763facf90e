/// The bytes of a text file, with conversions between byte offsets and source locations.
///
/// Parsers keep byte offsets. Lines and columns are counted only if there is a diagnostic to
/// report.
package struct SourceText: Sendable {
  package let file: String
  package let bytes: [UInt8]

  package init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
  }

  /// Returns the location of the byte at `offset`. An offset after the end counts as the end.
  package func location(at offset: Int) -> SourceLocation {
    let offset = min(max(offset, 0), bytes.count)
    let line = bytes[..<offset].count(where: { $0 == newline }) + 1
    let start = startOfLine(at: offset)
    let column = bytes[start..<offset].count(where: isScalarStart) + 1
    return SourceLocation(file: file, line: line, column: column)
  }

  /// Returns the location of the byte at `offset`, counted forwards or backwards from a location
  /// that is already known. This avoids counting from the beginning of the file for each
  /// diagnostic.
  package func location(at offset: Int, from known: (offset: Int, location: SourceLocation))
    -> SourceLocation
  {
    let offset = min(max(offset, 0), bytes.count)
    let passed = bytes[min(known.offset, offset)..<max(known.offset, offset)]
    let breaks = passed.count(where: { $0 == newline })
    let line = known.location.line + (offset < known.offset ? -breaks : breaks)
    if breaks == 0, offset >= known.offset {
      let shown = passed[max(known.offset, min(byteOrderMarkLength, offset))...]
      let column = known.location.column + shown.count(where: isScalarStart)
      return SourceLocation(file: file, line: line, column: column)
    }
    let column = bytes[startOfLine(at: offset)..<offset].count(where: isScalarStart) + 1
    return SourceLocation(file: file, line: line, column: column)
  }

  /// Creates a diagnostic for the byte at `offset`, with its line as the excerpt.
  package func diagnostic(
    _ severity: Diagnostic.Severity, _ id: String, _ message: String, at offset: Int,
    suggestion: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      severity, id, message, at: location(at: offset), suggestion: suggestion,
      excerpt: lineText(at: offset))
  }

  /// Returns the line that contains the byte at `offset`, without its line ending.
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
  /// A byte order mark does not count as a column of the first line.
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private func startOfLine(at offset: Int) -> Int {
    if let newline = bytes[..<offset].lastIndex(of: newline) { return newline + 1 }
    return min(offset, byteOrderMarkLength)
  }

  private var byteOrderMarkLength: Int { bytes.starts(with: Self.byteOrderMark) ? 3 : 0 }
}

private let newline = UInt8(ascii: "\n")

private func isScalarStart(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }
