/// Names in URLs that the site uses itself. Nothing in the content may take them.
package enum ReservedNames {
  /// Folders and files at the top of the site. An alias may not begin with one of them.
  private static let generated: Set<Substring> = [
    "assets", "static", "search", "loads", "glossary", "sitemap.xml", "robots.txt", "404.html",
    ".well-known", "_headers",
  ]
  /// Folders at the top whose contents the forum's boards, members and tags decide. An alias may be
  /// inside them, but no page may have their names.
  private static let lists: Set<Substring> = ["boards", "members", "tags"]
  /// File names that the site uses in every folder.
  private static let inEveryFolder: Set<Substring> = ["index.html", "feed.xml"]
  /// Slugs that a board's own pages use.
  private static let inBoards: Set<Substring> = ["page", "started"]

  package static func contains(pageSlug slug: Slug) -> Bool {
    let name = Substring(slug.description)
    return generated.contains(name) || lists.contains(name)
  }

  package static func contains(threadSlug slug: Slug) -> Bool {
    inBoards.contains(Substring(slug.description))
  }

  /// `segments`: a path below the URL of the forum.
  package static func contains(aliasSegments segments: [Substring]) -> Bool {
    guard let first = segments.first else { return false }
    let isSitemapPart = first.hasPrefix("sitemap-") && first.hasSuffix(".xml")
    return generated.contains(first) || isSitemapPart
      || segments.contains(where: inEveryFolder.contains)
  }
}
