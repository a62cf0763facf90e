import Fingerprints

/// A growable byte buffer, for files under construction.
typealias ByteOutput = GrowableBuffer<UInt8>

extension GrowableBuffer<UInt8> {
  /// Appends the bytes that `body` appends, preceded by their count as a varint.
  ///
  /// The count nearly always fits in one byte. One byte is reserved for it, and the content is
  /// moved if the count needs more.
  @inline(__always)
  mutating func appendLengthPrefixed(_ body: (inout ByteOutput) -> Void) {
    let start = count
    append(0)
    body(&self)
    let size = count - start - 1
    if size < 0x80 {
      self[start] = UInt8(truncatingIfNeeded: size)
    } else {
      moveForLargeCount(start, size)
    }
  }

  @inline(never)
  private mutating func moveForLargeCount(_ start: Int, _ size: Int) {
    var number: [UInt8] = []
    number.appendVarint(size)
    shift(from: start + 1, by: number.count - 1)
    for (offset, byte) in number.enumerated() { self[start + offset] = byte }
  }
}

extension GrowableBuffer<UInt8> {
  /// Appends eight bytes, little-endian.
  mutating func append(uint64 number: UInt64) { append(number.littleEndian, bytes: 8) }

  /// Appends the lowest four bytes, little-endian.
  mutating func append(int32 number: Int) {
    append(Int32(truncatingIfNeeded: number).littleEndian, bytes: 4)
  }

  mutating func append(_ fingerprint: Fingerprint) {
    append(uint64: fingerprint.high)
    append(uint64: fingerprint.low)
  }
}
