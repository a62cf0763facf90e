/// What forum.yml says, with the contract's defaults filled in.
package struct ForumSettings: Sendable {
  package let title: String
  package let url: SiteURL
  package let description: String
  package let language: String
  package let zone: TimeZoneTable
  /// Markdown.
  package let disclaimer: YAMLScalar
  package let helpline: Helpline
  package let otherSupport: [SupportLine]
  /// A path below content/, where there is one.
  package let privacyPolicy: YAMLScalar?
  package let roles: [Role]
  /// By rising number of posts.
  package let ranks: [Rank]
  package let threadsPerPage: Int
  package let postsPerPage: Int
  package let postOrder: PostOrder
  /// Months after which an official post that was not reviewed carries a notice.
  package let adviceReviewMonths: Int
  package let securityContact: String?
}

package enum PostOrder: String, Sendable, Hashable {
  case oldestFirst = "oldest-first"
  case newestFirst = "newest-first"
}

package struct Role: Sendable, Hashable {
  /// The word that members.yml uses.
  package let name: String
  package let label: String
  /// Posts of such members are official answers.
  package let isOfficial: Bool
}

package struct Rank: Sendable, Hashable {
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
  package let closures: [Closure]
}

extension Helpline {
  /// Stands in where forum.yml has errors, so that the rest can be checked; it is never published.
  static let unknown = Helpline(
    name: "", phone: .unknown, hours: [], relayPrefix: nil, callbackURL: nil, note: nil,
    closures: [])
}

/// Days with the same hours, as one line of the block shows them.
package struct OpeningHours: Sendable, Hashable {
  /// 0 for Monday to 6 for Sunday, rising.
  package let days: [Int]
  /// Minutes since midnight, 0 to 1440.
  package let open: Int
  package let close: Int
}

package struct Closure: Sendable, Hashable {
  package let day: Day
  package let reason: String
}

package struct SupportLine: Sendable, Hashable {
  package let name: String
  package let phone: PhoneNumber?
  package let url: String?
  package let note: String?
}

/// A telephone number as it is shown, and as a link dials it.
package struct PhoneNumber: Sendable, Hashable {
  package let shown: String
  /// For `tel:` (RFC 3966): digits, with `+` before them for an international number.
  package let dialled: String

  /// What a link dials it by.
  package var url: String { "tel:\(dialled)" }

  fileprivate static let unknown = PhoneNumber(shown: "", dialled: "")

  private init(shown: String, dialled: String) {
    self.shown = shown
    self.dialled = dialled
  }

  /// Nil when the text is no telephone number: 3 to 20 digits, with spaces, hyphens, brackets.
  package init?(_ text: String) {
    let digits = text.utf8.filter(\.isASCIIDigit)
    let isNumber = text.utf8.enumerated().allSatisfy { index, byte in
      byte.isASCIIDigit || " -()".utf8.contains(byte) || byte == UInt8(ascii: "+") && index == 0
    }
    guard isNumber, (3...20).contains(digits.count) else { return nil }
    shown = text
    // The 0 of `+44 (0)20 …` is for callers at home: dialled behind +44 it reaches nobody.
    let isInternational = text.hasPrefix("+")
    let dialledText = isInternational ? text.replacing("(0)", with: "") : text
    let dialledDigits = dialledText.utf8.filter(\.isASCIIDigit)
    dialled = (isInternational ? "+" : "") + String(decoding: dialledDigits, as: UTF8.self)
  }
}

/// Where the site will stand: `https://example.org/forum`.
package struct SiteURL: Sendable, Hashable {
  /// `https://example.org`, without a slash at the end.
  package let origin: String
  /// `example.org`, in lower case, with its port where there is one.
  package let host: String
  /// `/forum`, or empty; never with a slash at the end.
  package let path: String

  /// Nil when the text is no absolute http or https URL, or one with a query, a fragment, a user or
  /// a character that a URL writes in another way (RFC 3986).
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

  /// Stands in where forum.yml has errors (RFC 2606: no such host will ever be).
  static let unknown = SiteURL(origin: "https://forum.invalid", host: "forum.invalid", path: "")

  private init(origin: String, host: String, path: String) {
    self.origin = origin
    self.host = host
    self.path = path
  }

  /// The whole, for a path of the site that begins with a slash.
  package func absolute(_ rootRelative: String) -> String { origin + rootRelative }
}

/// A name of words with dots between, or an address of IPv4, and a port or none.
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
