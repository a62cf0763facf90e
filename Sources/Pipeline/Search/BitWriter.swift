/// Bits one behind the other, the most significant of each byte first: hundreds of millions of numbers go through it.
struct BitWriter {
  /// What is not yet a whole byte, in the highest bits.
  private var pending: UInt64 = 0
  /// How many those are.
  private var count: UInt64 = 0

  /// The lowest `width` bits, at most 32 of them; there are no others.
  ///
  /// All eight bytes are stored each time, and the next ones over those that are not yet whole: whether a byte became
  /// whole, no processor foresees.
  @inline(__always)
  mutating func write(_ bits: UInt64, _ width: UInt64, to output: inout ByteOutput) {
    count &+= width
    pending |= bits &<< (64 &- count)
    output.append(pending.bigEndian, bytes: Int(count &>> 3))
    pending &<<= count & ~7
    count &= 7
  }

  /// Rice's code: the number's part above `k` bits in as many ones and a zero, then the k bits.
  @inline(__always)
  mutating func rice(_ number: Int, _ k: Int, to output: inout ByteOutput) {
    let (number, k) = (UInt64(number), UInt64(k))
    let ones = number &>> k
    let rest = number & ((1 &<< k) &- 1)
    if ones &+ k < 31 {
      write((((1 &<< ones) &- 1) &<< (k &+ 1)) | rest, ones &+ 1 &+ k, to: &output)
    } else {
      self = writingLong(ones, rest, k, to: &output)
    }
  }

  /// As a function of its own, and of a value: a writer whose address is taken would not stay in registers.
  @inline(never)
  private func writingLong(
    _ count: UInt64, _ rest: UInt64, _ k: UInt64, to output: inout ByteOutput
  ) -> BitWriter {
    var writer = self
    var ones = count
    while ones >= 24 {
      writer.write(0xFF_FFFF, 24, to: &output)
      ones &-= 24
    }
    writer.write(((1 &<< ones) &- 1) &<< 1, ones &+ 1, to: &output)
    writer.write(rest, k, to: &output)
    return writer
  }

  /// Fills the last byte up. To be called once, at the end.
  @inline(__always)
  mutating func end(_ output: inout ByteOutput) {
    output.append(pending.bigEndian, bytes: count == 0 ? 0 : 1)
  }
}

/// The best k for numbers that come to `sum`: the logarithm of their mean, nearly.
func riceParameter(sum: Int, count: Int) -> Int {
  var k = 0
  while k < 15, count &<< (k + 1) <= sum + sum / 4 + count / 8 { k += 1 }
  return k
}

/// Seven bits a byte, the last without the high bit.
@inline(__always)
private func forEachVarintByte(of number: Int, _ use: (UInt8) -> Void) {
  var rest = UInt64(max(0, number))
  while rest >= 0x80 {
    use(UInt8(truncatingIfNeeded: rest) | 0x80)
    rest >>= 7
  }
  use(UInt8(truncatingIfNeeded: rest))
}

extension [UInt8] {
  mutating func appendVarint(_ number: Int) { forEachVarintByte(of: number) { append($0) } }
}

extension ByteOutput {
  @inline(__always)
  mutating func appendVarint(_ number: Int) { forEachVarintByte(of: number) { append($0) } }
}
