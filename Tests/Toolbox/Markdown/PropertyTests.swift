import Markdown
import TestSupport
import Testing

@Suite struct PropertyTests {
  static let alphabet: [[UInt8]] =
    [
      "*", "**", "_", "__", "`", "```", "~~~", "[", "]", "(", ")", "![", "](", "<", ">", "\n", "\n",
      "\n\n", "\r\n", "\r", "\t", " ", "  ", "    ", "- ", "* ", "+ ", "1. ", "23) ", "> ", "# ",
      "## ",
      "---", "===", "\\", "&", "&amp;", "&#x41;", "&copy;", "\"", "'", "@", "@Wren", "@\"", ":",
      "[a]: /b",
      "[a]", "http://", "https://a.b/", "www.a.b", "http://a.b/_c_", "javascript:", "<b>", "</b>",
      "<!--",
      "-->", "<div>", "<?", "<![CDATA[", "<a@b.c>", "<http://x.y>", "a", "b", "c", "word", "é",
      "日本", "😀",
      "!", "|", "$", "%", ".", ",", ";", "0", "9", "\u{A0}", "\u{2003}",
    ].map { Array($0.utf8) } + [[0], [0x0E], [0x0F], [0xC3], [0xFF], [0xE2, 0x80], [0xF0, 0x9F]]

  static func randomMarkdown(_ numbers: inout SplitMix64) -> [UInt8] {
    let count = Int.random(in: 0...40, using: &numbers)
    return (0..<count).flatMap { _ in alphabet.randomElement(using: &numbers) ?? [] }
  }

  @Test func randomMarkdownMatchesLibcmark() {
    var numbers = SplitMix64(seed: 1)
    for _ in 0..<6000 {
      let markdown = Self.randomMarkdown(&numbers)
      let found = html(markdown, .commonMark)
      let expected = htmlByCMark(markdown)
      #expect(replacing(" title=\"\"", in: found, with: "") == expected, "\(markdown)")
    }
  }

  @Test func forumRulesGiveAllowedAndBalancedTags() throws {
    var numbers = SplitMix64(seed: 2)
    for _ in 0..<4000 {
      let markdown = Self.randomMarkdown(&numbers)
      let found = try tags(of: html(markdown, .forum))
      #expect(firstUnbalanced(found) == nil, "\(markdown)")
      #expect(found.allSatisfy { AttackTests.allowed[$0.name] != nil }, "\(markdown)")
    }
  }

  @Test func combinedRenderingMatchesSeparateRendering() {
    var numbers = SplitMix64(seed: 5)
    let renderer = MarkdownRenderer()
    for _ in 0..<3000 {
      let markdown = Self.randomMarkdown(&numbers)
      let byteLimit = Int.random(in: 1...30, using: &numbers)
      var (html, text, whole): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
      renderer.render(markdown[...], .forum, into: &html, plainText: &text, byteLimit: byteLimit)
      #expect(String(decoding: html, as: UTF8.self) == MarkdownTests.html(markdown, .forum))
      renderer.appendPlainText(of: markdown[...], .forum, to: &whole)
      #expect(whole.starts(with: text))
      #expect(text == whole || text.count { $0 > 0x20 } >= byteLimit)
    }
  }

  /// Texts without the characters of mentions and URLs are not searched for them. A preceding
  /// paragraph with both causes a search of the whole text, which must not change the result.
  @Test func skippedSearchesMissNothing() {
    var numbers = SplitMix64(seed: 6)
    let other = Array("@Nobody & \\ http://z.zz/\n\n".utf8)
    let otherAlone = html(other, .forum)
    for _ in 0..<6000 {
      let markdown = Self.randomMarkdown(&numbers)
      #expect(html(other + markdown, .forum) == otherAlone + html(markdown, .forum), "\(markdown)")
    }
  }

  @Test func plainTextHasNoNULAndNoCarriageReturn() {
    var numbers = SplitMix64(seed: 3)
    for _ in 0..<3000 {
      let text = plainText(String(decoding: Self.randomMarkdown(&numbers), as: UTF8.self), .forum)
      #expect(!text.utf8.contains(0) && !text.utf8.contains(0x0D))
    }
  }

  @Test func reusedRendererMatchesANewOne() {
    var numbers = SplitMix64(seed: 4)
    let renderer = MarkdownRenderer()
    for _ in 0..<500 {
      let markdown = Self.randomMarkdown(&numbers)
      var bytes: [UInt8] = []
      renderer.render(markdown[...], .forum, into: &bytes)
      #expect(String(decoding: bytes, as: UTF8.self) == html(markdown, .forum))
    }
  }
}
