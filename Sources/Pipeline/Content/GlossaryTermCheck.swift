/// In Unicode scalars. A longer term is almost certainly a misplaced meaning.
private let maximumTermLength = 100

/// Returns what is wrong with a term or with another spelling of it, or nil.
func messageForInvalidTerm(_ term: String) -> String? {
  if term.unicodeScalars.count > maximumTermLength {
    return "a term has at most \(maximumTermLength) letters and signs; what explains it belongs to "
      + "'means'"
  }
  let hasWord = term.unicodeScalars.contains {
    $0.properties.isAlphabetic || $0.properties.numericType != nil
  }
  return hasWord ? nil : "a term is a word or more; '\(term)' holds no letter or digit"
}
