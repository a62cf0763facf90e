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
    let isIndex = number == 0 && site.sitemap.indexedFileCount > 0
    let name = isIndex ? "sitemapindex" : "urlset"
    appendUTF8(#"<?xml version="1.0" encoding="utf-8"?>"#, to: &output)
    appendUTF8(
      "\n<\(name) xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n", to: &output)
    if isIndex { appendIndexEntries(to: &output) }
    for run in site.sitemap[number] { append(run, to: &output) }
    appendUTF8("</\(name)>\n", to: &output)
  }
}

extension SitemapXML {
  private func appendIndexEntries(to output: inout [UInt8]) {
    for number in 1...site.sitemap.indexedFileCount {
      appendUTF8("<sitemap><loc>", to: &output)
      let url = forum.urls.url("sitemap-\(number).xml")
      appendXML(forum.settings.url.absolute(url), to: &output)
      appendUTF8("</loc></sitemap>\n", to: &output)
    }
  }

  private func append(_ run: Sitemap.PageRun, to output: inout [UInt8]) {
    guard let first = site.views.indexedURL(of: run.subject)?.first else { return }
    for page in run.pages {
      appendUTF8("<url><loc>", to: &output)
      appendXML(forum.settings.url.origin, to: &output)
      appendXML(first, to: &output)
      if page > 1 { appendPageSuffix(page, to: &output) }
      appendUTF8("</loc>", to: &output)
      if let date = lastChange(of: run.subject, page) {
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
    let pagePosts = posts[forum.posts(onPage: page, of: posts.count)]
    return pagePosts.contains(where: \.hasRareKeys) ? nil : pagePosts.lazy.map(\.date).max()
  }
}
