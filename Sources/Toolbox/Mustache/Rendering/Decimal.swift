/// Appends `number` in decimal digits, with a `-` if it is negative.
package func appendDecimal(_ number: Int, to output: inout [UInt8]) {
  forEachDigit(of: number) { output.append($0) }
}

@inline(__always)
func forEachDigit(of number: Int, _ body: (UInt8) -> Void) {
  // Fast path: most numbers are small.
  if number >= 0, number < 10 { return body(UInt8(ascii: "0") + UInt8(number)) }
  if number < 0 { body(UInt8(ascii: "-")) }
  var rest = number.magnitude
  var divisor: UInt = 1
  while rest / divisor >= 10 { divisor *= 10 }
  while divisor > 0 {
    body(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / divisor))
    rest %= divisor
    divisor /= 10
  }
}
