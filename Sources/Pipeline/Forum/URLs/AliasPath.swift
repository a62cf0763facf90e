import Content

/// An earlier path of a page, relative to the forum's URL, without leading or trailing slash.
struct AliasPath {
  /// First path segments that the site uses itself.
  private static let reservedNames: Set<Substring> = [
    "assets", "static", "search", "loads", "glossary", "sitemap.xml", "robots.txt", "404.html",
    ".well-known", "_headers",
  ]
  /// File names that the site uses in any folder.
  private static let reservedFiles: Set<Substring> = ["index.html", "feed.xml"]

  let path: String
  /// False if the site uses the path itself. Such a path is not validated further.
  let isFree: Bool

  init?(_ text: String) {
    guard let decoded = percentDecoded(text), !decoded.hasPrefix("//"),
      !decoded.contains(where: { "?#\\".contains($0) })
    else { return nil }
    var segments = decoded.split(separator: "/", omittingEmptySubsequences: false)
    if segments.first?.isEmpty == true { segments.removeFirst() }
    if segments.last?.isEmpty == true { segments.removeLast() }
    if segments.last == "index.html" { segments.removeLast() }
    guard let first = segments.first else { return nil }
    isFree = !Self.isReserved(first) && !segments.contains(where: Self.reservedFiles.contains)
    guard !isFree || segments.allSatisfy(Self.isValidSegment) else { return nil }
    path = segments.joined(separator: "/")
  }

  private static func isReserved(_ first: Substring) -> Bool {
    reservedNames.contains(first) || first.hasPrefix("sitemap-") && first.hasSuffix(".xml")
  }

  private static func isValidSegment(_ segment: Substring) -> Bool {
    !segment.isEmpty && !segment.hasPrefix(".") && segment.utf8.count <= 200
  }
}
