/// Bits one behind the other, the most significant of each byte first.
struct BitWriter {
  private(set) var bytes: [UInt8] = []
  private var pending: UInt64 = 0
  private var count: UInt64 = 0

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    (pending, count) = (0, 0)
  }

  /// The lowest `width` bits, at most 32 of them.
  mutating func write(_ bits: UInt64, _ width: UInt64) {
    pending = pending &<< width | bits
    count &+= width
    while count >= 8 {
      count &-= 8
      bytes.append(UInt8(truncatingIfNeeded: pending &>> count))
    }
  }

  /// Rice's code: the number's part above `k` bits in as many ones and a zero, then the k bits.
  mutating func rice(_ number: Int, _ k: Int) {
    var ones = number &>> k
    while ones >= 24 {
      write(0xFF_FFFF, 24)
      ones -= 24
    }
    write((1 &<< UInt64(ones) - 1) &<< 1, UInt64(ones) + 1)
    write(UInt64(number & (1 &<< k - 1)), UInt64(k))
  }

  mutating func byte(_ byte: UInt8) { bytes.append(byte) }

  /// Fills the last byte up.
  mutating func close() {
    if count > 0 { write(0, 8 - count) }
  }
}

/// The best k for numbers that come to `sum`: the logarithm of their mean, nearly.
func riceParameter(sum: Int, count: Int) -> Int {
  var k = 0
  while k < 15, count &<< (k + 1) <= sum + sum / 4 + count / 8 { k += 1 }
  return k
}

extension [UInt8] {
  /// Seven bits a byte, the last without the high bit.
  mutating func appendVarint(_ number: Int) {
    var rest = UInt64(Swift.max(0, number))
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }
}
