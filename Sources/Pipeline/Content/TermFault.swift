/// No term of any glossary is longer: what is, was meant to be a meaning. In Unicode scalars.
private let longestTerm = 100

/// What is wrong with a term, or one of its other spellings; nil when nothing is.
func termFault(_ term: String) -> String? {
  if term.unicodeScalars.count > longestTerm {
    return "a term has at most \(longestTerm) letters and signs; what explains it belongs to "
      + "'means'"
  }
  let hasWord = term.unicodeScalars.contains {
    $0.properties.isAlphabetic || $0.properties.numericType != nil
  }
  return hasWord ? nil : "a term is a word or more; '\(term)' holds no letter or digit"
}
