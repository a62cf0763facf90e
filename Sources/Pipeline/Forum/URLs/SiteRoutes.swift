import Content

/// The URLs of the site's pages. They are root-relative and begin with the path of the forum's
/// `url`.
package struct SiteRoutes: Sendable {
  /// Path of the forum's `url`, such as `/forum`, or empty.
  package let basePath: String

  init(_ baseURL: BaseURL) {
    basePath = baseURL.path
  }

  package var home: String { "\(basePath)/" }
  package var members: String { "\(basePath)/members/" }
  package var tags: String { "\(basePath)/tags/" }
  package var search: String { "\(basePath)/search/" }

  /// Returns the URL of `path`, which has no leading slash.
  package func url(_ path: String) -> String { "\(basePath)/\(path)" }

  func board(_ slug: Slug) -> String { "\(basePath)/boards/\(slug)/" }
  func member(_ segment: String) -> String { "\(basePath)/members/\(percentEncoded(segment))/" }
  func tag(_ segment: String) -> String { "\(basePath)/tags/\(percentEncoded(segment))/" }
  func page(_ slug: Slug) -> String { "\(basePath)/\(slug)/" }

  /// Returns the URL of a page of a list or a thread. Pages count from 1.
  package func page(_ number: Int, of url: String) -> String {
    number == 1 ? url : "\(url)page/\(number)/"
  }
}

/// Percent-encodes all bytes but those of unreserved characters (RFC 3986, section 2.3).
package func percentEncoded(_ text: String) -> String {
  if text.utf8.allSatisfy(isUnreserved) { return text }
  var bytes: [UInt8] = []
  for byte in text.utf8 {
    if isUnreserved(byte) {
      bytes.append(byte)
    } else {
      bytes += [UInt8(ascii: "%"), hexDigit(byte >> 4), hexDigit(byte & 15)]
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

private func isUnreserved(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default: "-._~".utf8.contains(byte)
  }
}

private func hexDigit(_ nibble: UInt8) -> UInt8 {
  nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "A") + nibble - 10
}
