import Content
import Forum

/// `/robots.txt` (RFC 9309): everything may be found; only answers of the search are not worth it.
struct RobotsFile {
  let site: SiteURL
  let urls: SiteURLs

  var text: String {
    """
    User-agent: *
    Disallow: \(urls.url("search/"))

    Sitemap: \(site.absolute(urls.url("sitemap.xml")))

    """
  }
}
