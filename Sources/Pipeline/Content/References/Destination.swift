import Diagnostics

/// The kind of target that a link or an image has, by the rules for links of the content format.
package enum Destination: Hashable, Sendable {
  /// An http or https URL of another site.
  case external(String)
  /// A `mailto:` or `tel:` URL.
  case contact(String)
  /// A content file or a page of the forum.
  case local(LocalTarget)
  /// An empty destination, as in `[text]()`.
  case empty
  /// A destination that is shown as text, because it has another scheme, a control character, a
  /// leading `//` or a percent-encoding that is not allowed.
  case disallowed
}

/// Target of a link inside the forum: a content file or a page of the site.
package struct LocalTarget: Hashable, Sendable {
  package enum Base: Hashable, Sendable {
    /// The path is relative to the file that contains the link.
    case file
    /// The path begins with `/`. It is relative to the content folder, or it is the path of a
    /// page.
    case root
    /// The link was an absolute URL below the forum's own URL. The path is relative to that URL.
    case site
  }

  package let base: Base
  /// Percent-decoded, without query and fragment.
  package let path: String
  /// The part after `#`, not decoded. Nil if there is no `#`.
  package let fragment: String?
  /// The part after `?`, not decoded. Nil if there is no `?`.
  package let query: String?

  package init(base: Base, path: String, fragment: String?, query: String?) {
    self.base = base
    self.path = path
    self.fragment = fragment
    self.query = query
  }
}

extension Destination {
  /// Classifies a destination.
  ///
  /// - Parameters:
  ///   - text: the destination as CommonMark reads it, without character references and escapes.
  ///   - site: the URL of the forum.
  package init(_ text: String, site: BaseURL) {
    if isCertainlyExternal(text, site) {
      self = .external(text)
      return
    }
    let bytes = Array(text.utf8)
    if bytes.isEmpty {
      self = .empty
    } else if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) || beginsWithDoubleSlash(bytes) {
      self = .disallowed
    } else if let scheme = scheme(of: bytes) {
      self.init(text, scheme: scheme, site: site)
    } else {
      self =
        LocalTarget(text, base: bytes[0] == slash ? .root : .file).map(Self.local)
        ?? .disallowed
    }
  }

  private init(_ text: String, scheme: String, site: BaseURL) {
    switch scheme {
    case "mailto", "tel":
      self = .contact(text)
    case "http", "https":
      guard let path = pathBelow(site, of: text, scheme: scheme) else {
        self = .external(text)
        return
      }
      self = LocalTarget(path, base: .site).map(Self.local) ?? .disallowed
    default:
      self = .disallowed
    }
  }
}

extension LocalTarget {
  /// Nil if the decoded path has a control character or is not UTF-8.
  fileprivate init?(_ text: String, base: Base) {
    let (beforeFragment, fragment) = text.split(at: "#")
    let (path, query) = beforeFragment.split(at: "?")
    guard let decoded = percentDecoded(path) else { return nil }
    self.init(base: base, path: decoded, fragment: fragment, query: query)
  }
}

/// Returns whether the text certainly is a URL of another site.
///
/// Fast path for most links: lower-case http or https, a host of lower-case letters, digits and
/// dots that is not the forum's host, and only printable ASCII.
private func isCertainlyExternal(_ text: String, _ site: BaseURL) -> Bool {
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

/// Returns whether browsers read the start of the destination as `//`. They treat a backslash as
/// a slash and skip leading white space (URL Standard, section 4.4).
private func beginsWithDoubleSlash(_ bytes: [UInt8]) -> Bool {
  let start = bytes.drop { $0 == space }.prefix(2)
  return start.count == 2 && start.allSatisfy { $0 == slash || $0 == backslash }
}

/// Returns the scheme in lower case (RFC 3986, section 3.1), or nil for a relative destination.
/// Skips leading spaces, as browsers do.
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

/// Returns the part of a URL below the forum's own URL, beginning with a slash. Nil for a URL of
/// another site or of another part of the same host.
///
/// Works on bytes, because a combining mark after a `/` would form one `Character` with it.
private func pathBelow(_ site: BaseURL, of text: String, scheme: String) -> String? {
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

/// Decodes percent-encoding. Nil if the result has a control character or is not UTF-8.
///
/// A `%` without two hexadecimal digits stays as it is.
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
  /// Returns the text before and after the first `separator`. The second part is nil if there is no
  /// `separator`.
  fileprivate func split(at separator: Unicode.Scalar) -> (String, String?) {
    let scalars = unicodeScalars
    guard let index = scalars.firstIndex(of: separator) else { return (self, nil) }
    return (String(scalars[..<index]), String(scalars[scalars.index(after: index)...]))
  }
}
