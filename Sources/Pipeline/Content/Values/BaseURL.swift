import Diagnostics

/// URL at which the site is published, as in `https://example.org/forum`.
package struct BaseURL: Sendable, Hashable {
  /// Scheme and host, as in `https://example.org`, without a trailing slash.
  package let origin: String
  /// Host in lower case, as in `example.org`, with the port if there is one.
  package let host: String
  /// Path, as in `/forum`, without a trailing slash. Empty if the site is at the root of the
  /// host.
  package let path: String

  /// Nil unless the text is an absolute http or https URL without user, query and fragment. The
  /// path may have only unreserved characters (RFC 3986, section 2.3).
  package init?(_ text: String) {
    guard let scheme = ["https://", "http://"].first(where: { text.lowercased().hasPrefix($0) })
    else { return nil }
    let rest = text.dropFirst(scheme.count)
    let host = rest.prefix { $0 != "/" }.lowercased()
    var path = rest.drop { $0 != "/" }
    while path.last == "/" { path.removeLast() }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    guard isHost(host),
      parts.allSatisfy({ !["", ".", ".."].contains($0) && $0.utf8.allSatisfy(isPathByte) })
    else { return nil }
    self.host = host
    self.path = String(path)
    origin = scheme + host
  }

  /// Placeholder if forum.yml has errors. The domain `.invalid` never exists (RFC 2606,
  /// section 2).
  static let placeholder = BaseURL(origin: "https://forum.invalid", host: "forum.invalid", path: "")

  private init(origin: String, host: String, path: String) {
    self.origin = origin
    self.host = host
    self.path = path
  }

  /// Returns the absolute URL for a path that begins with a slash.
  package func absolute(_ rootRelative: String) -> String { origin + rootRelative }
}

/// Returns whether the text is a host name or an IPv4 address, with or without a port.
private func isHost(_ text: String) -> Bool {
  let parts = text.utf8.split(separator: colon, omittingEmptySubsequences: false)
  let words = parts[0].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  let port = parts.count == 2 ? Int(String(decoding: parts[1], as: UTF8.self)) : 80
  return parts.count <= 2 && (1...65_535).contains(port ?? 0)
    && parts.dropFirst().allSatisfy { $0.allSatisfy(\.isASCIIDigit) }
    && words.allSatisfy { !$0.isEmpty && $0.allSatisfy(isHostByte) && $0.first != hyphen }
}

private func isHostByte(_ byte: UInt8) -> Bool {
  byte.isASCIILowercase || byte.isASCIIDigit || byte == hyphen
}

private func isPathByte(_ byte: UInt8) -> Bool {
  byte.isASCIILetter || byte.isASCIIDigit || "-._~".utf8.contains(byte)
}
