import Testing

/// Changes to the glossary of a published site.
@Suite struct GlossaryTests {
  private func site() throws -> Command {
    let command = try Command()
    try command.put("- {term: Week, means: Seven days.}\n", at: "content/glossary.yml")
    #expect(try command.build().status == 0)
    return command
  }

  @Test(arguments: [
    "- {term: Week, means: A long time.}\n", "- {term: Week, means: Seven days., also: [fade]}\n",
    "- {term: Weeks, means: Seven days.}\n",
  ])
  func onlyThreadsAndGlossaryAreRewritten(_ glossary: String) throws {
    let command = try site()
    let before = try command.tree()
    try command.put(glossary, at: "content/glossary.yml")
    #expect(try command.build("--verify").status == 0)
    let changed = differingPaths(before, try command.tree())
    #expect(changed.contains("glossary/index.html"))
    #expect(changed.contains { $0.hasPrefix("boards/surgery/") })
    // Suggestions name terms, and root.json has the edition of all files of the index.
    let places = ["boards/", "glossary/", "search/index/a/", "search/index/root.json"]
    #expect(changed.allSatisfy { path in places.contains { path.hasPrefix($0) } })
    #expect(!changed.contains("boards/surgery/index.html"))
  }

  @Test func aReplyIsExplainedInABuildOfOnePage() throws {
    let command = try site()
    try command.replace(
      "They fade.", by: "They fade in a week.", in: "content/boards/surgery/scars.md")
    #expect(try command.build("--verify").status == 0)
    #expect(try command.text("public/boards/surgery/scars/index.html").contains("(Seven days.)"))
  }

  @Test func removedGlossaryRemovesMeanings() throws {
    let command = try site()
    try command.remove("content/glossary.yml")
    #expect(try command.build("--verify").status == 0)
    #expect(!command.exists("public/glossary"))
    #expect(
      try !command.text("public/boards/surgery/drains/index.html").contains("class=\"term\""))
  }
}
