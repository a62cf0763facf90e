import Foundation
import Markdown

/// A spelling of a term, and what in a text it stands for.
///
/// One that holds a small letter is found with each of its words as it is written or in small letters,
/// the first letter of each word small or capital. One without, as ER or 5-FU, is an abbreviation and
/// found as it is written only: "er" is something else.
struct TermSpelling: Sendable {
  /// Canonically decomposed, with single spaces.
  let written: [Unicode.Scalar]
  /// The same in small letters.
  let folded: [Unicode.Scalar]
  let isAbbreviation: Bool

  init(_ text: String) {
    written = Self.plain(text)
    folded = written.map(lowered)
    isAbbreviation = !written.contains { $0.properties.isLowercase }
  }

  /// Whether a text stands for it, by its letter case: it is known to be the same in small letters.
  func fits(_ scalars: some Sequence<Unicode.Scalar>) -> Bool {
    var isHead = true
    var (isWritten, isSmall) = (true, true)
    for (index, scalar) in scalars.prefix(written.count).enumerated() {
      let isFree = isHead && !isAbbreviation
      isHead = !isWordScalar(scalar)
      // Each word is for itself.
      if isHead { (isWritten, isSmall) = (true, true) }
      if isFree { continue }
      if scalar != written[index] { isWritten = false }
      if isAbbreviation || scalar != folded[index] { isSmall = false }
      if !isWritten, !isSmall { return false }
    }
    return true
  }

  /// Whether a text could stand for both.
  func collides(with other: TermSpelling) -> Bool {
    folded == other.folded && (fits(other.written) || other.fits(written))
  }

  /// The letters and digits of ASCII that a text may have for its beginning: an accent may stand on the
  /// last of them, or be one letter with it.
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
