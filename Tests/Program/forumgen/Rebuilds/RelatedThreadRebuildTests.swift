import Testing

/// Thread pages list only earlier related threads, so that few pages change with a thread.
@Suite struct RelatedThreadRebuildTests {
  private func writtenThreads(_ command: Command) throws -> [String] {
    let run = try command.build("--changes", "changes", "--verify")
    try #require(run.status == 0, "\(run.errors)")
    return try command.lines("changes.written").filter { $0.contains("/thread-") }
  }

  private func community() throws -> Command {
    let command = try Command(Command.largeCommunity(threads: 40))
    try #require(try command.build().status == 0)
    return command
  }

  @Test func aNewThreadChangesNoEarlierOne() throws {
    let command = try community()
    try command.put(
      "---\ntitle: New\nauthor: Wren\ndate: 2023-08-01\ntags: [tag 5]\n---\n\nAlso me.\n",
      at: "content/boards/surgery/thread-new.md")
    #expect(try writtenThreads(command) == ["boards/surgery/thread-new/index.html"])
  }

  /// All threads begin on the same day, so that their paths decide which are earlier. The threads
  /// with the tag are, in order, 19, 33 and 5 in `results`, then 12 and 26 in `surgery`.
  @Test func anotherTitleChangesTheLaterThreadsThatNameIt() throws {
    let command = try community()
    try command.replace(
      "title: Thread number 5\n", by: "title: Another title\n",
      in: "content/boards/results/thread-5.md")
    #expect(
      try writtenThreads(command) == [
        "boards/results/thread-5/index.html", "boards/surgery/thread-12/index.html",
        "boards/surgery/thread-26/index.html",
      ])
  }
}
