/// Sets the high bit of each of eight bytes that may be inline markup. Tabs and `^` are marked
/// although they are not.
///
/// All bytes are tested at once, each in its own eight bits of the number.
@inline(__always)
func specialBytes(inEight bytes: UInt64) -> UInt64 {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let high = ones &* 0x80
  let seven = bytes & ~high
  // Adding 0x80 - n sets the high bit of the bytes that are n or more.
  let isControl = ~(seven &+ ones &* (0x80 - 0x20))
  // [ \ ] ^ _ `
  let isBracket = (seven &+ ones &* (0x80 - 0x5B)) & ~(seven &+ ones &* (0x80 - 0x61))
  // XOR makes a matching byte 0. Adding 0x7F sets the high bit of all other bytes.
  let isAmpersand = ~((seven ^ ones &* 0x26) &+ ones &* 0x7F)
  let isStar = ~((seven ^ ones &* 0x2A) &+ ones &* 0x7F)
  let isLess = ~((seven ^ ones &* 0x3C) &+ ones &* 0x7F)
  return (isControl | isBracket | isAmpersand | isStar | isLess) & ~bytes & high
}

/// Whether each byte value may be inline markup.
let isSpecialByte: [Bool] = (0..<256).map { (byte: Int) in
  byte < 0x20 && byte != 0x09 || Array("*_[]`\\&<".utf8).contains(UInt8(byte))
}
