import Foundation
import Testing

/// Removal of former members' names from all published files.
@Suite struct FormerMemberTests {
  private static let body = """
    Thank you @Marmalade Jane, @"marmalade jane" and MARMALADE JANE. Marmalade
    Jane's list, *marmalade jane*, `Marmalade Jane`, **Marmalade&#32;Jane**, Marmalade&nbsp;Jane,
    Marmalade  Jane, [Marmalade Jane](https://e.org/marmalade%20jane "by Marmalade Jane"),
    [her page](https://e.org/Marmalade-Jane/), ![marmalade jane](https://e.org/x/marmalade_jane.png),
    https://e.org/marmalade-jane and <https://e.org/?q=marmalade+jane>.

    > Marmalade Jane wrote: hello
    >
    > — Marmalade Jane

    # Marmalade Jane

    ```marmalade jane
    marmalade jane
    ```

    <b title="Marmalade Jane">Marmalade Jane</b>

    Rose wrote about a rose and Rosemary; Rose's dog, @Rose, ROSES.
    """

  private static let site = Result {
    let text =
      thread(
        author: "Marmalade Jane", head: "tags: [hope]\n", body: body)
      + reply("Rose", head: "subject: For Marmalade Jane and Rose\n", body: body)
      + reply("Wren", head: "content_note: about marmalade jane\n", body: body)
      + reply("Marmalade Jane", head: "removed: Marmalade Jane asked\n", body: body)
    return try Community([
      "boards/b/t.md": text, "boards/b/u.md": thread(author: "Rose", body: body),
      "boards/b/board.md":
        "---\ntitle: Board\ndescription: Begun by Marmalade Jane\ncategory: marmalade jane's\n---\n\n"
        + body,
      "pages/p.md": "---\ntitle: Page\ndescription: By Marmalade Jane\n---\n\n" + body,
      "glossary.yml": "[{term: MJ, means: what Marmalade Jane says, also: [marmalade jane]}]",
      "members.yml": """
      - {name: Marmalade Jane, role: nurse, joined: 2020-01-01, bio: I am Marmalade Jane, former: true}
      - {name: Rose, former: true}
      - {name: Wren, bio: A friend of Marmalade Jane}

      """,
      "forum.yml": Community.settings.replacing("Nothing", with: "Marmalade Jane says nothing")
        + "  note: Ask for Marmalade Jane\n  closures: [{date: 2026-12-01, reason: marmalade jane}]\n"
        + "description: Founded by Marmalade Jane\nother_support: [{name: N, note: Marmalade  Jane}]\n"
        + "roles: {nurse: {label: Nurse, official: true}}\n",
    ]).build()
  }

  /// Returns the page in the forms in which a reader, a search engine or `grep` could find a name.
  private static func forms(of html: String) -> [String] {
    let text = (html.removingPercentEncoding ?? html).lowercased()
    let plain = text.replacing("&#39;", with: "'").replacing("&nbsp;", with: " ")
    let spaced = plain.replacing(#/[\s\u{A0}_+\-]+/#, with: " ")
    return [text, plain, spaced]
  }

  @Test func aNameWithASpaceIsInNoFile() throws {
    let site = try Self.site.get()
    #expect(site.pages.count > 8, "\(site.errors)")
    for (path, data) in site.files {
      let html = String(decoding: data, as: UTF8.self)
      for form in Self.forms(of: html) {
        let found = form.firstRange(of: "marmalade jane")
        let around = found.map { form[..<$0.upperBound].suffix(80) }
        #expect(found == nil, "\(path): \(around ?? "")")
      }
    }
    #expect(site.files.keys.allSatisfy { !$0.contains("marmalade") && !$0.contains("rose") })
  }

  @Test func aNameThatIsAWordIsRemovedOnlyWhereItIsCapitalised() throws {
    let site = try Self.site.get()
    for (path, data) in site.files {
      let html = String(decoding: data, as: UTF8.self)
      let words = html.split { !$0.isLetter && !$0.isNumber }
      #expect(!words.contains("Rose"), "\(path)")
    }
    let html = try site.html("boards/b/u/index.html")
    #expect(html.contains("a rose and Rosemary") && html.contains("ROSES"))
  }

  @Test func postsOfFormerMembersStayWithoutTheName() throws {
    let posts = try Self.site.get().page("boards/b/t/index.html").elements(ofClass: "post")
    let authors = posts.map { $0.elements(ofClass: "post-author").first }
    #expect(authors.map { $0?.text } == ["Former member", "Former member", "Wren", nil])
    #expect(authors[0]?.elements(named: "a").isEmpty == true)
    #expect(posts[0].elements(ofClass: "role").isEmpty)
    #expect(!posts[0].classes.contains("post-official"))
    #expect(
      posts[1].elements(ofClass: "post-subject")[0].text == "For Former member and Former member")
    let data = try Self.site.get().page("boards/b/t/index.html").elements.first {
      $0.name == "script"
    }
    #expect(data?.text.contains("\"name\":\"Former member\"") == true)
  }
}
