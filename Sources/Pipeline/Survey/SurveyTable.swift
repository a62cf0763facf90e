import Fingerprints
import Glibc

/// The bytes of a survey cache: a record for each thread file, found by its path.
///
///     header: magic, version | key: high, low | count | offset of the rows | size of the paths |
///             checksum of everything except the records, which have their own
///     records
///     rows, in byte order of their paths: end of the path, size of the record, offset of the
///             record, checksum of the record
///     paths, one after another
///
/// `init` validates every row, so that no read is out of bounds.
struct SurveyTable: Sendable {
  private let bytes: [UInt8]
  let count: Int
  private let rowsStart: Int
  private let pathsStart: Int

  static let empty = SurveyTable()
  /// Increase it when the format of a record changes.
  static let version: UInt64 = 2
  static let magic: UInt64 = 0x5952_5553_4D55_5246
  static let headerSize = 8 * 8
  static let rowSize = 3 * 8

  private init() {
    (bytes, count, rowsStart, pathsStart) = ([], 0, 0, 0)
  }

  /// Nil if the bytes are not a table with this key.
  init?(_ bytes: [UInt8], key: Fingerprint) {
    guard bytes.count >= Self.headerSize else { return nil }
    let header = (0..<8).map { bytes.uint64(at: $0 * 8) }
    guard Array(header[..<4]) == [Self.magic, Self.version, key.high, key.low],
      header[4] <= UInt64(bytes.count / Self.rowSize), header[5] >= UInt64(Self.headerSize),
      header[5] <= UInt64(bytes.count), header[6] <= UInt64(bytes.count)
    else { return nil }
    (count, rowsStart) = (Int(header[4]), Int(header[5]))
    pathsStart = rowsStart + count * Self.rowSize
    guard pathsStart + Int(header[6]) == bytes.count,
      header[7] == Self.checksum(of: bytes, from: rowsStart)
    else { return nil }
    self.bytes = bytes
    guard rowsAreValid else { return nil }
  }

  /// Size in memory, in bytes.
  var size: Int { bytes.count }
}

extension SurveyTable {
  /// Returns the row of a path. Tries `hint` first, because paths are looked up nearly in order.
  func row(of path: String, hint: Int) -> Int? {
    var path = path
    return path.withUTF8 { path in
      if hint < count, compare(path, hint) == 0 { return hint }
      var (low, high) = (0, count)
      while low < high {
        let middle = (low + high) / 2
        let order = compare(path, middle)
        if order == 0 { return middle }
        if order > 0 { low = middle + 1 } else { high = middle }
      }
      return nil
    }
  }

  /// Calls `read` with the record of a row. Nil if the record is damaged.
  func withRecord<Result>(of row: Int, _ read: (UnsafeRawBufferPointer) -> Result?) -> Result? {
    bytes.withUnsafeBytes {
      let record = UnsafeRawBufferPointer(rebasing: $0[recordRange(ofRow: row)])
      return recordChecksum(of: record) == checksum(ofRow: row) ? read(record) : nil
    }
  }

  func withBytes<Failure: Error>(
    _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    try bytes.withUnsafeBufferPointer { (bytes) throws(Failure) in
      try body(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[range])))
    }
  }

  func checksum(ofRow row: Int) -> UInt64 { bytes.uint64(at: offset(ofRow: row) + 16) }
  private func offset(ofRow row: Int) -> Int { rowsStart + row * Self.rowSize }
  private func pathEnd(ofRow row: Int) -> Int { bytes.uint32(at: offset(ofRow: row)) }

  /// Byte range of the record of a row.
  func recordRange(ofRow row: Int) -> Range<Int> {
    let start = Int(truncatingIfNeeded: bytes.uint64(at: offset(ofRow: row) + 8))
    return start..<start + bytes.uint32(at: offset(ofRow: row) + 4)
  }

  private var rowsAreValid: Bool {
    var end = 0
    for row in 0..<count {
      guard pathEnd(ofRow: row) >= end, pathsStart + pathEnd(ofRow: row) <= bytes.count else {
        return false
      }
      end = pathEnd(ofRow: row)
      let start = bytes.uint64(at: offset(ofRow: row) + 8)
      guard start >= UInt64(Self.headerSize), start <= UInt64(rowsStart),
        recordRange(ofRow: row).upperBound <= rowsStart
      else { return false }
    }
    return true
  }

  private func compare(_ path: UnsafeBufferPointer<UInt8>, _ row: Int) -> Int {
    let start = pathsStart + (row == 0 ? 0 : pathEnd(ofRow: row - 1))
    let count = pathsStart + pathEnd(ofRow: row) - start
    return bytes.withUnsafeBytes {
      guard let base = $0.baseAddress, let path = path.baseAddress.map({ ($0, path.count) }) else {
        return -count
      }
      let order = memcmp(path.0, base + start, min(path.1, count))
      return order == 0 ? path.1 - count : Int(order)
    }
  }

  private static func checksum(of bytes: [UInt8], from start: Int) -> UInt64 {
    bytes.withUnsafeBytes {
      checksum(
        header: UnsafeRawBufferPointer(rebasing: $0[..<(headerSize - 8)]),
        rows: UnsafeRawBufferPointer(rebasing: $0[start...]))
    }
  }

  /// - Parameter rows: the rows, followed by the paths.
  static func checksum(header: UnsafeRawBufferPointer, rows: UnsafeRawBufferPointer) -> UInt64 {
    recordChecksum(of: rows) &* 31 ^ recordChecksum(of: header)
  }
}

extension [UInt8] {
  /// The caller must check that 8 bytes are available.
  fileprivate func uint64(at index: Int) -> UInt64 {
    withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    }
  }

  /// The caller must check that 4 bytes are available.
  fileprivate func uint32(at index: Int) -> Int {
    Int(
      withUnsafeBytes {
        UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: index, as: UInt32.self))
      })
  }
}
