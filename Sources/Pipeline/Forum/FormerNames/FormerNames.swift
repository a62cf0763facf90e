import Content
import TextMatching

/// The names of former members, which are replaced in all running text.
///
/// A name with a space, a digit or punctuation is replaced in any letter case. A name of letters
/// alone is replaced only as it is spelt, because Rose and Hope are words too. Only whole words
/// are replaced. The characters `-`, `_`, `+` and `.` match a space of a name, because URLs and
/// file names use them in place of spaces.
package final class FormerNames: Sendable {
  private let matcher: PhraseMatcher

  package var isEmpty: Bool { matcher.isEmpty }

  package init(_ names: [MemberName]) {
    let phrases = names.map { name in
      let isWord = name.displayName.unicodeScalars.allSatisfy(isLetterOrMark)
      return Phrase(name.displayName, isWord ? .exact : .any)
    }
    matcher = PhraseMatcher(phrases, .init(allowsSpaceSubstitutes: true))
  }

  /// Returns whether the text may contain a name, also percent-encoded or in a URL. False positives
  /// are possible. False negatives are not.
  package func mayOccur(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    if isEmpty { return false }
    if isFound(in: text) || text.contains(UInt8(ascii: "%")) { return true }
    guard text.contains(UInt8(ascii: "/")) else { return false }
    return splittingURLs(text).withUnsafeBufferPointer(isFound)
  }

  /// Returns the text with every name replaced, or nil if it contains none.
  package func replacingNames(in text: String, with replacement: String) -> String? {
    if isEmpty { return nil }
    var text = text
    return text.withUTF8 { replacingNames(in: $0, with: replacement) }
  }

  private func replacingNames(
    in text: UnsafeBufferPointer<UInt8>, with replacement: String
  ) -> String? {
    var bytes: [UInt8] = []
    var copied = 0
    while let match = matcher.next(in: text, from: copied) {
      bytes += text[copied..<match.range.lowerBound]
      bytes += replacement.utf8
      copied = match.range.upperBound
    }
    guard copied > 0 else { return nil }
    return String(decoding: bytes + text[copied...], as: UTF8.self)
  }

  /// Returns whether the text contains a name.
  package func occur(in text: String) -> Bool {
    var text = text
    return text.withUTF8(isFound)
  }

  /// Returns whether a URL contains a name, percent-encoded or with other characters in place of
  /// its spaces.
  package func occur(inURL url: String) -> Bool {
    if isEmpty { return false }
    let isEncoded = url.utf8.contains(UInt8(ascii: "%"))
    let readable = Array((isEncoded ? percentDecoded(url) ?? url : url).utf8)
    return readable.withUnsafeBufferPointer { readable in
      isFound(in: readable) || splittingURLs(readable).withUnsafeBufferPointer(isFound)
    }
  }

  private func isFound(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    !isEmpty && matcher.next(in: text, from: 0) != nil
  }

  /// Replaces the characters that separate words in URLs with spaces.
  private func splittingURLs(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    text.map { "-_+./=&?#:@".utf8.contains($0) ? UInt8(ascii: " ") : $0 }
  }
}

private func isLetterOrMark(_ scalar: Unicode.Scalar) -> Bool {
  isWordScalar(scalar) && scalar.properties.generalCategory != .decimalNumber
}
