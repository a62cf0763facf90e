import Diagnostics
import Foundation
import Testing

/// Generated files for programs: robots.txt, security.txt and `_headers`.
@Suite struct AuxiliaryFileTests {
  private static let contact =
    Community.settings.replacing("/forum", with: "") + "security_contact: mailto:s@example.org\n"

  @Test func robotsFileNamesTheSitemapAndDisallowsTheSearch() throws {
    #expect(
      try Community([:]).build().html("robots.txt") == """
        User-agent: *
        Disallow: /forum/search/

        Sitemap: https://community.example.org/forum/sitemap.xml

        """)
  }

  @Test(arguments: [
    ("2026-01-01", "2027"), ("2026-11-20", "2027"), ("2026-12-31", "2027"), ("2027-01-01", "2028"),
  ])
  func securityContactExpiresAtTheEndOfTheNextYear(day: String, year: String) throws {
    let site = try Community(["forum.yml": Self.contact + "language: cy\n"]).build(now: day)
    #expect(site.diagnostics.isEmpty)
    #expect(
      try site.html(".well-known/security.txt") == """
        Contact: mailto:s@example.org
        Expires: \(year)-12-31T23:59:59Z
        Preferred-Languages: cy
        Canonical: https://community.example.org/.well-known/security.txt

        """)
  }

  @Test func withoutAContactThereIsNoSecurityFile() throws {
    let site = try Community([:]).build()
    #expect(site.diagnostics.isEmpty)
    #expect(site.files[".well-known/security.txt"] == nil)
  }

  @Test func aContactThatIsNoURLIsRefused() throws {
    for attack in AttackStrings.all + ["a", "a@b\nExpires: 1999"] {
      for text in [attack, "mailto:\(attack)", "https://e.org/\(attack)"] {
        let settings = Self.contact.replacing("mailto:s@example.org", with: yaml(text))
        let site = try Community(["forum.yml": settings]).build()
        guard let file = site.files[".well-known/security.txt"] else { continue }
        let lines = String(decoding: file, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 4 && lines[0] == "Contact: \(text)")
        #expect(file.allSatisfy { $0 == 0x0A || (0x20...0x7E).contains($0) })
      }
    }
  }

  /// A base URL from the command line may be for a trial deployment, so its path causes no warning.
  @Test func aPathFromTheCommandLineCausesNoWarning() throws {
    let community = try Community(["forum.yml": Self.contact])
    #expect(try community.build(baseURL: "https://example.org/a/forum").diagnostics.isEmpty)
    let settings = Self.contact.replacing("example.org\n", with: "example.org/forum\n")
    try community.put(settings, at: "forum.yml")
    let site = try community.build()
    #expect(site.diagnostics.map(\.id) == ["unread-security-contact"])
    #expect(try community.build(baseURL: "https://example.org").diagnostics.isEmpty)
  }

  @Test func headersFileHasTheResponseHeaders() throws {
    let site = try Community([:]).build()
    let headers = try site.html("_headers")
    let assets = site.files.keys.filter { $0.hasPrefix("assets/") }
    #expect(assets.count > 1)
    for asset in assets {
      #expect(
        headers.contains(
          "/forum/\(asset)\n  Cache-Control: public, max-age=31536000, immutable\n"))
    }
    for line in [
      "/forum/*", "  X-Content-Type-Options: nosniff", "  Referrer-Policy: same-origin",
      "/forum/boards/:board/feed.xml", "  Content-Type: application/atom+xml; charset=utf-8",
    ] { #expect(headers.contains("\(line)\n")) }
    let policy = headers.split(separator: "\n").first { $0.contains("Content-Security-Policy") }
    #expect(policy?.contains("default-src 'none';") == true)
    #expect(policy?.contains("frame-ancestors 'none'") == true)
    #expect(policy?.contains("unsafe") == false)
  }
}
