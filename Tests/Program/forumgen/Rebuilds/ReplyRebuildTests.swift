import Testing

/// A new reply rewrites the pages that show it, and no others.
@Suite struct ReplyRebuildTests {
  @Test func oneReplyWritesThePagesThatShowIt() throws {
    let command = try Command(Command.largeCommunity(threads: 40))
    #expect(try command.build().status == 0)
    let thread = "content/boards/surgery/thread-12.md"
    let before = try command.text(thread)
    try command.put(
      before + "---\nauthor: Member 3\ndate: 2023-09-09\n---\n\nOne more, @Wren.\n", at: thread)
    let run = try command.build("--changes", "changes", "--verify")
    #expect(run.status == 0)
    #expect(run.output.contains(": 10 written, "), "\(run.output)")
    let written = try command.lines("changes.written")
    #expect(
      withoutSearchIndex(written) == [
        "boards/surgery/feed.xml",
        "boards/surgery/index.html",  // it is the board's newest thread now
        "boards/surgery/started/index.html",  // the number of replies
        "boards/surgery/thread-12/index.html",  // the reply
        "feed.xml",
        "index.html",  // the newest threads, the counts
        "members/member-3/index.html",  // what Member 3 has written
        "sitemap.xml",  // when the thread changed
        "tags/tag-5/feed.xml",
        "tags/tag-5/index.html",  // it is the tag's newest thread now
      ], "\(written)")
    #expect(try command.lines("changes.removed") == [])
  }
}
