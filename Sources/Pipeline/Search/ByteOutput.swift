import Fingerprints

/// Bytes as they are laid out, in memory that is kept.
typealias ByteOutput = Growing<UInt8>

extension Growing<UInt8> {
  /// What `body` appends, with the number of its bytes before it.
  ///
  /// Nearly always that number takes one byte: room for it is left, and made where it takes more.
  @inline(__always)
  mutating func appendCounted(_ body: (inout ByteOutput) -> Void) {
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

extension Growing<UInt8> {
  /// In eight bytes, little-endian.
  mutating func append(number: UInt64) { append(number.littleEndian, bytes: 8) }

  /// In four bytes, little-endian.
  mutating func append(half: Int) {
    append(Int32(truncatingIfNeeded: half).littleEndian, bytes: 4)
  }

  mutating func append(_ fingerprint: Fingerprint) {
    append(number: fingerprint.high)
    append(number: fingerprint.low)
  }
}
