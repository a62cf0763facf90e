import Testing

/// The meta description of a thread: the first whole words of the first post, at most 155 bytes.
@Suite struct ExcerptTests {
  /// 31 words of four letters and the spaces between them are 154 bytes. The text before them moves
  /// the limit into the next word and to the end of a word.
  @Test(arguments: [
    ("", 31), ("a ", 30), ("ab ", 30), ("abc ", 30), ("abcde ", 30), ("abcdef ", 29), ("é ", 30),
  ])
  func endsAfterAWholeWord(before: String, words: Int) throws {
    let long = before + Array(repeating: "word", count: 60).joined(separator: " ")
    let site = try Community(["boards/b/t.md": thread(body: long)]).build()
    let expected = before + Array(repeating: "word", count: words).joined(separator: " ") + "…"
    #expect(
      try site.html("boards/b/t/index.html")
        .contains("<meta name=\"description\" content=\"\(expected)\">"))
  }

  /// 51 characters of three bytes are 153 bytes.
  @Test(arguments: [("語", 51), ("x", 155)])
  func endsAfterAWholeCharacterIfThereAreNoWords(character: String, count: Int) throws {
    let long = String(repeating: character, count: 200)
    let site = try Community(["boards/b/t.md": thread(body: long)]).build()
    let description = try site.page("boards/b/t/index.html").openGraph["og:description"]
    #expect(description == String(repeating: character, count: count) + "…")
  }

  @Test func isTheSameOnLaterPages() throws {
    let text = "One *two* [three](t.md)\n\n- four\n- five"
    let community = try Community([
      "boards/b/t.md": thread(body: text) + String(repeating: reply(), count: 40)
    ])
    let site = try community.build()
    for path in ["boards/b/t/index.html", "boards/b/t/page/2/index.html"] {
      #expect(try site.html(path).contains("content=\"One two three four five\""), "\(path)")
    }
  }
}
