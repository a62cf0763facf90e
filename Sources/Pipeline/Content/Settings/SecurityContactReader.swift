import Diagnostics
import YAML

/// Reads `security_contact`, a URI (RFC 9116, section 2.5.3).
struct SecurityContactReader {
  static let key = "security_contact"

  /// Returns the contact. Nil if it is missing or wrong.
  ///
  /// - Parameters:
  ///   - written: the `url` in forum.yml.
  ///   - given: the URL on the command line, which replaces it.
  static func contact(
    _ fields: Fields, written: BaseURL?, given: BaseURL?, _ collector: inout DiagnosticCollector
  ) -> String? {
    guard let scalar = fields.scalar(key, &collector) else { return nil }
    guard isContact(scalar.text) else {
      collector.error(
        "not-a-contact",
        "'\(key)' must be an address such as mailto:security@example.org, "
          + "https://example.org/security or tel:+44-8081-570000, not '\(scalar.text)'",
        at: scalar.offset,
        suggestion: meant(scalar.text))
      return nil
    }
    if let path = written?.path, !path.isEmpty, given?.path != "" {
      collector.warning(
        "unread-security-contact",
        "security.txt and robots.txt only work at the root of a host, but this forum is below "
          + "\(path); publish your own at the root, and delete '\(key)'", at: scalar.offset)
    }
    return scalar.text
  }

  /// Returns whether the text is a known scheme, followed only by characters of a URI (RFC 3986,
  /// section 2).
  private static func isContact(_ text: String) -> Bool {
    let schemes = ["mailto:", "https://", "tel:"]
    guard let scheme = schemes.first(where: { text.lowercased().hasPrefix($0) }) else {
      return false
    }
    let rest = text.utf8.dropFirst(scheme.utf8.count)
    return !rest.isEmpty && rest.allSatisfy(isURIByte)
      && (scheme != "mailto:" || isMailAddress(String(Substring(rest))))
  }

  private static func isURIByte(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || byte.isASCIIDigit || "-._~:/?#[]@!$&'()*+,;=%".utf8.contains(byte)
  }

  private static func isMailAddress(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
  }

  private static func meant(_ text: String) -> String? {
    let candidate: String
    if text.lowercased().hasPrefix("http://") {
      candidate = "https://" + text.dropFirst("http://".count)
    } else if text.utf8.contains(UInt8(ascii: "@")) {
      candidate = "mailto:" + text
    } else {
      return nil
    }
    return isContact(candidate) ? candidate : nil
  }
}
