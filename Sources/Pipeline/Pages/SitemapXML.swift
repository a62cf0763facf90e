import Content
import Forum
import Localisation
import Mustache
import Survey

/// Contents of a sitemap file, by the schema of sitemaps.org.
struct SitemapXML {
  let site: Site
  /// Number of the file. 0 is `/sitemap.xml`.
  let number: Int

  private var forum: Forum { site.views.forum }

  func append(to output: inout [UInt8]) {
    let isIndex = number == 0 && site.sitemap.partCount > 0
    let name = isIndex ? "sitemapindex" : "urlset"
    appendUTF8(#"<?xml version="1.0" encoding="utf-8"?>"#, to: &output)
    appendUTF8(
      "\n<\(name) xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n", to: &output)
    if isIndex { appendParts(to: &output) }
    for stretch in site.sitemap[number] { append(stretch, to: &output) }
    appendUTF8("</\(name)>\n", to: &output)
  }
}

extension SitemapXML {
  private func appendParts(to output: inout [UInt8]) {
    for part in 1...site.sitemap.partCount {
      appendUTF8("<sitemap><loc>", to: &output)
      let url = forum.urls.url("sitemap-\(part).xml")
      appendXML(forum.settings.url.absolute(url), to: &output)
      appendUTF8("</loc></sitemap>\n", to: &output)
    }
  }

  private func append(_ stretch: Sitemap.Stretch, to output: inout [UInt8]) {
    guard let first = site.views.indexedURL(of: stretch.subject)?.first else { return }
    for page in stretch.pages {
      appendUTF8("<url><loc>", to: &output)
      appendXML(forum.settings.url.origin, to: &output)
      appendXML(first, to: &output)
      if page > 1 { appendLaterPage(page, to: &output) }
      appendUTF8("</loc>", to: &output)
      if let date = lastChange(of: stretch.subject, page) {
        appendUTF8("<lastmod>", to: &output)
        date.appendISO8601(to: &output)
        appendUTF8("</lastmod>", to: &output)
      }
      appendUTF8("</url>\n", to: &output)
    }
  }

  /// Returns the date of the newest post on a thread's page. Nil for lists, because they change
  /// with every thread on them. Also nil if a post has rare keys, because one of them may be a
  /// later date of editing.
  private func lastChange(of subject: PageSubject, _ page: Int) -> PostDate? {
    guard case .thread(let index, _) = subject else { return nil }
    let posts = forum.threads[index].posts.summaries
    let shown = posts[forum.posts(onPage: page, of: posts.count)]
    return shown.contains(where: \.hasRareKeys) ? nil : shown.lazy.map(\.date).max()
  }
}
