import Content
import Foundation

/// The names of those who left, to be replaced wherever they stand in running text.
///
/// A name with a space, a digit or a sign is replaced in any letter case; one of letters alone only
/// as it is spelt, for Rose and Hope are words too. Only whole words are replaced.
package struct FormerNames: Sendable {
  private struct Name: Sendable {
    let scalars: [Unicode.Scalar]
    let ignoresCase: Bool
  }

  /// By their first scalars in lower case, which most text never holds; the longest first, so that
  /// "Jo Smith" goes before "Jo".
  private let names: [Unicode.Scalar: [Name]]
  private let filter: FormerNameFilter

  package var isEmpty: Bool { names.isEmpty }

  package init(_ names: [MemberName]) {
    let found = names.map { name in
      let ignoresCase = !name.shown.unicodeScalars.allSatisfy(isLetterOrMark)
      let text = ignoresCase ? name.key : name.shown.precomposedStringWithCanonicalMapping
      return Name(scalars: Array(text.unicodeScalars), ignoresCase: ignoresCase)
    }
    .sorted { $0.scalars.count > $1.scalars.count }
    self.names = Dictionary(grouping: found.filter { !$0.scalars.isEmpty }) {
      lowered($0.scalars[0])
    }
    filter = FormerNameFilter(names.map(\.key))
  }

  /// False for nearly all texts that hold no name, true for all that hold one.
  package func mayBeHeld(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    !isEmpty && filter.mayHold(text)
  }

  /// The text with every name replaced, or nil when it holds none.
  package func replaced(in text: String, by replacement: String) -> String? {
    mayBeHeld(in: text) ? searched(text, replacement) : nil
  }

  /// Without a look at the filter.
  func searched(_ text: String, _ replacement: String) -> String? {
    let scalars = composedScalars(text)
    var result = String.UnicodeScalarView()
    var copied = 0
    var index = 0
    while index < scalars.count {
      if let end = match(in: scalars, at: index) {
        result.append(contentsOf: scalars[copied..<index])
        result.append(contentsOf: replacement.unicodeScalars)
        index = end
        copied = index
      } else {
        index += 1
      }
    }
    guard copied > 0 else { return nil }
    result.append(contentsOf: scalars[copied...])
    return String(result)
  }

  /// Whether the text holds a name; for slugs, tags and the like, where it cannot be replaced.
  package func isHeld(in text: String) -> Bool {
    replaced(in: text, by: "") != nil
  }

  /// As in `isHeld(in:)`, for a URL, where other signs stand for the spaces of a name.
  package func isHeld(inURL url: String) -> Bool {
    guard mayBeHeld(in: url) || url.utf8.contains(UInt8(ascii: "%")) else { return false }
    let readable = percentDecoded(url) ?? url
    let words = String(readable.map { "-_+./=&?#:@".contains($0) ? " " : $0 })
    return isHeld(in: readable) || isHeld(in: words)
  }

  private func mayBeHeld(in text: String) -> Bool {
    guard !isEmpty else { return false }
    var text = text
    return text.withUTF8(filter.mayHold)
  }

  /// Where the longest name ends that stands at `index` as a whole word.
  private func match(in scalars: [Unicode.Scalar], at index: Int) -> Int? {
    guard let candidates = names[lowered(scalars[index])] else { return nil }
    if index > 0, isWordScalar(scalars[index - 1]), isWordScalar(scalars[index]) { return nil }
    for name in candidates {
      if let end = end(of: name, in: scalars, at: index) { return end }
    }
    return nil
  }

  private func end(of name: Name, in scalars: [Unicode.Scalar], at start: Int) -> Int? {
    var index = start
    for wanted in name.scalars {
      guard index < scalars.count else { return nil }
      let found = scalars[index]
      guard wanted == found || name.ignoresCase && isSame(wanted, found) else { return nil }
      index += 1
      // A name that is broken over two lines, or typed with two spaces, is the same name.
      if wanted == " " { while index < scalars.count, isSpace(scalars[index]) { index += 1 } }
    }
    let last = scalars[index - 1]
    return index < scalars.count && isWordScalar(last) && isWordScalar(scalars[index]) ? nil : index
  }

  private func isSame(_ wanted: Unicode.Scalar, _ found: Unicode.Scalar) -> Bool {
    wanted == lowered(found) || wanted == " " && isSpace(found)
  }
}

/// Names are compared in NFC; text that a decomposed letter may stand in is brought to it.
private func composedScalars(_ text: String) -> [Unicode.Scalar] {
  let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
  return Array((isASCII ? text : text.precomposedStringWithCanonicalMapping).unicodeScalars)
}

private func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

private func isLetterOrMark(_ scalar: Unicode.Scalar) -> Bool {
  isWordScalar(scalar) && scalar.properties.generalCategory != .decimalNumber
}

/// The small letter, where it is one scalar.
func lowered(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  if scalar.isASCII {
    return scalar >= "A" && scalar <= "Z"
      ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar
  }
  let mapping = scalar.properties.lowercaseMapping.unicodeScalars
  return mapping.count == 1 ? mapping.first ?? scalar : scalar
}
