import Foundation

/// A phrase to be found, and the letter cases in which it is found.
package struct Phrase: Sendable {
  package enum LetterCase: Sendable {
    /// Any letter case.
    case any
    /// Only as the phrase is written.
    case exact
    /// Each word as it is written or in lower case. The first letter of each word may have either
    /// case. A phrase without lower-case letters, such as ER or 5-FU, is an abbreviation. It is
    /// found only as it is written, because "er" means something else.
    case wordByWord
  }

  let letterCase: LetterCase
  /// Canonically decomposed scalars, with single spaces.
  let written: [Unicode.Scalar]
  /// The form in which phrases are compared: `FoldedReader`.
  package let folded: [Unicode.Scalar]
  private let isAbbreviation: Bool

  /// White space at the beginning and the end of `text` is left out.
  package init(_ text: String, _ letterCase: LetterCase) {
    var text = text
    (written, folded) = text.withUTF8 { bytes in
      (
        trimmed(Array(FoldedReader(bytes, foldsCase: false))), trimmed(Array(FoldedReader(bytes)))
      )
    }
    self.letterCase = letterCase
    isAbbreviation = !written.contains { $0.properties.isLowercase }
  }
}

extension Phrase {
  /// Returns whether the phrase is found in a text with this letter case. The folded form of the
  /// text must equal that of the phrase.
  func allowsLetterCase(of text: UnsafeBufferPointer<UInt8>) -> Bool {
    switch letterCase {
    case .any: return true
    case .exact: return written.elementsEqual(FoldedReader(text, foldsCase: false))
    case .wordByWord:
      // Most terms are typed in lower case.
      let isLower = !text.contains {
        $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") || $0 >= 0x80
      }
      if isLower, !isAbbreviation { return true }
      return allowsWordCase(of: FoldedReader(text, foldsCase: false))
    }
  }

  /// Returns whether a text can match both phrases.
  package func collides(with other: Phrase) -> Bool {
    folded == other.folded
      && (allowsWordCase(of: other.written) || other.allowsWordCase(of: written))
  }

  private func allowsWordCase(of scalars: some Sequence<Unicode.Scalar>) -> Bool {
    var isWordStart = true
    var (isAsWritten, isLower) = (true, true)
    var count = 0
    for scalar in scalars {
      // A sharp s is two letters in its folded form.
      guard count < written.count else { return false }
      let isFree = isWordStart && !isAbbreviation
      isWordStart = !isWordScalar(scalar)
      // The letter case of each word is compared on its own.
      if isWordStart { (isAsWritten, isLower) = (true, true) }
      let expected = written[count]
      count += 1
      if isFree, lowercased(scalar) == lowercased(expected) { continue }
      if scalar != expected { isAsWritten = false }
      if isAbbreviation || scalar != lowercased(expected) { isLower = false }
      if !isAsWritten, !isLower { return false }
    }
    return count == written.count
  }
}

extension Phrase {
  /// The ASCII letters and digits, at most eight, that a matching text may begin with: those of the
  /// folded form, and of the two normal forms, because an accented letter may be typed as one
  /// character or as a letter and an accent. An empty one stands for another character.
  var heads: Set<[UInt8]> {
    let text = String(String.UnicodeScalarView(written))
    let forms = [
      text, text.precomposedStringWithCanonicalMapping,
      String(String.UnicodeScalarView(folded)),
    ]
    return Set(
      forms.map { $0.utf8.prefix(8).prefix(while: isASCIILetterOrDigit).map(lowercased) })
  }
}

private func trimmed(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
  let start = scalars.first == " " ? 1 : 0
  let end = scalars.last == " " ? scalars.count - 1 : scalars.count
  return start < end ? Array(scalars[start..<end]) : []
}
