// ASCII bytes that readers of source texts look for.

@inlinable package var lineFeed: UInt8 { UInt8(ascii: "\n") }
@inlinable package var carriageReturn: UInt8 { UInt8(ascii: "\r") }
@inlinable package var space: UInt8 { UInt8(ascii: " ") }
@inlinable package var tab: UInt8 { UInt8(ascii: "\t") }
@inlinable package var colon: UInt8 { UInt8(ascii: ":") }
@inlinable package var hyphen: UInt8 { UInt8(ascii: "-") }

extension UInt8 {
  @inlinable package var isASCIIDigit: Bool {
    self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9")
  }
  @inlinable package var isASCIILowercase: Bool {
    self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z")
  }
  @inlinable package var isASCIIUppercase: Bool {
    self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z")
  }
  @inlinable package var isASCIILetter: Bool { isASCIILowercase || isASCIIUppercase }
  @inlinable package var isBlank: Bool { self == space || self == tab }
  @inlinable package var isWhiteSpace: Bool {
    isBlank || self == lineFeed || self == carriageReturn
  }
}
