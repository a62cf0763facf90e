import Content
import Fingerprints

/// The forms of a member's name that do not depend on who else there is.
package struct MemberName: Hashable, Sendable {
  /// As it is shown.
  package let shown: String
  /// Lower case in NFC: names with one key are one member.
  package let key: String

  package init(_ shown: String) {
    self.shown = shown
    key = Self.key(of: shown)
  }

  /// `key` is that of `shown`.
  init(shown: String, key: String) {
    self.shown = shown
    self.key = key
  }

  package static func key(of name: String) -> String { nameKey(of: name) }

  /// The member's part of the URL.
  package var part: String { URLPart(key: key).text }
}

/// The part of a URL that a name or a tag has, by the contract's rule: it depends on the text alone.
struct URLPart {
  /// In Unicode scalars.
  private static let limit = 60

  let text: String

  /// `key` is lower case and NFC.
  init(key: String) {
    text = Self.plain(key) ?? Self.spelled(key)
  }

  /// What most names need: words of ASCII with single spaces between; nil for all others.
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

/// Letters, marks and digits of any script.
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
