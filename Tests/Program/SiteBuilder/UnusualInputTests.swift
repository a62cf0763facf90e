import Foundation
import Testing

@testable import SiteBuilder

/// Unusual but valid input. It is published without diagnostics and with its intended meaning.
@Suite struct UnusualInputTests {
  @Test func namesAndTitlesThatYAMLTakesForOtherThingsAreText() throws {
    let page = try page(
      """
      ---
      title: 1984
      author: No
      date: 2022-08-01
      tags: [true, 0x1F, 1e3]
      ---

      Hello.

      ---
      author: ~
      date: 2022-08-02
      ---

      Hello to you.
      """)
    #expect(page.contains("<h1>1984</h1>"))
    #expect(page.contains(#"<span class="post-author"><a href="/members/no/">No</a></span>"#))
    #expect(page.contains(#">~</a></span>"#))
    for tag in ["true", "0x1F", "1e3"] { #expect(page.contains(#"rel="tag">\#(tag)</a>"#)) }
  }

  @Test func carriageReturnsAreIgnored() throws {
    let text = """
      ---
      title: On Windows
      author: Wren
      date: 2022-08-01
      ---

      One line
      and its next.

      ---
      author: Pebble
      date: 2022-08-02
      ---

      A *reply*.

      """
    let page = try page(text.replacingOccurrences(of: "\n", with: "\r\n"))
    #expect(page.contains("<h1>On Windows</h1>"))
    #expect(page.contains("<p>A <em>reply</em>.</p>"))
    #expect(!page.contains("\r"))
    let plain = try self.page(text)
    #expect(page == plain, "the same page as with line feeds")
  }

  @Test func aByteOrderMarkIsPassedOver() throws {
    let page = try page("\u{FEFF}" + Self.thread(title: "A mark"))
    #expect(page.contains("<h1>A mark</h1>"))
    #expect(!page.contains("\u{FEFF}"))
  }

  @Test func spacesAfterFencesAreIgnored() throws {
    let page = try page(
      Self.thread(title: "Spaces").replacingOccurrences(of: "---\n", with: "--- \t\n"))
    #expect(page.contains("<h1>Spaces</h1>"))
  }

  @Test func blockScalarsAndCommentsAreYAML() throws {
    let page = try page(
      """
      ---
      # Written by hand.
      title: >-
        A title that goes
        over two lines: with a colon
      author: 'Jo O''Neill' # her own spelling
      date: "2022-08-01T09:05"
      tags:
        - sleep
        # one more
        - "night: sweats"
      ---

      Hello.
      """)
    #expect(page.contains("<h1>A title that goes over two lines: with a colon</h1>"))
    #expect(page.contains(">Jo O&#39;Neill</a></span>"))
    #expect(page.contains(#"<time datetime="2022-08-01T09:05:00+01:00">"#))
    #expect(page.contains(#"rel="tag">night: sweats</a>"#))
  }

  @Test func rulesHeadingsAndIndentedBlocksInAPostOpenNoReply() throws {
    let page = try page(
      """
      ---
      title: Hyphens
      author: Wren
      date: 2022-08-01
      ---

      A heading
      ---

      title: as text

      ---

      author: below an empty line

          ---
          author: Wren

      """)
    #expect(page.components(separatedBy: "<article").count == 2)
    #expect(page.contains("<hr />"))
    #expect(page.contains("<p>author: below an empty line</p>"))
    #expect(page.contains("<pre><code>---\nauthor: Wren\n</code></pre>"))
  }

  @Test func aRemovedPostNeedsNoText() throws {
    let page = try page(
      Self.thread(title: "Gone")
        + "---\nauthor: Pebble\ndate: 2022-08-02\nremoved: Advertising\n---\n")
    #expect(page.contains("post-removed"))
    #expect(page.contains("Advertising"))
    #expect(!page.contains("Pebble"))
  }

  @Test func aMentionInCodeOrInAnAddressIsNoMention() throws {
    let page = try page(
      Self.thread(title: "Code", body: "`@Wrem` and wren@wrem.example and a [@Wrem](/)."))
    #expect(page.contains("<code>@Wrem</code>"))
  }

  @Test func dotAndUnderscorePathsAreIgnored() throws {
    let fixture = try Fixture()
    for path in [
      ".git/config", "_drafts/one.md", "boards/.DS_Store", "boards/_old/x.md",
      "boards/surgery/_later.md", "pages/.page.md.swp", "static/_raw.html",
    ] {
      try fixture.put(Array("nothing".utf8), at: "content/\(path)")
    }
    let result = fixture.build { $0.isStrict = true }
    #expect(result.report == "")
    #expect(result.summary?.threads == 3)
    #expect(!fixture.exists("public/static/_raw.html"))
  }

  @Test func warningsDoNotPreventPublishing() throws {
    let fixture = try Fixture()
    try fixture.apply(.put("Hello", at: "readme.txt"))
    let thread = Self.thread(title: "Soon").replacingOccurrences(of: "2022", with: "2062")
    try fixture.apply(.put(thread, at: .newThread))
    let result = fixture.build()
    #expect(result.summary?.threads == 4)
    #expect(
      result.report == """
        content/boards/surgery/new.md:4:7: warning: this date is in the future
        content/readme.txt:1:1: warning: this file is ignored, because no file of this name is \
        expected here; remove or move it

        """)
  }
}

extension UnusualInputTests {
  private static func thread(title: String, body: String = "Hello.") -> String {
    "---\ntitle: \(title)\nauthor: Wren\ndate: 2022-08-01\n---\n\n\(body)\n\n"
  }

  /// Builds a thread, expects no diagnostics, and returns its page.
  private func page(_ thread: String) throws -> String {
    let fixture = try Fixture()
    try fixture.put(Array(thread.utf8), at: "content/boards/surgery/new.md")
    let result = fixture.build { $0.isStrict = true }
    #expect(result.report == "")
    return try fixture.page("boards/surgery/new/index.html")
  }
}
