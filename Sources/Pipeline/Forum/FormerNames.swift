import Content
import Foundation

/// The names of those who left, to be replaced wherever they stand in running text.
///
/// A name with a space, a digit or a sign is replaced in any letter case; one of letters alone only
/// as it is spelt, for Rose and Hope are words too. Only whole words are replaced. What stands for a
/// space in URLs and file names stands for one of a name's, too.
package final class FormerNames: Sendable {
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
      let text = name.shown.precomposedStringWithCanonicalMapping.unicodeScalars
      let scalars = ignoresCase ? spacedOnce(text.flatMap(folded)) : Array(text)
      return Name(scalars: scalars, ignoresCase: ignoresCase)
    }
    .sorted { $0.scalars.count > $1.scalars.count }
    self.names = Dictionary(grouping: found.filter { !$0.scalars.isEmpty }) {
      folded($0.scalars[0])[0]
    }
    // As it is typed, and as all its letter cases come to.
    filter = FormerNameFilter((names.map(\.key) + names.map { foldedText($0.key) }).map(spacedOnce))
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
        // A name that is broken over two lines, or typed with two spaces, is the same name.
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

/// Names are compared in NFC; text that a decomposed letter may stand in is brought to it.
private func composedScalars(_ text: String) -> [Unicode.Scalar] {
  let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
  return Array((isASCII ? text : text.precomposedStringWithCanonicalMapping).unicodeScalars)
}

private func spacedOnce(_ text: String) -> String {
  var scalars = String.UnicodeScalarView()
  scalars.append(contentsOf: spacedOnce(Array(text.unicodeScalars)))
  return String(scalars)
}

/// In a slug, say, or in an address.
private func standsForSpace(_ scalar: Unicode.Scalar) -> Bool {
  scalar.isASCII && "-_+.".unicodeScalars.contains(scalar)
}

/// Each run of white space as one space.
private func spacedOnce(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
  scalars.reduce(into: []) { result, scalar in
    let isSpace = scalar.properties.isWhitespace
    if !isSpace { result.append(scalar) } else if result.last != " " { result.append(" ") }
  }
}

private func isLetterOrMark(_ scalar: Unicode.Scalar) -> Bool {
  isWordScalar(scalar) && scalar.properties.generalCategory != .decimalNumber
}
