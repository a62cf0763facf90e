import Content
import Foundation

/// The names of former members, which are replaced in all running text.
///
/// A name with a space, a digit or punctuation is replaced in any letter case. A name of letters
/// alone is replaced only as it is spelt, because Rose and Hope are words too. Only whole words
/// are replaced. The characters `-`, `_`, `+` and `.` match a space of a name, because URLs and
/// file names use them in place of spaces.
package final class FormerNames: Sendable {
  private struct Name: Sendable {
    let scalars: [Unicode.Scalar]
    let ignoresCase: Bool
  }

  /// Names by their first scalar, case-folded. The longest come first, so that "Jo Smith" is
  /// tried before "Jo".
  private let names: [Unicode.Scalar: [Name]]
  private let filter: FormerNameFilter

  package var isEmpty: Bool { names.isEmpty }

  package init(_ names: [MemberName]) {
    let found = names.map { name in
      let ignoresCase = !name.displayName.unicodeScalars.allSatisfy(isLetterOrMark)
      let text = name.displayName.precomposedStringWithCanonicalMapping.unicodeScalars
      let scalars = ignoresCase ? spacedOnce(text.flatMap(folded)) : Array(text)
      return Name(scalars: scalars, ignoresCase: ignoresCase)
    }
    .sorted { $0.scalars.count > $1.scalars.count }
    self.names = Dictionary(grouping: found.filter { !$0.scalars.isEmpty }) {
      folded($0.scalars[0])[0]
    }
    // Two forms of each name, in lower case and case-folded, because ß may be typed as SS.
    filter = FormerNameFilter((names.map(\.key) + names.map { foldedText($0.key) }).map(spacedOnce))
  }

  /// Returns whether the text may contain a name. False positives are possible. False negatives
  /// are not.
  package func mayOccur(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    !isEmpty && filter.mayHold(text)
  }

  /// Returns the text with every name replaced, or nil if it contains none.
  package func replacingNames(in text: String, with replacement: String) -> String? {
    mayOccur(in: text) ? replacingNamesUnfiltered(in: text, with: replacement) : nil
  }

  /// Returns the same as `replacingNames(in:with:)`, without consulting the filter.
  func replacingNamesUnfiltered(in text: String, with replacement: String) -> String? {
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

  /// Returns whether the text contains a name.
  package func occur(in text: String) -> Bool {
    replacingNames(in: text, with: "") != nil
  }

  /// Returns whether a URL contains a name, percent-encoded or with other characters in place of
  /// its spaces.
  package func occur(inURL url: String) -> Bool {
    guard mayOccur(in: url) || url.utf8.contains(UInt8(ascii: "%")) else { return false }
    let readable = percentDecoded(url) ?? url
    let words = String(readable.map { "-_+./=&?#:@".contains($0) ? " " : $0 })
    return occur(in: readable) || occur(in: words)
  }

  private func mayOccur(in text: String) -> Bool {
    guard !isEmpty else { return false }
    var text = text
    return text.withUTF8(filter.mayHold)
  }

  /// Returns the end of the longest name that begins at `index` and consists of whole words.
  private func match(in scalars: [Unicode.Scalar], at index: Int) -> Int? {
    guard let candidates = names[folded(scalars[index])[0]] else { return nil }
    if index > 0, isWordScalar(scalars[index - 1]), isWordScalar(scalars[index]) { return nil }
    for name in candidates {
      if let end = end(of: name, in: scalars, at: index) { return end }
    }
    return nil
  }

  private func end(of name: Name, in scalars: [Unicode.Scalar], at start: Int) -> Int? {
    var index = start
    var wanted = name.scalars[...]
    while let next = wanted.first {
      guard index < scalars.count else { return nil }
      if next == " " {
        // A line break or several spaces match one space of a name.
        let isSpaced = scalars[index].properties.isWhitespace
        guard isSpaced || standsForSpace(scalars[index]) else { return nil }
        index += 1
        while isSpaced, index < scalars.count, scalars[index].properties.isWhitespace { index += 1 }
        wanted = wanted.dropFirst()
      } else {
        let found = name.ignoresCase ? folded(scalars[index]) : [scalars[index]]
        guard wanted.starts(with: found) else { return nil }
        wanted = wanted.dropFirst(found.count)
        index += 1
      }
    }
    let last = scalars[index - 1]
    return index < scalars.count && isWordScalar(last) && isWordScalar(scalars[index]) ? nil : index
  }
}

/// Returns the scalars of the text in NFC, the form in which names are compared.
private func composedScalars(_ text: String) -> [Unicode.Scalar] {
  let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
  return Array((isASCII ? text : text.precomposedStringWithCanonicalMapping).unicodeScalars)
}

private func spacedOnce(_ text: String) -> String {
  var scalars = String.UnicodeScalarView()
  scalars.append(contentsOf: spacedOnce(Array(text.unicodeScalars)))
  return String(scalars)
}

/// Returns whether slugs, file names and addresses use the scalar in place of a space.
private func standsForSpace(_ scalar: Unicode.Scalar) -> Bool {
  scalar.isASCII && "-_+.".unicodeScalars.contains(scalar)
}

/// Replaces each run of white space with one space.
private func spacedOnce(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
  scalars.reduce(into: []) { result, scalar in
    let isSpace = scalar.properties.isWhitespace
    if !isSpace { result.append(scalar) } else if result.last != " " { result.append(" ") }
  }
}

private func isLetterOrMark(_ scalar: Unicode.Scalar) -> Bool {
  isWordScalar(scalar) && scalar.properties.generalCategory != .decimalNumber
}
