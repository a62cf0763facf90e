import Testing

/// Members who have died: `in_memory: true` in members.yml.
@Suite struct InMemoryTests {
  private static let members = "- {name: Wren, in_memory: true, bio: Small and loud.}\n"
  private static let settings = Community.settings + "ranks: [{posts: 1, label: Newcomer}]\n"

  private func build(_ members: String) throws -> BuiltSite {
    try Community([
      "forum.yml": Self.settings, "members.yml": members, "boards/b/t.md": thread() + reply(),
    ]).build()
  }

  @Test func aMemorialLineReplacesTheRank() throws {
    let site = try build(Self.members)
    let page = try site.page("members/wren/index.html")
    #expect(page.elements(ofClass: "in-memory").count == 1)
    #expect(page.elements(ofClass: "rank").isEmpty)
    #expect(page.elements.first { $0.name == "h1" }?.text == "Wren")
    let posts = try site.page("boards/b/t/index.html").elements(ofClass: "post")
    #expect(posts[0].elements(ofClass: "in-memory").count == 1)
    #expect(posts[0].elements(ofClass: "rank").isEmpty)
    #expect(posts[1].elements(ofClass: "in-memory").isEmpty)
    #expect(posts[1].elements(ofClass: "rank").count == 1)
  }

  @Test func aFormerMemberHasNoMemorialLine() throws {
    let site = try build("- {name: Wren, in_memory: true, former: true}\n")
    #expect(try !site.html("boards/b/t/index.html").contains("in-memory"))
    #expect(site.files["members/wren/index.html"] == nil)
  }

  @Test func theMemorialLineAppearsInTheNextBuild() throws {
    let community = try Community([
      "forum.yml": Self.settings, "members.yml": "- name: Wren\n", "boards/b/t.md": thread(),
    ])
    #expect(try !community.build().html("boards/b/t/index.html").contains("in-memory"))
    try community.put(Self.members, at: "members.yml")
    #expect(try community.build().html("boards/b/t/index.html").contains("in-memory"))
  }
}
