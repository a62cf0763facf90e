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
  static let headSize = 8 * 8
  static let rowSize = 3 * 8

  private init() {
    (bytes, count, rowsStart, pathsStart) = ([], 0, 0, 0)
  }

  /// Nil if the bytes are not a table with this key.
  init?(_ bytes: [UInt8], key: Fingerprint) {
    guard bytes.count >= Self.headSize else { return nil }
    let head = (0..<8).map { bytes.word(at: $0 * 8) }
    guard Array(head[..<4]) == [Self.magic, Self.version, key.high, key.low],
      head[4] <= UInt64(bytes.count / Self.rowSize), head[5] >= UInt64(Self.headSize),
      head[5] <= UInt64(bytes.count), head[6] <= UInt64(bytes.count)
    else { return nil }
    (count, rowsStart) = (Int(head[4]), Int(head[5]))
    pathsStart = rowsStart + count * Self.rowSize
    guard pathsStart + Int(head[6]) == bytes.count,
      head[7] == Self.checksum(of: bytes, from: rowsStart)
    else { return nil }
    self.bytes = bytes
    guard rowsAreInside else { return nil }
  }

  /// Size in memory, in bytes.
  var size: Int { bytes.count }
}

extension SurveyTable {
  /// Returns the row of a path. Tries `hint` first, because paths are looked up nearly in order.
  func row(of path: String, near hint: Int) -> Int? {
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
  func withRecord<Answer>(of row: Int, _ read: (UnsafeRawBufferPointer) -> Answer?) -> Answer? {
    bytes.withUnsafeBytes {
      let record = UnsafeRawBufferPointer(rebasing: $0[range(row)])
      return recordChecksum(of: record) == checksum(row) ? read(record) : nil
    }
  }

  func withBytes<Failure: Error>(
    _ range: Range<Int>, _ use: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    try bytes.withUnsafeBufferPointer { (bytes) throws(Failure) in
      try use(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[range])))
    }
  }

  func checksum(_ row: Int) -> UInt64 { bytes.word(at: place(row) + 16) }
  private func place(_ row: Int) -> Int { rowsStart + row * Self.rowSize }
  private func pathEnd(_ row: Int) -> Int { bytes.half(at: place(row)) }

  /// Byte range of the record of a row.
  func range(_ row: Int) -> Range<Int> {
    let start = Int(truncatingIfNeeded: bytes.word(at: place(row) + 8))
    return start..<start + bytes.half(at: place(row) + 4)
  }

  private var rowsAreInside: Bool {
    var end = 0
    for row in 0..<count {
      guard pathEnd(row) >= end, pathsStart + pathEnd(row) <= bytes.count else { return false }
      end = pathEnd(row)
      let start = bytes.word(at: place(row) + 8)
      guard start >= UInt64(Self.headSize), start <= UInt64(rowsStart),
        range(row).upperBound <= rowsStart
      else { return false }
    }
    return true
  }

  private func compare(_ path: UnsafeBufferPointer<UInt8>, _ row: Int) -> Int {
    let start = pathsStart + (row == 0 ? 0 : pathEnd(row - 1))
    let count = pathsStart + pathEnd(row) - start
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
        head: UnsafeRawBufferPointer(rebasing: $0[..<(headSize - 8)]),
        rows: UnsafeRawBufferPointer(rebasing: $0[start...]))
    }
  }

  /// - Parameter rows: the rows, followed by the paths.
  static func checksum(head: UnsafeRawBufferPointer, rows: UnsafeRawBufferPointer) -> UInt64 {
    recordChecksum(of: rows) &* 31 ^ recordChecksum(of: head)
  }
}

extension [UInt8] {
  /// The caller must check that 8 bytes are available.
  fileprivate func word(at index: Int) -> UInt64 {
    withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    }
  }

  /// The caller must check that 4 bytes are available.
  fileprivate func half(at index: Int) -> Int {
    Int(
      withUnsafeBytes {
        UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: index, as: UInt32.self))
      })
  }
}
