/// Memory in which `WordScan` assembles words.
package final class WordScratch {
  /// In bytes: more than the longest indexed word has at four bytes a scalar.
  static let capacity = 4 * WordScan.maximumLength + 16

  let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: WordScratch.capacity)

  package init() {}

  deinit { memory.deallocate() }
}

/// Returns the ASCII letters and digits that the eight bytes begin with, in lower case, and their
/// number. Tests all bytes at once, each in eight bits of an integer.
@inline(__always)
func leadingLettersAndDigits(of bytes: UInt64) -> (letters: UInt64, length: Int) {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let high = ones &* 0x80
  // Digits have the bit 0x20 already.
  let lowercase = bytes | ones &* 0x20
  let seven = lowercase & ~high
  let digit = bytes & ~high
  // A sum sets the high bit of each byte that is not below the limit.
  let isLetter = (seven &+ ones &* (0x80 - 0x61)) & ~(seven &+ ones &* (0x80 - 0x7B))
  let isDigit = (digit &+ ones &* (0x80 - 0x30)) & ~(digit &+ ones &* (0x80 - 0x3A))
  let fits = (isLetter | isDigit) & ~bytes & high
  let length = (fits ^ high).trailingZeroBitCount &>> 3
  if length == 8 { return (lowercase, 8) }
  return (lowercase & ((1 &<< UInt64(length &* 8)) &- 1), length)
}
