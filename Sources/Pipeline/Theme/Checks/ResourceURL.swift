/// URL of a resource that a page loads.
struct ResourceURL {
  private let text: Substring

  init(_ text: String) {
    self.text = text.drop { $0.isWhitespace }
  }

  /// Whether the URL has neither a scheme nor a host, so that it stays on the site. Browsers read
  /// a backslash as a slash (URL Standard, 4.4).
  var isLocal: Bool {
    let start = String(text.prefix(2)).replacing("\\", with: "/")
    return start != "//" && !hasScheme
  }

  /// Whether the URL begins with a scheme (RFC 3986, 3.1).
  private var hasScheme: Bool {
    guard let colon = text.firstIndex(of: ":"), let first = text.first, first.isASCII,
      first.isLetter
    else { return false }
    return text[..<colon].allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0))
    }
  }
}
