/// What the destination of a link or an image in a post is, by the contract's rules for links.
package enum Destination: Hashable, Sendable {
  /// An http or https URL of another site.
  case outside(String)
  /// `mailto:` or `tel:`.
  case contact(String)
  /// Something of this forum.
  case inside(InsideTarget)
  /// Nothing stands between the brackets.
  case empty
  /// Shown as text: another scheme, a control character, a leading `//`.
  case refused
}

/// What a link inside the forum names: a file of the content or a page of the site.
package struct InsideTarget: Hashable, Sendable {
  package enum Base: Hashable, Sendable {
    /// Counts from the file that holds the link.
    case file
    /// Begins with `/`: counts from content/, or is a URL of the site.
    case root
    /// Was an absolute URL below the forum's own; counts from there.
    case site
  }

  package let base: Base
  /// Percent-decoded, without query and fragment.
  package let path: String
  /// Behind the `#`; nil where there is none.
  package let fragment: String?
  /// Behind the `?`; nil where there is none.
  package let query: String?

  package init(base: Base, path: String, fragment: String?, query: String?) {
    self.base = base
    self.path = path
    self.fragment = fragment
    self.query = query
  }
}

extension Destination {
  /// `text` is what CommonMark makes of the source, entities and backslashes undone.
  package init(_ text: String, site: SiteURL) {
    if isPlainlyOutside(text, site) {
      self = .outside(text)
      return
    }
    let bytes = Array(text.utf8)
    if bytes.isEmpty {
      self = .empty
    } else if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) || beginsLikeAHost(bytes) {
      self = .refused
    } else if let scheme = scheme(of: bytes) {
      self.init(text, scheme: scheme, site: site)
    } else {
      self =
        InsideTarget(text, base: bytes[0] == slash ? .root : .file).map(Self.inside)
        ?? .refused
    }
  }

  private init(_ text: String, scheme: String, site: SiteURL) {
    switch scheme {
    case "mailto", "tel":
      self = .contact(text)
    case "http", "https":
      guard let path = pathBelow(site, of: text, scheme: scheme) else {
        self = .outside(text)
        return
      }
      self = InsideTarget(path, base: .site).map(Self.inside) ?? .refused
    default:
      self = .refused
    }
  }
}

extension InsideTarget {
  /// Nil when the percent-encoding holds something that no name of a file can.
  fileprivate init?(_ text: String, base: Base) {
    let (beforeFragment, fragment) = text.cut(at: "#")
    let (path, query) = beforeFragment.cut(at: "?")
    guard let decoded = percentDecoded(path) else { return nil }
    self.init(base: base, path: decoded, fragment: fragment, query: query)
  }
}

/// Most links: lower-case http or https, an ordinary host that begins otherwise than the forum's, and
/// nothing but printable ASCII. Everything else is looked at with care.
private func isPlainlyOutside(_ text: String, _ site: SiteURL) -> Bool {
  guard text.hasPrefix("https://") || text.hasPrefix("http://") else { return false }
  var text = text
  return text.withUTF8 { bytes in
    let start = bytes[4] == UInt8(ascii: "s") ? 8 : 7
    guard bytes.count > start, bytes[start].isASCIILetter || bytes[start].isASCIIDigit,
      bytes.allSatisfy({ $0 > space && $0 < 0x7F && $0 != backslash })
    else { return false }
    let host = bytes[start...].prefix { $0 != slash }
    return host.allSatisfy { $0.isASCIILowercase || $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
      && !host.elementsEqual(site.host.utf8)
  }
}

private let slash = UInt8(ascii: "/")
let backslash = UInt8(ascii: "\\")

/// `//host`, and what browsers take for it: they read a backslash as a slash, and pass over white
/// space before both.
private func beginsLikeAHost(_ bytes: [UInt8]) -> Bool {
  let start = bytes.drop { $0 == space }.prefix(2)
  return start.count == 2 && start.allSatisfy { $0 == slash || $0 == backslash }
}

/// The scheme in lower case (RFC 3986, 3.1), or nil for a relative destination. White space before
/// it counts as nothing, as it does for browsers.
private func scheme(of bytes: [UInt8]) -> String? {
  let text = bytes.drop { $0 == space }
  guard let end = text.firstIndex(where: { !isSchemeByte($0) }), text[end] == colon,
    text.first?.isASCIILetter == true
  else { return nil }
  return String(decoding: text[..<end], as: UTF8.self).lowercased()
}

private func isSchemeByte(_ byte: UInt8) -> Bool {
  byte.isASCIILetter || byte.isASCIIDigit || "+-.".utf8.contains(byte)
}

/// What stands behind the forum's own URL, beginning with a slash; nil for another site's URL, and
/// for another part of the same host. By bytes: a mark behind a `/` would hide it in a Character.
private func pathBelow(_ site: SiteURL, of text: String, scheme: String) -> String? {
  let hostStart = text.utf8.drop { $0 == space }.dropFirst(scheme.utf8.count)
  guard hostStart.starts(with: "://".utf8) else { return nil }
  let rest = hostStart.dropFirst(3)
  let host = rest.prefix { !"/?#".utf8.contains($0) }
  guard String(decoding: host, as: UTF8.self).lowercased() == site.host else { return nil }
  let path = rest[host.endIndex...]
  guard path.starts(with: site.path.utf8) else { return nil }
  let below = path.dropFirst(site.path.utf8.count)
  let (first, isWhole) = (below.first, String(decoding: below, as: UTF8.self))
  if first == slash { return isWhole }
  return first == nil || "?#".utf8.contains(first ?? 0) ? "/" + isWhole : nil
}

/// Nil for a broken or hostile encoding: a NUL, a control character, no UTF-8.
package func percentDecoded(_ text: String) -> String? {
  var bytes: [UInt8] = []
  var rest = text.utf8[...]
  while let byte = rest.popFirst() {
    guard byte == UInt8(ascii: "%"), let high = rest.first.flatMap(hexValue),
      let low = rest.dropFirst().first.flatMap(hexValue)
    else {
      bytes.append(byte)
      continue
    }
    rest.removeFirst(2)
    bytes.append(high << 4 | low)
  }
  guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
  return String(validating: bytes, as: UTF8.self)
}

private func hexValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}

extension String {
  /// What stands before the first `sign` and what behind it.
  fileprivate func cut(at sign: Unicode.Scalar) -> (String, String?) {
    let scalars = unicodeScalars
    guard let index = scalars.firstIndex(of: sign) else { return (self, nil) }
    return (String(scalars[..<index]), String(scalars[scalars.index(after: index)...]))
  }
}
