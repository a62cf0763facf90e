import Testing

/// Metadata of pages: breadcrumbs, the community, Open Graph.
@Suite struct PageMetadataTests {
  private static let url = "https://community.example.org/forum/"
  private static let site = Result {
    try Community([
      "forum.yml": Community.settings + "  closures: [{date: 2026-12-25, reason: Day}]\n"
        + "description: Founded by Marmalade Jane\nlanguage: en-GB\nthreads_per_page: 1\n",
      "members.yml": "[{name: Marmalade Jane, former: true}]",
      "boards/b/t.md": thread(author: "Wren", head: "tags: [a]\n", body: "It *went* well."),
      "boards/b/u.md": thread(head: "aliases: [old]\ncontent_note: loss\n", body: "Not so well."),
      "pages/p.md": "---\ntitle: Privacy\ndescription: What we keep\n---\n",
    ]).build()
  }

  private func page(_ path: String) throws -> HTMLPage {
    try Self.site.get().page(path + "index.html")
  }

  @Test(arguments: [
    ("boards/b/t/", ["Home", "Board", "A thread"], ["", "boards/b/"]),
    ("boards/b/page/2/", ["Home", "Board"], [""]),
    ("members/wren/", ["Home", "Members", "Wren"], ["", "members/"]),
    ("tags/a/", ["Home", "Tags", "a"], ["", "tags/"]), ("p/", ["Home", "Privacy"], [""]),
    ("members/", ["Home", "Members"], [""]),
  ])
  func theBreadcrumbDataMatchTheVisibleBreadcrumb(
    _ path: String, _ names: [String], _ urls: [String]
  ) throws {
    let page = try page(path)
    let list = try page.structuredData("BreadcrumbList")?["itemListElement"] as? [[String: Any]]
    let items = try #require(list)
    #expect(items.map { $0["name"] as? String } == names)
    #expect(items.compactMap { $0["item"] as? String } == urls.map { Self.url + $0 })
    #expect(items.map { $0["position"] as? Int } == Array(1...names.count))
    let seen = page.elements(ofClass: "breadcrumb").flatMap { $0.elements(named: "a") }
    #expect(seen.map(\.text) == names.dropLast())
    #expect(seen.map { $0["href"] } == urls.map { "/forum/" + $0 })
  }

  @Test func theHomePageHasTheHelplineAsContactPoint() throws {
    let site = try #require(try page("").structuredData("WebSite"))
    #expect(site["url"] as? String == Self.url)
    #expect(site["description"] as? String == "Founded by Former member")
    let publisher = try #require(site["publisher"] as? [String: Any])
    let contact = try #require(publisher["contactPoint"] as? [String: Any])
    #expect(contact["telephone"] as? String == "08081570000")
    #expect(contact["name"] as? String == "Example Helpline")
    let hours = try #require(contact["hoursAvailable"] as? [[String: Any]])
    #expect(hours[0]["dayOfWeek"] as? [String] == days("Monday Tuesday Wednesday Thursday Friday"))
    #expect(hours.map { $0["opens"] as? String } == ["09:00", "00:00"])
    #expect(hours.map { $0["closes"] as? String } == ["16:00", "00:00"])
    #expect(hours.map { $0["validFrom"] as? String } == [nil, "2026-12-25"])
  }

  private func days(_ names: String) -> [String] {
    names.split(separator: " ").map { "https://schema.org/\($0)" }
  }

  @Test(arguments: [
    ("", "website", "Example Community", "Founded by Former member"),
    ("boards/b/t/", "article", "A thread", "It went well."),
    ("boards/b/u/", "article", "A thread", nil), ("members/wren/", "profile", "Wren", nil),
    ("boards/b/page/2/", "website", "Board, page 2", nil),
    ("p/", "website", "Privacy", "What we keep"),
  ])
  func openGraphDescribesThePage(
    _ path: String, _ type: String, _ title: String, _ description: String?
  ) throws {
    let page = try page(path)
    var expected = [
      "og:type": type, "og:title": title, "og:url": Self.url + path, "og:locale": "en_GB",
      "og:site_name": "Example Community", "twitter:card": "summary",
    ]
    expected["og:description"] = description
    #expect(page.openGraph == expected)
    #expect(page.elements.first { $0["rel"] == "canonical" }?["href"] == Self.url + path)
  }

  @Test func redirectsAndTheNotFoundPageHaveNoMetadata() throws {
    for page in [try page("old/"), try Self.site.get().page("404.html")] {
      #expect(page.openGraph.isEmpty)
      #expect(try page.structuredData().isEmpty)
    }
  }

  @Test(arguments: [("en", nil), ("cy", nil), ("de-AT", "de_AT"), ("zh-Hant-tw", "zh_TW")])
  func onlyALanguageWithACountryIsALocale(_ language: String, _ locale: String?) throws {
    let settings = Community.settings + "language: \(language)\n"
    let site = try Community(["forum.yml": settings, "boards/b/t.md": thread()]).build()
    #expect(try site.page("index.html").openGraph["og:locale"] == locale)
  }
}
