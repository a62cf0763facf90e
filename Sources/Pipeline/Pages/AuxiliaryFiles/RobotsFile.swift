import Content
import Forum

/// `/robots.txt` (RFC 9309): crawlers may read everything except the search.
struct RobotsFile {
  let site: BaseURL
  let urls: SiteRoutes

  var text: String {
    """
    User-agent: *
    Disallow: \(urls.url("search/"))

    Sitemap: \(site.absolute(urls.url("sitemap.xml")))

    """
  }
}
