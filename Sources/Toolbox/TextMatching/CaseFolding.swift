@inline(__always)
func lowercased(_ byte: UInt8) -> UInt8 {
  byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
}

/// Returns the lower-case letter if it is one scalar, otherwise the scalar itself.
func lowercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  if scalar.isASCII { return Unicode.Scalar(lowercased(UInt8(ascii: scalar))) }
  let mapping = scalar.properties.lowercaseMapping.unicodeScalars
  return mapping.count == 1 ? mapping.first ?? scalar : scalar
}

/// Returns a form that is the same for all letter cases of a letter. A final sigma becomes a
/// sigma, and a sharp s becomes two letters.
///
/// It approximates full case folding (Unicode Standard, section 3.13) with the two case mappings.
func caseFolded(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
  if scalar.isASCII { return [lowercased(scalar)] }
  // Lower case first, because the upper-case mapping of a capital sharp s is the letter itself.
  let lower = scalar.properties.lowercaseMapping.unicodeScalars
  let upper = lower.flatMap { Array($0.properties.uppercaseMapping.unicodeScalars) }
  return upper.flatMap { Array($0.properties.lowercaseMapping.unicodeScalars) }
}
