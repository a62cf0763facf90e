/// The names of those who left, to be replaced wherever they stand in running text.
///
/// A name with a space, a digit or a sign is replaced in any letter case; one of letters alone only
/// as it is spelt, for Rose and Hope are words too. Only whole words are replaced.
package struct FormerNames: Sendable {
  private struct Name: Sendable {
    let scalars: [Unicode.Scalar]
    let ignoresCase: Bool
  }

  private let names: [Name]
  /// The first scalars of all names, in lower case: what most text never holds.
  private let initials: Set<Unicode.Scalar>

  package var isEmpty: Bool { names.isEmpty }

  package init(_ names: [MemberName]) {
    // The longest first, so that "Jo Smith" goes before "Jo".
    self.names = names.map { name in
      let ignoresCase = !name.shown.unicodeScalars.allSatisfy(isLetterOrMark)
      let text = ignoresCase ? name.key : name.shown
      return Name(scalars: Array(text.unicodeScalars), ignoresCase: ignoresCase)
    }
    .filter { !$0.scalars.isEmpty }
    .sorted { $0.scalars.count > $1.scalars.count }
    initials = Set(self.names.compactMap { $0.scalars.first.map(lowered) })
  }

  /// The text with every name replaced, or nil when it holds none.
  package func replaced(in text: String, by replacement: String) -> String? {
    guard !isEmpty else { return nil }
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var copied = 0
    var index = 0
    while index < scalars.count {
      if let length = match(in: scalars, at: index) {
        result.append(contentsOf: scalars[copied..<index])
        result.append(contentsOf: replacement.unicodeScalars)
        index += length
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

  /// The number of scalars of the longest name that stands at `index` as a whole word.
  private func match(in scalars: [Unicode.Scalar], at index: Int) -> Int? {
    guard initials.contains(lowered(scalars[index])) else { return nil }
    if index > 0, isWordScalar(scalars[index - 1]), isWordScalar(scalars[index]) { return nil }
    for name in names where matches(name, in: scalars, at: index) { return name.scalars.count }
    return nil
  }

  private func matches(_ name: Name, in scalars: [Unicode.Scalar], at index: Int) -> Bool {
    let end = index + name.scalars.count
    guard end <= scalars.count else { return false }
    for (wanted, found) in zip(name.scalars, scalars[index..<end]) where wanted != found {
      let isSame =
        name.ignoresCase && wanted == lowered(found)
        // A name that is broken over two lines is the same name.
        || wanted == " " && (found == "\n" || found == "\u{A0}")
      if !isSame { return false }
    }
    guard end < scalars.count, let last = name.scalars.last else { return true }
    return !(isWordScalar(last) && isWordScalar(scalars[end]))
  }
}

private func isLetterOrMark(_ scalar: Unicode.Scalar) -> Bool {
  isWordScalar(scalar) && scalar.properties.generalCategory != .decimalNumber
}

private func lowered(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  if scalar.isASCII {
    return scalar >= "A" && scalar <= "Z"
      ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar
  }
  let mapping = scalar.properties.lowercaseMapping.unicodeScalars
  return mapping.count == 1 ? mapping.first ?? scalar : scalar
}
