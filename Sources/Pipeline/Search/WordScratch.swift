/// Memory in which words are put together.
final class WordScratch {
  /// More bytes than the longest word has, in four bytes a scalar.
  static let capacity = 4 * WordScan.longest + 16

  let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: WordScratch.capacity)

  deinit { memory.deallocate() }
}

/// Of eight bytes the letters and digits that they begin with, made small, and how many there are: all are
/// looked at in one step, each in its own eight bits of a number.
@inline(__always)
func lettersOfEight(_ bytes: UInt64) -> (letters: UInt64, length: Int) {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let high = ones &* 0x80
  // Digits have that bit already.
  let small = bytes | ones &* 0x20
  let seven = small & ~high
  let digit = bytes & ~high
  // A sum reaches the high bit where the byte is at least so much.
  let isLetter = (seven &+ ones &* (0x80 - 0x61)) & ~(seven &+ ones &* (0x80 - 0x7B))
  let isDigit = (digit &+ ones &* (0x80 - 0x30)) & ~(digit &+ ones &* (0x80 - 0x3A))
  let fits = (isLetter | isDigit) & ~bytes & high
  let length = (fits ^ high).trailingZeroBitCount &>> 3
  if length == 8 { return (small, 8) }
  return (small & ((1 &<< UInt64(length &* 8)) &- 1), length)
}
