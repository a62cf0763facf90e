/// The small letter, where it is one scalar.
func lowered(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  if scalar.isASCII {
    return scalar >= "A" && scalar <= "Z"
      ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar
  }
  let mapping = scalar.properties.lowercaseMapping.unicodeScalars
  return mapping.count == 1 ? mapping.first ?? scalar : scalar
}

/// What all letter cases of a letter come to: a final sigma is a sigma, a sharp s is two. As near to
/// Unicode's full case folding (section 3.13) as its two mappings come.
func folded(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
  if scalar.isASCII { return [lowered(scalar)] }
  // First the small letter: of a capital sharp s nothing else leads to two letters.
  let small = scalar.properties.lowercaseMapping.unicodeScalars
  let capital = small.flatMap { Array($0.properties.uppercaseMapping.unicodeScalars) }
  return capital.flatMap { Array($0.properties.lowercaseMapping.unicodeScalars) }
}

func foldedText(_ text: String) -> String {
  var scalars = String.UnicodeScalarView()
  scalars.append(contentsOf: text.unicodeScalars.flatMap(folded))
  return String(scalars)
}
