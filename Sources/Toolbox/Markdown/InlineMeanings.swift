/// Of eight bytes those that may mean something within a line, or nearly (a tab, `^`): the high bit of each. All are
/// looked at in one step, each in its own eight bits of a number.
@inline(__always)
func inlineMeanings(ofEight bytes: UInt64) -> UInt64 {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let high = ones &* 0x80
  let seven = bytes & ~high
  // A sum reaches the high bit where the byte is at least so much.
  let isControl = ~(seven &+ ones &* (0x80 - 0x20))
  // [ \ ] ^ _ `
  let isBracket = (seven &+ ones &* (0x80 - 0x5B)) & ~(seven &+ ones &* (0x80 - 0x61))
  // And where it is at least 1, when what is looked for is 0.
  let isAmpersand = ~((seven ^ ones &* 0x26) &+ ones &* 0x7F)
  let isStar = ~((seven ^ ones &* 0x2A) &+ ones &* 0x7F)
  let isLess = ~((seven ^ ones &* 0x3C) &+ ones &* 0x7F)
  return (isControl | isBracket | isAmpersand | isStar | isLess) & ~bytes & high
}

/// Whether a byte may mean something within a line.
let inlineMeanings: [Bool] = (0..<256).map { (byte: Int) in
  byte < 0x20 && byte != 0x09 || Array("*_[]`\\&<".utf8).contains(UInt8(byte))
}
