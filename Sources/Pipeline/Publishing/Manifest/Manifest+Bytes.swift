internal import Files
import Fingerprints

/// File format. All numbers are 8 bytes long and little-endian:
///
///     magic, version | program: high, low | number of rows
///     rows: fingerprint high, low, size, modified, inode
///     paths: sorted, each followed by a line feed
///     checksum of everything before it
extension Manifest {
  private static let magic: UInt64 = 0x4E41_4D47_4D55_5246
  private static let version: UInt64 = 1
  private static let headerSize = 5 * 8
  private static let rowSize = 5 * 8

  /// Returns nil if the bytes are not an undamaged manifest that `program` wrote.
  init?(_ bytes: [UInt8], program: Fingerprint) {
    let end = bytes.count - 8
    guard end >= Self.headerSize, bytes.uint64(at: end) == checksum(of: bytes[..<end]) else {
      return nil
    }
    let header = [Self.magic, Self.version, program.high, program.low]
    guard header.indices.allSatisfy({ bytes.uint64(at: 8 * $0) == header[$0] }) else { return nil }
    let count = bytes.uint64(at: Self.headerSize - 8)
    guard count <= UInt64((end - Self.headerSize) / Self.rowSize) else { return nil }
    let rowsEnd = Self.headerSize + Int(count) * Self.rowSize
    guard let paths = PathTable(lines: Array(bytes[rowsEnd..<end])), paths.count == Int(count)
    else { return nil }
    self.paths = paths
    rows = bytes.withUnsafeBytes { bytes in
      stride(from: Self.headerSize, to: rowsEnd, by: Self.rowSize).map { bytes.row(at: $0) }
    }
  }

  /// Writes the manifest in pieces and asks for rows when they are needed, because the whole
  /// manifest in memory would raise the peak memory of a large build. `row`: returns the row for
  /// the path at an index of `paths`.
  static func write<Failure: Error>(
    _ paths: PathTable, _ row: (Int) -> Row, program: Fingerprint,
    to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    var sum = Checksum(of: headerSize + paths.count * rowSize + paths.lines.count)
    func write(_ bytes: [UInt8]) throws(Failure) {
      try bytes.withUnsafeBufferPointer { (bytes) throws(Failure) in
        let bytes = UnsafeRawBufferPointer(bytes)
        sum.update(with: bytes)
        try sink(bytes)
      }
    }
    try write(header(program, count: paths.count))
    for start in stride(from: 0, to: paths.count, by: rowsPerWrite) {
      try write(bytes(ofRows: start..<min(start + rowsPerWrite, paths.count), row))
    }
    try write(paths.lines)
    let value = sum.value
    var end: [UInt8] = []
    end.append(uint64: value)
    try write(end)
  }

  private static let rowsPerWrite = 1 << 13

  private static func header(_ program: Fingerprint, count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for word in [magic, version, program.high, program.low, UInt64(count)] {
      bytes.append(uint64: word)
    }
    return bytes
  }

  private static func bytes(ofRows rows: Range<Int>, _ row: (Int) -> Row) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: rows.count * rowSize) { buffer, count in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      for (offset, index) in rows.enumerated() { raw.store(row(index), at: offset * rowSize) }
      count = buffer.count
    }
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func row(at index: Int) -> Manifest.Row {
    Manifest.Row(
      Fingerprint(high: uint64(at: index), low: uint64(at: index + 8)),
      FileStamp(
        size: Int64(bitPattern: uint64(at: index + 16)),
        modified: Int64(bitPattern: uint64(at: index + 24)), changed: 0,
        inode: uint64(at: index + 32)))
  }

  private func uint64(at index: Int) -> UInt64 {
    UInt64(littleEndian: loadUnaligned(fromByteOffset: index, as: UInt64.self))
  }
}

extension UnsafeMutableRawBufferPointer {
  fileprivate func store(_ row: Manifest.Row, at index: Int) {
    store(row.fingerprint.high, at: index)
    store(row.fingerprint.low, at: index + 8)
    store(UInt64(bitPattern: row.size), at: index + 16)
    store(UInt64(bitPattern: row.modified), at: index + 24)
    store(row.inode, at: index + 32)
  }

  private func store(_ word: UInt64, at index: Int) {
    storeBytes(of: word.littleEndian, toByteOffset: index, as: UInt64.self)
  }
}

extension [UInt8] {
  /// The caller ensures that there are 8 bytes at `index`.
  fileprivate func uint64(at index: Int) -> UInt64 {
    withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    }
  }

  fileprivate mutating func append(uint64 value: UInt64) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }
}

func checksum(of bytes: [UInt8]) -> UInt64 { checksum(of: bytes[...]) }

func checksum(of bytes: ArraySlice<UInt8>) -> UInt64 {
  var sum = Checksum(of: bytes.count)
  bytes.withUnsafeBytes { sum.update(with: $0) }
  return sum.value
}

/// Checksum against accidental damage, not against tampering. Each step is a bijection of the
/// state, so damage to a single 8-byte word is always detected. Other damage is missed with a
/// probability of 2^-64.
private struct Checksum {
  private(set) var value: UInt64

  /// `count`: total number of bytes that will be added.
  init(of count: Int) { value = UInt64(count) ^ 0x9E37_79B9_7F4A_7C15 }

  /// Every piece except the last must be a whole number of 8-byte words.
  mutating func update(with bytes: UnsafeRawBufferPointer) {
    var sum = value
    let whole = bytes.count & ~7
    for index in stride(from: 0, to: whole, by: 8) {
      let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      sum = Self.mixed(sum ^ UInt64(littleEndian: word))
    }
    for byte in bytes[whole...] { sum = Self.mixed(sum ^ UInt64(byte)) }
    value = sum
  }

  private static func mixed(_ word: UInt64) -> UInt64 {
    let product = word &* 0x9FB2_1C65_1E98_DF25
    return product ^ (product >> 32)
  }
}
