import Fingerprints

/// Bytes as they are laid out, in memory that is kept.
typealias ByteOutput = Growing<UInt8>

extension Growing<UInt8> {
  /// Seven bits a byte, the last without the high bit.
  @inline(__always)
  mutating func appendVarint(_ number: Int) {
    var rest = UInt64(max(0, number))
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }

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
    let before = count
    appendVarint(size)
    let length = count - before
    // The number's bytes lie behind what they count: all are put in their places.
    let number = Array(buffer[before...])
    for index in stride(from: before - 1, to: start, by: -1) {
      self[index + length - 1] = self[index]
    }
    for (offset, byte) in number.enumerated() { self[start + offset] = byte }
    removeLast()
  }
}

extension Growing<UInt8> {
  /// In eight bytes, little-endian.
  mutating func append(number: UInt64) { append(bytesOf: number.littleEndian) }

  /// In four bytes, little-endian.
  mutating func append(half: Int) {
    append(bytesOf: Int32(truncatingIfNeeded: half).littleEndian)
  }

  mutating func append(_ fingerprint: Fingerprint) {
    append(number: fingerprint.high)
    append(number: fingerprint.low)
  }
}
