import Foundation
import Markdown

/// A spelling of a term, and the letter cases in which it is found.
///
/// A spelling with a lower-case letter is found if each word is written as in the spelling or in
/// lower case. The first letter of each word may have either case. A spelling without lower-case
/// letters, such as ER or 5-FU, is an abbreviation. It is found only as it is written, because
/// "er" means something else.
struct TermSpelling: Sendable {
  /// Canonically decomposed scalars, with single spaces.
  let written: [Unicode.Scalar]
  /// The same scalars in lower case.
  let folded: [Unicode.Scalar]
  let isAbbreviation: Bool

  init(_ text: String) {
    written = Self.plain(text)
    folded = written.map(lowered)
    isAbbreviation = !written.contains { $0.properties.isLowercase }
  }

  /// Returns whether a text has a letter case that the spelling allows. The text must equal the
  /// spelling in lower case.
  func fits(_ scalars: some Sequence<Unicode.Scalar>) -> Bool {
    var isHead = true
    var (isWritten, isSmall) = (true, true)
    for (index, scalar) in scalars.prefix(written.count).enumerated() {
      let isFree = isHead && !isAbbreviation
      isHead = !isWordScalar(scalar)
      // The letter case of each word is compared on its own.
      if isHead { (isWritten, isSmall) = (true, true) }
      if isFree { continue }
      if scalar != written[index] { isWritten = false }
      if isAbbreviation || scalar != folded[index] { isSmall = false }
      if !isWritten, !isSmall { return false }
    }
    return true
  }

  /// Returns whether a text can match both spellings.
  func collides(with other: TermSpelling) -> Bool {
    folded == other.folded && (fits(other.written) || other.fits(written))
  }

  /// ASCII letters and digits that a matching text may begin with. There are two forms if an
  /// accented letter follows, because it may be typed as one character or as a letter and an
  /// accent.
  var heads: Set<[UInt8]> {
    let text = String(String.UnicodeScalarView(written))
    let forms =
      written.allSatisfy(\.isASCII)
      ? [text] : [text, text.precomposedStringWithCanonicalMapping]
    return Set(forms.map { Array($0.utf8.prefix(while: isASCIIAlphanumeric)) })
  }

  private static func plain(_ text: String) -> [Unicode.Scalar] {
    let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    let whole = isASCII ? text : text.decomposedStringWithCanonicalMapping
    var scalars: [Unicode.Scalar] = []
    for scalar in whole.unicodeScalars.lazy.map(asTyped) {
      if !scalar.properties.isWhitespace {
        scalars.append(scalar)
      } else if !scalars.isEmpty, scalars.last != " " {
        scalars.append(" ")
      }
    }
    if scalars.last == " " { scalars.removeLast() }
    return scalars
  }
}
