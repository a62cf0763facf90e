import Content
import Fingerprints
import TextMatching

/// The forms of a member's name that do not depend on the other members.
package struct MemberName: Hashable, Sendable {
  /// Name as pages display it.
  package let displayName: String
  /// Lower case in NFC. Names with the same key belong to the same member.
  package let key: String

  package init(_ displayName: String) {
    self.displayName = displayName
    key = Self.key(of: displayName)
  }

  /// Creates a name with a known key, which must be the key of `displayName`.
  init(displayName: String, key: String) {
    self.displayName = displayName
    self.key = key
  }

  package static func key(of name: String) -> String { nameKey(of: name) }

  /// Last segment of the URL of the member's page, without percent-encoding.
  package var urlSegment: String { URLSegment(key: key).text }
}

/// The segment of a URL that identifies a member or a tag. It depends on the name alone.
///
/// Each run of characters other than letters, marks and digits becomes a hyphen. If more than
/// single spaces between words is lost, or the text is truncated at `maximumLength`, `~` and eight
/// hexadecimal digits of the key's SHA-256 are appended.
struct URLSegment {
  /// Maximum length without the hash, in Unicode scalars.
  private static let maximumLength = 60

  let text: String

  /// Creates the segment from a key in lower case and NFC.
  init(key: String) {
    text = Self.simpleSegment(key) ?? Self.segmentWithHash(key)
  }

  /// Returns the segment for a key of ASCII words with single spaces, as most names have, or nil.
  private static func simpleSegment(_ key: String) -> String? {
    var bytes = Array(key.utf8)
    guard (1...maximumLength).contains(bytes.count) else { return nil }
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

  /// Returns the segment for any key. Appends a hash if characters were lost.
  private static func segmentWithHash(_ key: String) -> String {
    var segment = String.UnicodeScalarView()
    var isComplete = true
    var gap: [Unicode.Scalar] = []
    for scalar in key.unicodeScalars {
      if isWordScalar(scalar) {
        if !gap.isEmpty {
          if gap != [" "] || segment.isEmpty { isComplete = false }
          if !segment.isEmpty { segment.append("-") }
          gap = []
        }
        segment.append(scalar)
      } else {
        gap.append(scalar)
      }
    }
    if !gap.isEmpty { isComplete = false }
    var text = String(segment)
    if segment.count > maximumLength {
      isComplete = false
      text = truncated(segment)
    }
    return isComplete ? text : "\(text)~\(sha256HexPrefix(of: key, digitCount: 8))"
  }

  private static func truncated(_ scalars: String.UnicodeScalarView) -> String {
    var scalars = String.UnicodeScalarView(scalars.prefix(maximumLength))
    while scalars.last == "-" { scalars.removeLast() }
    return String(scalars)
  }
}
