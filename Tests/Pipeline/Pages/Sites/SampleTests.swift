import Foundation
import PipelineFixtures
import Testing

/// Checks of the whole site that is built from the sample community in `content/`.
@Suite struct SampleTests {
  static let atRoot = Result { try build(baseURL: nil) }
  static let belowPath = Result { try build(baseURL: "https://example.org/a/forum") }

  private static func build(baseURL: String?) throws -> BuiltSite {
    try Community([:]).build(content: "\(repository)/content", baseURL: baseURL)
  }

  private var site: BuiltSite { get throws { try Self.atRoot.get() } }

  private func threadPages() throws -> [(path: String, page: HTMLPage)] {
    try site.pages.map { ($0.path, try HTMLPage($0.html)) }
      .filter { $0.1.elements.contains { $0.name == "article" } }
  }

  @Test func isPublishedWithoutErrors() throws {
    #expect(try site.errors.isEmpty)
    #expect(try site.pages.count > 150)
  }

  @Test func everyPageFollowsTheRules() throws {
    for (sample, url) in [
      (Self.atRoot, "https://community.example.org"),
      (Self.belowPath, "https://example.org/a/forum"),
    ] {
      for (path, html) in try sample.get().pages {
        #expect(PageRules(site: url).violations(of: html).isEmpty, "\(path)")
      }
    }
  }

  @Test func everyLinkLeadsToAFileAndAnAnchor() throws {
    for (sample, prefix) in [(Self.atRoot, ""), (Self.belowPath, "/a/forum")] {
      let checker = try LinkChecker(sample.get(), prefix: prefix)
      #expect(checker.brokenLinks() == [])
      #expect(checker.linkCount > 5000)
    }
  }

  @Test func canonicalURLsAreAbsoluteAndNameTheirPage() throws {
    for (sample, url) in [
      (Self.atRoot, "https://community.example.org"),
      (Self.belowPath, "https://example.org/a/forum"),
    ] {
      for (path, html) in try sample.get().pages where path != "404.html" {
        let page = try HTMLPage(html)
        let links = page.elements.filter { $0.name == "link" && $0["rel"] == "canonical" }
        #expect(links.count == 1)
        let isRedirect = page.elements.contains { $0["http-equiv"] == "refresh" }
        let own = "\(url)/\(path.dropLast("index.html".count))"
        let canonical = links.first?["href"]?.removingPercentEncoding
        #expect(isRedirect ? canonical != own : canonical == own, "\(path)")
      }
    }
  }

  @Test func thereAreRedirectsAndANotFoundPage() throws {
    #expect(try site.html("forum/7/index.html").contains("url=/boards/surgery/\""))
    #expect(try site.html("404.html").contains("class=\"helpline\""))
  }

  @Test func postsAreArticles() throws {
    let pages = try threadPages()
    #expect(pages.count >= 60)
    for (path, page) in pages {
      for article in page.elements(ofClass: "post") {
        #expect(article.name == "article" && article["id"]?.hasPrefix("post-") == true)
        let time = article.elements(named: "time").first?["datetime"] ?? ""
        let shape = #/\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?/#
        #expect(time.wholeMatch(of: shape) != nil, "\(path): \(time)")
        let isRemoved = article.classes.contains("post-removed")
        #expect(article.elements(ofClass: "post-body").count == (isRemoved ? 0 : 1))
        #expect(article.elements(ofClass: "post-author").count == (isRemoved ? 0 : 1))
        #expect(article.elements(ofClass: "post-subject").count == 1)
      }
    }
  }

  @Test func theSampleHasAllKindsOfPosts() throws {
    let html = try threadPages().map(\.page)
    for name in ["post-removed", "post-official", "post-outdated", "thread-closed", "content-note"]
    {
      #expect(html.contains { !$0.elements(ofClass: name).isEmpty }, "\(name)")
    }
  }

  @Test func threadsHaveStructuredData() throws {
    for (path, page) in try threadPages() {
      let data = try page.structuredData()
      #expect(data.map { $0["@type"] as? String } == ["DiscussionForumPosting", "BreadcrumbList"])
      let object = try #require(data.first, "\(path)")
      #expect(object["headline"] as? String == page.elements.first { $0.name == "h1" }?.text)
    }
  }

  /// Compares the counts on the home page with the published pages.
  @Test func theHomePageCountsPostsAndMembers() throws {
    let posts = try threadPages().reduce(0) { count, page in
      count + page.page.elements(ofClass: "post").count { !$0.classes.contains("post-removed") }
    }
    let members = try site.pages.count {
      $0.path.wholeMatch(of: #/members/[^/]+/index\.html/#) != nil
    }
    let home = try site.page("index.html").elements(ofClass: "counts").first?.text
    #expect(home == "\(posts) posts \(members) members")
    #expect(posts > 300 && members > 40)
  }

  @Test func theHelplineHasItsHoursAndAPhoneLink() throws {
    let helpline = try site.page("index.html").elements(ofClass: "helpline")[0]
    #expect(helpline.text.contains("9am to 4pm"))
    #expect(helpline.text.contains("6pm to midnight"))
    #expect(helpline.elements.contains { $0["href"] == "tel:08081570142" })
  }

  @Test func theHeadingOfAMembersPageIsTheName() throws {
    let page = try site.page("members/fa-do~f3e85420/index.html")
    #expect(page.elements.filter { $0.name == "h1" }.map(\.text) == ["fa_do"])
  }

  @Test func formerMembersAreNamedNowhere() throws {
    for (path, html) in try site.pages {
      let text = (html.removingPercentEncoding ?? html).lowercased()
      #expect(!text.contains("marmalade jane") && !text.contains("marmalade-jane"), "\(path)")
    }
    #expect(try site.files["members/rose/index.html"] == nil)
  }

  @Test func everyThreadLinksToItsTags() throws {
    let linked = try threadPages().count { $0.page.elements.contains { $0["rel"] == "tag" } }
    #expect(linked > 40)
  }
}
