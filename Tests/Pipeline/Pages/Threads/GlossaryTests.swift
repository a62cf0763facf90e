import Foundation
import Testing

/// Terms explained in posts, and the glossary page.
@Suite struct GlossaryTests {
  private static let glossary = """
    - {term: seroma, means: "A collection of fluid, says Marmalade Jane.", also: [seromas]}
    - {term: ER, means: Oestrogen receptor.}
    - {term: Émigré, means: Somebody who left.}
    - {term: lymph node, means: A small gland., also: [lymph nodes, lymph gland]}
    - {term: er, means: A pause.}
    - {term: 5-FU, means: A medicine.}
    - {term: "+ve", means: Positive.}
    - {term: élan, means: Vigour.}

    """

  private static let text = """
    # A seroma heading

    A *Seroma* and `seromas`, [an ER](https://e.org/), [lymph node](javascript:x),
    ![lymph nodes](/static/a.png). Two seromas, ER or er? @Seroma and @Wren; seroma@e.org;
    www.seroma.org. The lymph
    nodes are ER-positive.

        seroma
    """

  private static let site = Result {
    try Community([
      "boards/b/t.md": thread(body: text) + reply(body: "My seroma's gone.")
        + reply(head: "content_note: fluid\n", body: "A seroma, and no more lymph nodes."),
      "boards/b/board.md": "---\ntitle: Board\n---\n\nAbout seromas.\n",
      "pages/p.md": "---\ntitle: Page\n---\n\nAbout seromas.\n", "static/a.png": "x",
      "members.yml":
        "[{name: Marmalade Jane, former: true}, {name: Wren, bio: I had a seroma.}, {name: Seroma}]",
      "glossary.yml": glossary,
    ]).build()
  }

  private func posts() throws -> [HTMLPage.Element] {
    try Self.site.get().page("boards/b/t/index.html").elements(ofClass: "post")
  }

  private func terms(in element: HTMLPage.Element) -> [String] {
    element.elements(ofClass: "term").map(\.text)
  }

  @Test func eachTermIsExplainedAtItsFirstUseInAPost() throws {
    let posts = try posts()
    #expect(terms(in: posts[0]) == ["Seroma", "ER", "er", "lymph\nnodes"])
    #expect(terms(in: posts[1]) == ["seroma"])
    #expect(terms(in: posts[2]) == ["seroma", "lymph nodes"], "folded under a note")
  }

  @Test func termMeaningAndCloseLinkReferToEachOther() throws {
    let post = try posts()[0]
    let terms = post.elements(ofClass: "term")
    let meanings = post.elements(ofClass: "meaning")
    let closes = post.elements(ofClass: "close")
    #expect(terms.count == 4 && meanings.count == 4 && closes.count == 4)
    for (index, (term, (meaning, close))) in zip(terms, zip(meanings, closes)).enumerated() {
      #expect(term["id"] == "t-1-\(index + 1)" && meaning["id"] == "m-1-\(index + 1)")
      #expect(term["href"] == "#m-1-\(index + 1)" && term["aria-describedby"] == meaning["id"])
      #expect(close["href"] == "#t-1-\(index + 1)" && close.text == " Close")
    }
    #expect(meanings[1].text == " (Oestrogen receptor.)")
    let html = try Self.site.get().html("boards/b/t/index.html")
    #expect(html.contains("</a>'s<span class=\"meaning\" id=\"m-2-1\">"))
  }

  @Test func noMeaningNamesAFormerMember() throws {
    #expect(
      try posts()[1].elements(ofClass: "meaning")[0].text
        == " (A collection of fluid, says Former member.)")
    #expect(try !Self.site.get().html("glossary/index.html").contains("Marmalade"))
  }

  @Test func termsAreExplainedInPostsOnly() throws {
    for (path, html) in try Self.site.get().pages where path != "boards/b/t/index.html" {
      #expect(!html.contains("class=\"term\""), "\(path)")
    }
  }

  @Test func noExcerptContainsAMeaning() throws {
    let page = try Self.site.get().page("boards/b/t/index.html")
    let heads = page.elements.filter { $0.name == "meta" || $0.name == "script" }
    #expect(heads.contains { ($0["content"] ?? "").contains("Two seromas") })
    #expect(heads.allSatisfy { !(($0["content"] ?? "") + $0.text).contains("Oestrogen receptor") })
  }

  @Test func theGlossaryPageIsSortedAlphabetically() throws {
    let page = try Self.site.get().page("glossary/index.html")
    let links = page.elements(ofClass: "letters")[0].elements(named: "a")
    #expect(links.map(\.text) == ["0–9", "E", "L", "S", "V"])
    #expect(
      links.map { $0["href"] } == ["0-9", "e", "l", "s", "v"].map { "#letter-\($0)" })
    let headings = page.elements(ofClass: "glossary").map { $0.elements(named: "h2")[0] }
    #expect(headings.map { "#\($0["id"] ?? "")" } == links.map { $0["href"] })
    let terms = page.elements(ofClass: "glossary").map { $0.elements(named: "dt").map(\.text) }
    #expect(
      terms == [
        ["5-FU"], ["élan", "Émigré", "ER", "er"],
        ["lymph node Also: lymph nodes, lymph gland"], ["seroma Also: seromas"], ["+ve"],
      ])
  }

  @Test func eachTermOfTheGlossaryCanBeLinkedTo() throws {
    let site = try Self.site.get()
    let ids = try site.page("glossary/index.html").root.elements(named: "dt").map { $0["id"] ?? "" }
    #expect(ids.contains("term-seroma") && ids.contains("term-lymph-node"))
    #expect(ids.contains("term-er") && ids.contains("term-er~2") && ids.contains("term-élan"))
    #expect(Set(ids).count == 8)
  }

  @Test func everyPageFollowsTheRules() throws {
    for (path, html) in try Self.site.get().pages {
      let violations = PageRules(site: "https://community.example.org/forum").violations(of: html)
      #expect(violations.isEmpty, "\(path)")
    }
    #expect(try LinkChecker(Self.site.get(), prefix: "/forum").brokenLinks() == [])
  }

  @Test func noTermsIDContainsTheNameOfAFormerMember() throws {
    let site = try Community([
      "boards/b/t.md": thread(body: "A marmalade+jane."),
      "members.yml": "[{name: Marmalade Jane, former: true}]",
      "glossary.yml": "[{term: marmalade+jane, means: x}, {term: Marmalade Jane, means: y}]",
    ]).build()
    let ids = try site.page("glossary/index.html").root.elements(named: "dt").map { $0["id"] }
    #expect(Set(ids) == ["term-former-member", "term-former-member~2"])
  }

  @Test func aForumWithoutAGlossaryHasNoGlossaryPage() throws {
    let site = try Community(["boards/b/t.md": thread(body: "A seroma.")]).build()
    #expect(site.files["glossary/index.html"] == nil)
    #expect(site.pages.allSatisfy { !$0.html.contains("class=\"term\"") })
  }
}

/// Terms in the sample community.
@Suite struct SampleGlossaryTests {
  @Test func aPostExplainsATermAtMostOnce() throws {
    var count = 0
    for (path, html) in try SampleTests.atRoot.get().pages where html.contains("class=\"term\"") {
      for post in try HTMLPage(html).elements(ofClass: "post") {
        let meanings = post.elements(ofClass: "meaning").map(\.text)
        #expect(Set(meanings).count == meanings.count, "\(path)")
        count += meanings.count
        for link in post.elements(named: "a") where !link.classes.contains("term") {
          #expect(link.elements(ofClass: "term").isEmpty, "\(path)")
        }
      }
    }
    #expect(count > 60)
  }
}
