import Fingerprints

/// The record of a thread, made by the worker that surveyed the thread.
final class SurveyRecord: Sendable {
  let bytes: [UInt8]
  let checksum: UInt64

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    checksum = bytes.withUnsafeBytes(recordChecksum)
  }
}

/// Writes a survey table in pieces, so that the records, which are most of it, are not copied
/// into one buffer. Rows must be appended in byte order of their paths.
struct SurveyTableWriter {
  private let old: SurveyTable
  private var pieces: [Piece] = []
  private var end = SurveyTable.headerSize
  private var rows = RecordWriter()
  private var paths = RecordWriter()
  private var count = 0

  private enum Piece {
    /// Byte range in the old table.
    case old(Range<Int>)
    case new(SurveyRecord)
  }

  /// In bytes. A buffer that exceeds this size is written.
  private static let bufferSize = 1 << 17

  /// - Parameters:
  ///   - old: the table from which unchanged records are copied.
  ///   - count: expected number of records.
  init(_ old: SurveyTable, expecting count: Int) {
    self.old = old
    rows = RecordWriter(capacity: count * (SurveyTable.rowSize + 64))
    paths = RecordWriter(capacity: count * 64)
  }

  /// Appends an unchanged record of the old table.
  mutating func append(_ path: String, row: Int) {
    let range = old.recordRange(ofRow: row)
    if case .old(let before) = pieces.last, before.upperBound == range.lowerBound {
      pieces[pieces.count - 1] = .old(before.lowerBound..<range.upperBound)
    } else {
      pieces.append(.old(range))
    }
    addRow(path, range.count, old.checksum(ofRow: row))
  }

  mutating func append(_ path: String, _ record: SurveyRecord) {
    pieces.append(.new(record))
    addRow(path, record.bytes.count, record.checksum)
  }

  consuming func write<Failure: Error>(
    key: Fingerprint, to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    paths.bytes.withUnsafeBytes { rows.rawBytes($0) }
    var buffer = header(key)
    for piece in pieces {
      switch piece {
      case .new(let record): buffer.append(contentsOf: record.bytes)
      case .old(let range):
        try flush(&buffer, sink)
        try old.withBytes(range, sink)
      }
      if buffer.count > Self.bufferSize { try flush(&buffer, sink) }
    }
    try flush(&buffer, sink)
    try write(rows.bytes, sink)
  }
}

extension SurveyTableWriter {
  private mutating func addRow(_ path: String, _ size: Int, _ checksum: UInt64) {
    paths.utf8(path)
    rows.uint32(paths.bytes.count)
    rows.uint32(size)
    rows.int64(Int64(end))
    rows.uint64(checksum)
    end += size
    count += 1
  }

  /// Returns the header. The paths must already follow the rows.
  private func header(_ key: Fingerprint) -> [UInt8] {
    var header = RecordWriter(capacity: Self.bufferSize * 2)
    for number in [SurveyTable.magic, SurveyTable.version, key.high, key.low] {
      header.uint64(number)
    }
    for number in [count, end, paths.bytes.count] { header.int64(Int64(number)) }
    let checksum = header.bytes.withUnsafeBytes { header in
      rows.bytes.withUnsafeBytes { SurveyTable.checksum(header: header, rows: $0) }
    }
    header.uint64(checksum)
    return header.bytes
  }

  private func flush<Failure: Error>(
    _ buffer: inout [UInt8], _ sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    guard !buffer.isEmpty else { return }
    try write(buffer, sink)
    buffer.removeAll(keepingCapacity: true)
  }

  private func write<Failure: Error>(
    _ bytes: [UInt8], _ sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    try bytes.withUnsafeBufferPointer { (bytes) throws(Failure) in
      try sink(UnsafeRawBufferPointer(bytes))
    }
  }
}
