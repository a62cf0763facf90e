import Foundation

/// A member's name in lower case and NFC: names with one key are one member.
///
/// Plain ASCII, most names, needs no tables.
package func nameKey(of name: String) -> String {
  if name.utf8.allSatisfy({ $0 < 0x80 }) { return name.lowercased() }
  return name.precomposedStringWithCanonicalMapping.lowercased()
    .precomposedStringWithCanonicalMapping
}
