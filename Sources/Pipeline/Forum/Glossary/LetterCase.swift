/// Returns the lower-case letter if it is one scalar, otherwise the scalar itself.
func lowered(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  if scalar.isASCII {
    return scalar >= "A" && scalar <= "Z"
      ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar
  }
  let mapping = scalar.properties.lowercaseMapping.unicodeScalars
  return mapping.count == 1 ? mapping.first ?? scalar : scalar
}

/// Returns a form that is the same for all letter cases of a letter. A final sigma becomes a
/// sigma, and a sharp s becomes two letters.
///
/// It approximates full case folding (Unicode Standard, section 3.13) with the two case mappings.
func folded(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
  if scalar.isASCII { return [lowered(scalar)] }
  // Lower case first, because the upper-case mapping of a capital sharp s is the letter itself.
  let small = scalar.properties.lowercaseMapping.unicodeScalars
  let capital = small.flatMap { Array($0.properties.uppercaseMapping.unicodeScalars) }
  return capital.flatMap { Array($0.properties.lowercaseMapping.unicodeScalars) }
}

func foldedText(_ text: String) -> String {
  var scalars = String.UnicodeScalarView()
  scalars.append(contentsOf: text.unicodeScalars.flatMap(folded))
  return String(scalars)
}
