import Content

/// An earlier path of a page, relative to the forum's URL, without leading or trailing slash.
struct AliasPath {
  /// First path components that the site uses itself.
  private static let reserved: Set<Substring> = [
    "assets", "static", "search", "loads", "glossary", "sitemap.xml", "robots.txt", "404.html",
    ".well-known", "_headers",
  ]
  /// File names that the site uses in any folder.
  private static let files: Set<Substring> = ["index.html", "feed.xml"]

  let path: String
  /// False if the site uses the path itself. Such a path is not validated further.
  let isFree: Bool

  init?(_ text: String) {
    guard let decoded = percentDecoded(text), !decoded.hasPrefix("//"),
      !decoded.contains(where: { "?#\\".contains($0) })
    else { return nil }
    var parts = decoded.split(separator: "/", omittingEmptySubsequences: false)
    if parts.first?.isEmpty == true { parts.removeFirst() }
    if parts.last?.isEmpty == true { parts.removeLast() }
    if parts.last == "index.html" { parts.removeLast() }
    guard let first = parts.first else { return nil }
    isFree = !Self.isReserved(first) && !parts.contains(where: Self.files.contains)
    guard !isFree || parts.allSatisfy(Self.isPart) else { return nil }
    path = parts.joined(separator: "/")
  }

  private static func isReserved(_ top: Substring) -> Bool {
    reserved.contains(top) || top.hasPrefix("sitemap-") && top.hasSuffix(".xml")
  }

  private static func isPart(_ part: Substring) -> Bool {
    !part.isEmpty && !part.hasPrefix(".") && part.utf8.count <= 200
  }
}
