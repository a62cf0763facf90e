import Foundation
import Testing

/// The sitemap, and the sitemap index of a large site.
@Suite struct SitemapTests {
  private func urls(_ site: BuiltSite, _ path: String = "sitemap.xml") throws -> [String] {
    let map = try site.xml(path)
    #expect(map.name == "urlset")
    #expect(map.namespace == "http://www.sitemaps.org/schemas/sitemap/0.9")
    return map.children.compactMap { $0.text("loc") }
  }

  /// Returns the canonical URLs of all pages except redirects and the "not found" page.
  private func canonicalURLs(_ site: BuiltSite) throws -> [String] {
    try site.pages.compactMap { path, html in
      let elements = try HTMLPage(html).elements
      if path == "404.html" || elements.contains(where: { $0["http-equiv"] == "refresh" }) {
        return nil
      }
      return elements.first { $0["rel"] == "canonical" }?["href"]
    }
  }

  @Test func theSitemapHasAllCanonicalURLs() throws {
    for sample in [SampleTests.atRoot, SampleTests.belowPath] {
      let site = try sample.get()
      #expect(try urls(site).sorted() == canonicalURLs(site).sorted())
    }
  }

  @Test func aThreadsPageHasTheDateOfItsNewestPost() throws {
    let replies = (2...21).map { reply(date: "2026-02-\($0 < 10 ? "0" : "")\($0)T10:00") }.joined()
    let site = try Community([
      "boards/b/t.md": thread() + replies, "boards/b/u.md": thread(date: "2026-07-05"),
      "boards/b/e.md": thread() + reply(head: "edited: 2026-02-03\n"),
    ]).build()
    let dates = Dictionary(
      uniqueKeysWithValues: try site.xml("sitemap.xml").children.map {
        (
          ($0.text("loc") ?? "").dropFirst("https://community.example.org/forum/".count),
          $0.text("lastmod")
        )
      })
    #expect(dates["boards/b/t/"] == "2026-02-20T10:00:00+00:00")
    #expect(dates["boards/b/t/page/2/"] == "2026-02-21T10:00:00+00:00")
    #expect(dates["boards/b/u/"] == "2026-07-05")
    #expect(dates["boards/b/e/"] == .some(nil), "an edited post has a later date than its own")
    #expect(dates["boards/b/"] == .some(nil) && dates[""] == .some(nil))
  }

  private static let manyThreads: [String: String] = Dictionary(
    uniqueKeysWithValues: (1...80).map {
      ("boards/b/t\($0).md", thread(author: "Member \($0)", head: "tags: [x\($0 % 9)]\n"))
    })

  private func indexedFiles(_ site: BuiltSite) throws -> [String] {
    let index = try site.xml("sitemap.xml")
    #expect(index.name == "sitemapindex")
    return index.all("sitemap").compactMap { $0.text("loc") }
      .map { String($0.dropFirst("https://community.example.org/forum/".count)) }
  }

  @Test func aboveTheLimitTheSitemapIsAnIndex() throws {
    let site = try Community(Self.manyThreads).build(maximumURLsPerSitemap: 40)
    let paths = try indexedFiles(site)
    #expect(paths.count > 5 && paths == (1...paths.count).map { "sitemap-\($0).xml" })
    #expect(Set(paths) == Set(site.files.keys.filter { $0.hasPrefix("sitemap-") }))
    var all: [String] = []
    for path in paths {
      let found = try urls(site, path)
      #expect((1...40).contains(found.count))
      all += found
    }
    #expect(try all.sorted() == canonicalURLs(site).sorted())
  }

  @Test func atTheLimitTheSitemapIsOneFile() throws {
    let count = try urls(Community(Self.manyThreads).build()).count
    let site = try Community(Self.manyThreads).build(maximumURLsPerSitemap: count)
    #expect(try urls(site).count == count)
    #expect(site.files["sitemap-1.xml"] == nil)
    #expect(
      try indexedFiles(Community(Self.manyThreads).build(maximumURLsPerSitemap: count - 1)).count
        > 1)
  }

  @Test func aReplyAndANewThreadChangeOneFileEach() throws {
    let community = try Community(Self.manyThreads)
    var before = try community.build(maximumURLsPerSitemap: 40)
    let changes = [
      ("boards/b/t7.md", try #require(Self.manyThreads["boards/b/t7.md"]) + reply("Member 3")),
      ("boards/b/t0.md", thread(author: "Member 3")),
    ]
    for (path, text) in changes {
      try community.put(text, at: path)
      let after = try community.build(maximumURLsPerSitemap: 40)
      let changed = after.files.filter {
        $0.key.hasPrefix("sitemap") && before.files[$0.key] != $0.value
      }
      #expect(changed.count == 1, "\(changed.keys)")
      before = after
    }
  }
}
