import Foundation

/// Returns a member's name in lower case and NFC. Names with the same key are one member.
///
/// Most names are ASCII and need no Unicode tables.
package func nameKey(of name: String) -> String {
  if name.utf8.allSatisfy({ $0 < 0x80 }) { return name.lowercased() }
  return name.precomposedStringWithCanonicalMapping.lowercased()
    .precomposedStringWithCanonicalMapping
}
