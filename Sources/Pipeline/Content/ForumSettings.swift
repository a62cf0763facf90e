/// The settings in forum.yml, with defaults for optional keys.
package struct ForumSettings: Sendable {
  package let title: String
  package let url: BaseURL
  package let description: String
  package let language: String
  package let zone: TimeZoneTable
  /// Markdown.
  package let disclaimer: YAMLScalar
  package let helpline: Helpline
  package let otherSupport: [SupportLine]
  /// Path of a page, relative to the content folder.
  package let privacyPolicy: YAMLScalar?
  package let roles: [Role]
  /// In ascending order of `posts`.
  package let ranks: [Rank]
  package let threadsPerPage: Int
  package let postsPerPage: Int
  package let postOrder: PostOrder
  /// Age in months after which an official post has a notice, unless it was reviewed since.
  package let adviceReviewMonths: Int
  package let securityContact: String?
}

package enum PostOrder: String, Sendable, Hashable {
  case oldestFirst = "oldest-first"
  case newestFirst = "newest-first"
}

package struct Role: Sendable, Hashable {
  /// The key under `roles` in forum.yml, to which members.yml refers.
  package let name: String
  package let label: String
  /// Whether posts of members with this role are official answers.
  package let isOfficial: Bool
}

package struct Rank: Sendable, Hashable {
  /// Number of posts from which a member has this rank.
  package let posts: Int
  package let label: String
}

package struct Helpline: Sendable {
  package let name: String
  package let phone: PhoneNumber
  package let hours: [OpeningHours]
  package let relayPrefix: String?
  package let callbackURL: String?
  package let note: String?
  package let closures: [HelplineClosure]
}

extension Helpline {
  /// Placeholder if forum.yml has errors, so that the other files can be checked. Never
  /// published.
  static let placeholder = Helpline(
    name: "", phone: .placeholder, hours: [], relayPrefix: nil, callbackURL: nil, note: nil,
    closures: [])
}

/// Opening hours that are the same on several weekdays.
package struct OpeningHours: Sendable, Hashable {
  /// 0 for Monday to 6 for Sunday, in ascending order.
  package let days: [Int]
  /// Minutes since midnight, 0 to 1440.
  package let open: Int
  package let close: Int
}

/// A day on which the helpline is closed.
package struct HelplineClosure: Sendable, Hashable {
  package let day: Day
  package let reason: String
}

package struct SupportLine: Sendable, Hashable {
  package let name: String
  package let phone: PhoneNumber?
  package let url: String?
  package let note: String?
}

/// A telephone number, in the form for display and in the form for dialling.
package struct PhoneNumber: Sendable, Hashable {
  /// As written in forum.yml.
  package let displayText: String
  /// Digits for a `tel:` URL (RFC 3966), with a leading `+` if the number is international.
  package let dialString: String

  package var url: String { "tel:\(dialString)" }

  fileprivate static let placeholder = PhoneNumber(displayText: "", dialString: "")

  private init(displayText: String, dialString: String) {
    self.displayText = displayText
    self.dialString = dialString
  }

  /// Nil unless the text has 3 to 20 digits and otherwise only spaces, hyphens, parentheses and a
  /// leading `+`.
  package init?(_ text: String) {
    let digits = text.utf8.filter(\.isASCIIDigit)
    let isNumber = text.utf8.enumerated().allSatisfy { index, byte in
      byte.isASCIIDigit || " -()".utf8.contains(byte) || byte == UInt8(ascii: "+") && index == 0
    }
    guard isNumber, (3...20).contains(digits.count) else { return nil }
    displayText = text
    // The 0 of `+44 (0)20 …` is dialled only within the country. After +44 it makes a wrong
    // number.
    let isInternational = text.hasPrefix("+")
    let textToDial = isInternational ? text.replacing("(0)", with: "") : text
    let digitsToDial = textToDial.utf8.filter(\.isASCIIDigit)
    dialString = (isInternational ? "+" : "") + String(decoding: digitsToDial, as: UTF8.self)
  }
}

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
