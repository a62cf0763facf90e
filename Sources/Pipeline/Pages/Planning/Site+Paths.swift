import Content
import Forum
import Mustache
import Theme

extension SiteViews {
  /// Returns the root-relative URL of the subject's first page and the number of the page, if
  /// search engines should index it. Nil for files that are in no sitemap.
  func indexedURL(of subject: PageSubject) -> (first: String, page: Int)? {
    switch subject {
    case .home: return (forum.urls.home, 1)
    case .board(let index, let isByStart, let page):
      return (forum.boards[index].url + (isByStart ? "started/" : ""), page)
    case .thread(let index, let page): return (forum.threads[index].url, page)
    case .member(let index, let page): return (forum.members[index].url ?? "", page)
    case .members(let page): return (forum.urls.members, page)
    case .tag(let index, let page): return (forum.tags[index].url, page)
    case .tags(let page): return (forum.urls.tags, page)
    case .page(let index): return (forum.pages[index].url, 1)
    case .glossary: return (forum.urls.url("glossary/"), 1)
    case .search: return (forum.urls.search, 1)
    case .resourceList: return (forum.urls.url("loads/"), 1)
    case .redirect, .notFound, .feed, .sitemap, .robots, .securityContact, .headers, .asset,
      .staticFile:
      return nil
    }
  }
}

extension Site {
  /// Appends the path of a file below the publish folder.
  func appendPath(of subject: PageSubject, to output: inout [UInt8]) {
    let forum = views.forum
    if let (first, page) = views.indexedURL(of: subject) {
      appendFolder(first, to: &output)
      if page > 1 { appendPageSuffix(page, to: &output) }
      appendUTF8("index.html", to: &output)
      return
    }
    switch subject {
    case .notFound: appendUTF8("404.html", to: &output)
    case .redirect(let index):
      appendUTF8(forum.redirects[index].path, to: &output)
      if !forum.redirects[index].isFile { appendUTF8("/index.html", to: &output) }
    case .feed(let scope):
      appendFolder(views.pageURL(of: scope), to: &output)
      appendUTF8("feed.xml", to: &output)
    case .sitemap(let number):
      appendUTF8(number == 0 ? "sitemap.xml" : "sitemap-\(number).xml", to: &output)
    case .robots: appendUTF8("robots.txt", to: &output)
    case .securityContact: appendUTF8(".well-known/security.txt", to: &output)
    case .headers: appendUTF8("_headers", to: &output)
    case .asset(let index): appendUTF8(assets.copies[index].path, to: &output)
    case .staticFile(let index): appendUTF8(staticFiles[index].path, to: &output)
    default: break
    }
  }

  /// Appends the folder of a root-relative URL. Percent-encoding is undone, because a host
  /// decodes a URL before it looks for the file.
  private func appendFolder(_ url: String, to output: inout [UInt8]) {
    let path = url.utf8.dropFirst(views.forum.urls.basePath.utf8.count + 1)
    let isPlain = path.withContiguousStorageIfAvailable { path in
      if path.contains(UInt8(ascii: "%")) { return false }
      output.append(contentsOf: path)
      return true
    }
    if isPlain != true { appendUTF8(percentDecoded(String(Substring(path))) ?? "", to: &output) }
  }
}

/// Appends the part of a later page's URL that follows the URL of the first page.
func appendPageSuffix(_ page: Int, to output: inout [UInt8]) {
  appendUTF8("page/", to: &output)
  appendDecimal(page, to: &output)
  appendUTF8("/", to: &output)
}
