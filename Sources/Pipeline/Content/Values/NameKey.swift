import Diagnostics
import Foundation

/// Returns a member's name in lower case and NFC. Names with the same key are one member.
///
/// Most names are ASCII and need no Unicode tables.
package func nameKey(of name: String) -> String {
  if name.utf8.allSatisfy({ $0 < 0x80 }) { return name.lowercased() }
  return name.precomposedStringWithCanonicalMapping.lowercased()
    .precomposedStringWithCanonicalMapping
}

/// Returns what is wrong with a member's name, or nil.
func messageForInvalidName(_ name: String) -> String? {
  if name.unicodeScalars.contains(where: endsALine) {
    return "a member's name must be on one line"
  }
  let isPadded = name.utf8.first == space || name.utf8.last == space
  return isPadded ? "a member's name must not begin or end with a space; delete the space" : nil
}

/// Returns whether the character is a control, or a line or paragraph separator of Unicode.
private func endsALine(_ scalar: Unicode.Scalar) -> Bool {
  scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
    || (0x2028...0x2029).contains(scalar.value)
}
