/// Writes bit fields of up to 32 bits, the most significant bit first. Every posting and every
/// position goes through it.
struct BitWriter {
  /// The bits that do not fill a byte yet, left-aligned.
  private var pending: UInt64 = 0
  /// The number of pending bits. Less than 8 between calls.
  private var count: UInt64 = 0

  /// Appends the lowest `width` bits of `bits`. `width`: 0 to 32. All higher bits must be zero.
  ///
  /// Stores eight bytes on every call and counts only the complete ones. Each call overwrites the
  /// incomplete byte of the call before. A branch on whether a byte is complete would be
  /// unpredictable.
  @inline(__always)
  mutating func write(_ bits: UInt64, _ width: UInt64, to output: inout ByteOutput) {
    count &+= width
    pending |= bits &<< (64 &- count)
    output.append(pending.bigEndian, bytes: Int(count &>> 3))
    pending &<<= count & ~7
    count &= 7
  }

  /// Appends a number in Rice code: the quotient `number >> k` in unary (that many ones and a
  /// zero), then the lowest `k` bits.
  @inline(__always)
  mutating func writeRice(_ number: Int, _ k: Int, to output: inout ByteOutput) {
    let (number, k) = (UInt64(number), UInt64(k))
    let ones = number &>> k
    let rest = number & ((1 &<< k) &- 1)
    if ones &+ k < 31 {
      write((((1 &<< ones) &- 1) &<< (k &+ 1)) | rest, ones &+ 1 &+ k, to: &output)
    } else {
      self = writingLong(ones, rest, k, to: &output)
    }
  }

  /// Appends a code of 32 bits or more. It returns a changed copy of the writer, and is not
  /// inlined, because a writer whose address is taken would not stay in registers.
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

  /// Pads the last byte with zeros. Call it once, at the end.
  @inline(__always)
  mutating func flush(to output: inout ByteOutput) {
    output.append(pending.bigEndian, bytes: count == 0 ? 0 : 1)
  }
}

/// Returns the Rice parameter for `count` numbers with the sum `sum`: about the binary logarithm
/// of their mean, at most 15.
func riceParameter(sum: Int, count: Int) -> Int {
  var k = 0
  while k < 15, count &<< (k + 1) <= sum + sum / 4 + count / 8 { k += 1 }
  return k
}

/// Calls `use` with each byte of a varint: seven bits a byte, the least significant first, and
/// the high bit set in every byte but the last. Negative numbers are written as 0.
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
