/// Bits one behind the other, the most significant of each byte first. It writes into memory of its own,
/// which is kept: hundreds of millions of numbers go through it.
struct BitWriter: ~Copyable {
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var filled = 0
  private var pending: UInt64 = 0
  private var count: UInt64 = 0

  init() {
    capacity = 1 << 12
    memory = .allocate(capacity: capacity)
  }

  deinit { memory.deallocate() }

  mutating func removeAll() { (filled, pending, count) = (0, 0, 0) }

  /// The lowest `width` bits, at most 32 of them; there are no others.
  @inline(__always)
  mutating func write(_ bits: UInt64, _ width: UInt64) {
    pending = pending &<< width | bits
    count &+= width
    if count >= 32 { flush() }
  }

  /// Rice's code: the number's part above `k` bits in as many ones and a zero, then the k bits.
  @inline(__always)
  mutating func rice(_ number: Int, _ k: Int) {
    let (number, k) = (UInt64(number), UInt64(k))
    let ones = number &>> k
    let rest = number & ((1 &<< k) &- 1)
    if ones &+ k < 31 {
      write((((1 &<< ones) &- 1) &<< (k &+ 1)) | rest, ones &+ 1 &+ k)
    } else {
      writeLong(ones, rest, k)
    }
  }

  @inline(never)
  private mutating func writeLong(_ count: UInt64, _ rest: UInt64, _ k: UInt64) {
    var ones = count
    while ones >= 24 {
      write(0xFF_FFFF, 24)
      ones &-= 24
    }
    write(((1 &<< ones) &- 1) &<< 1, ones &+ 1)
    write(rest, k)
  }

  /// Fills the last byte up, and appends all that was written.
  mutating func move(to bytes: inout [UInt8]) {
    if count & 7 != 0 { write(0, 8 - count & 7) }
    while count >= 8 {
      count &-= 8
      put(UInt8(truncatingIfNeeded: pending &>> count))
    }
    bytes.append(contentsOf: UnsafeBufferPointer(start: memory, count: filled))
    removeAll()
  }

  private mutating func flush() {
    for _ in 0..<4 {
      count &-= 8
      put(UInt8(truncatingIfNeeded: pending &>> count))
    }
  }

  @inline(__always)
  private mutating func put(_ byte: UInt8) {
    if filled == capacity { grow() }
    memory[filled] = byte
    filled &+= 1
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: memory, count: filled)
    memory.deallocate()
    (memory, capacity) = (larger, capacity * 2)
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
