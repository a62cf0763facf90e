import Forum
import Theme

/// `/_headers`: response headers for hosts that read such a file (Netlify, Cloudflare Pages).
///
/// Strict-Transport-Security (RFC 6797) is left out, because it applies to the whole host, and
/// only its owner can decide that.
struct HeadersFile {
  let urls: SiteRoutes
  let assets: PublishedAssets

  private static let allPaths = [
    "Content-Security-Policy: \(ContentSecurityPolicy.header)",
    "X-Content-Type-Options: nosniff",
    "Referrer-Policy: same-origin",
    "Permissions-Policy: camera=(), microphone=(), geolocation=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy: same-origin",
  ]

  /// Headers of assets whose names contain a fingerprint of their bytes.
  private static let immutable = ["Cache-Control: public, max-age=31536000, immutable"]
  private static let feed = ["Content-Type: application/atom+xml; charset=utf-8"]

  var text: String {
    rule("*", Self.allPaths)
      + assets.copies.filter(\.isContentHashed).map { rule($0.path, Self.immutable) }.joined()
      + ["feed.xml", "boards/:board/feed.xml", "tags/:tag/feed.xml"]
      .map { rule($0, Self.feed) }.joined()
  }

  private func rule(_ path: String, _ headers: [String]) -> String {
    "\(urls.url(path))\n" + headers.map { "  \($0)\n" }.joined()
  }
}
