import Content
import Fingerprints

/// The forms of a member's name that do not depend on the other members.
package struct MemberName: Hashable, Sendable {
  /// Name as pages show it.
  package let shown: String
  /// Lower case in NFC. Names with the same key belong to the same member.
  package let key: String

  package init(_ shown: String) {
    self.shown = shown
    key = Self.key(of: shown)
  }

  /// Creates a name with a known key, which must be the key of `shown`.
  init(shown: String, key: String) {
    self.shown = shown
    self.key = key
  }

  package static func key(of name: String) -> String { nameKey(of: name) }

  /// Last part of the URL of the member's page, without percent-encoding.
  package var part: String { URLSegment(key: key).text }
}

/// The part of a URL that identifies a member or a tag. It depends on the name alone.
///
/// Each run of characters other than letters, marks and digits becomes a hyphen. If more than
/// single spaces between words is lost, or the text is cut at `limit`, `~` and eight hexadecimal
/// digits of the key's SHA-256 are appended.
struct URLSegment {
  /// Maximum length without the digits, in Unicode scalars.
  private static let limit = 60

  let text: String

  /// Creates the part from a key in lower case and NFC.
  init(key: String) {
    text = Self.plain(key) ?? Self.spelled(key)
  }

  /// Returns the part for a key of ASCII words with single spaces, as most names have, or nil.
  private static func plain(_ key: String) -> String? {
    var bytes = Array(key.utf8)
    guard (1...limit).contains(bytes.count) else { return nil }
    var isAfterSpace = true
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        isAfterSpace = false
      case UInt8(ascii: " ") where !isAfterSpace:
        bytes[index] = UInt8(ascii: "-")
        isAfterSpace = true
      default: return nil
      }
    }
    return isAfterSpace ? nil : String(decoding: bytes, as: UTF8.self)
  }

  private static func spelled(_ key: String) -> String {
    var kept = String.UnicodeScalarView()
    var isPlain = true
    var gap: [Unicode.Scalar] = []
    for scalar in key.unicodeScalars {
      if isWordScalar(scalar) {
        if !gap.isEmpty {
          if gap != [" "] || kept.isEmpty { isPlain = false }
          if !kept.isEmpty { kept.append("-") }
          gap = []
        }
        kept.append(scalar)
      } else {
        gap.append(scalar)
      }
    }
    if !gap.isEmpty { isPlain = false }
    var part = String(kept)
    if kept.count > limit {
      isPlain = false
      part = cut(kept)
    }
    return isPlain ? part : "\(part)~\(sha256Prefix(of: key, digits: 8))"
  }

  private static func cut(_ scalars: String.UnicodeScalarView) -> String {
    var scalars = String.UnicodeScalarView(scalars.prefix(limit))
    while scalars.last == "-" { scalars.removeLast() }
    return String(scalars)
  }
}

/// Returns whether the scalar is a letter, a mark or a digit of any script.
func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.isASCII {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9": return true
    default: return false
    }
  }
  switch scalar.properties.generalCategory {
  case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
    .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber:
    return true
  default: return false
  }
}
