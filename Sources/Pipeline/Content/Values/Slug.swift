import Diagnostics
import Foundation

/// A part of a URL: 1 to 200 lower-case ASCII letters, digits and hyphens.
package struct Slug: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let description: String

  /// Nil if the text is not a slug.
  package init?(_ text: String) {
    guard (1...200).contains(text.utf8.count), text.utf8.allSatisfy(isSlugByte) else { return nil }
    description = text
  }

  package static func < (left: Slug, right: Slug) -> Bool {
    left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
  }

  /// Returns a slug that resembles the name: without accents, and with one hyphen for each run of
  /// other characters. Nil if nothing remains.
  static func suggested(for name: String) -> String? {
    let folded = name.decomposedStringWithCompatibilityMapping.lowercased()
    let kept = folded.unicodeScalars.filter { !$0.properties.isDiacritic }
    let words = String(String.UnicodeScalarView(kept)).utf8
      .split { !isSlugByte($0) || $0 == hyphen }
      .map { String(decoding: $0, as: UTF8.self) }
    var slug = words.joined(separator: "-").prefix(200)
    while slug.last == "-" { slug.removeLast() }
    return slug.isEmpty ? nil : String(slug)
  }
}

private func isSlugByte(_ byte: UInt8) -> Bool {
  byte.isASCIILowercase || byte.isASCIIDigit || byte == hyphen
}
