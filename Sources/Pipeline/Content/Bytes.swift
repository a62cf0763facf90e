// The bytes that the readers of this room look for.

let lineFeed = UInt8(ascii: "\n")
let carriageReturn = UInt8(ascii: "\r")
let space = UInt8(ascii: " ")
let tab = UInt8(ascii: "\t")
let colon = UInt8(ascii: ":")
let hyphen = UInt8(ascii: "-")

extension UInt8 {
  var isASCIIDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
  var isASCIILowercase: Bool { self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z") }
  var isASCIIUppercase: Bool { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") }
  var isASCIILetter: Bool { isASCIILowercase || isASCIIUppercase }
  var isBlank: Bool { self == space || self == tab }
  var isWhiteSpace: Bool { isBlank || self == lineFeed || self == carriageReturn }
}
