/// In Unicode scalars. A longer term is almost certainly a misplaced meaning.
private let maximumTermLength = 100

/// Returns what is wrong with a term or with another spelling of it, or nil.
func messageForInvalidTerm(_ term: String) -> String? {
  if term.unicodeScalars.count > maximumTermLength {
    return "this term is longer than \(maximumTermLength) characters; put the explanation in "
      + "'means'"
  }
  let hasWord = term.unicodeScalars.contains {
    $0.properties.isAlphabetic || $0.properties.numericType != nil
  }
  return hasWord ? nil : "'\(term)' has no letter or digit; a term must be a word or a phrase"
}
