import Markdown
import Testing

@Suite struct PropertyTests {
  /// Numbers that are the same in every run.
  struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

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

  static func soup(_ numbers: inout Numbers) -> [UInt8] {
    let count = Int.random(in: 0...40, using: &numbers)
    return (0..<count).flatMap { _ in alphabet.randomElement(using: &numbers) ?? [] }
  }

  @Test func withoutRulesAnySoupComesOutAsLibcmarkHasIt() {
    var numbers = Numbers(state: 1)
    for _ in 0..<6000 {
      let soup = Self.soup(&numbers)
      let found = html(soup, .commonMark)
      let expected = htmlByCMark(soup)
      #expect(replacing(" title=\"\"", in: found, with: "") == expected, "\(soup)")
    }
  }

  @Test func withTheForumsRulesTagsAreAllowedAndBalanced() throws {
    var numbers = Numbers(state: 2)
    for _ in 0..<4000 {
      let soup = Self.soup(&numbers)
      let found = try tags(of: html(soup, .forum))
      #expect(firstUnbalanced(found) == nil, "\(soup)")
      #expect(found.allSatisfy { AttackTests.allowed[$0.name] != nil }, "\(soup)")
    }
  }

  @Test func bothOfOneParseAreWhatEachIsAlone() {
    var numbers = Numbers(state: 5)
    let renderer = MarkdownRenderer()
    for _ in 0..<3000 {
      let soup = Self.soup(&numbers)
      let letters = Int.random(in: 1...30, using: &numbers)
      var (html, text, whole): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
      renderer.render(soup[...], .forum, into: &html, plainText: &text, letters: letters)
      #expect(String(decoding: html, as: UTF8.self) == MarkdownTests.html(soup, .forum))
      renderer.appendPlainText(of: soup[...], .forum, to: &whole)
      #expect(whole.starts(with: text))
      #expect(text == whole || text.count { $0 > 0x20 } >= letters)
    }
  }

  @Test func plainTextOfAnySoupHasNoLineOfNothing() {
    var numbers = Numbers(state: 3)
    for _ in 0..<3000 {
      let text = plainText(String(decoding: Self.soup(&numbers), as: UTF8.self), .forum)
      #expect(!text.utf8.contains(0) && !text.utf8.contains(0x0D))
    }
  }

  @Test func oneRendererGivesWhatANewOneGives() {
    var numbers = Numbers(state: 4)
    let renderer = MarkdownRenderer()
    for _ in 0..<500 {
      let soup = Self.soup(&numbers)
      var bytes: [UInt8] = []
      renderer.render(soup[...], .forum, into: &bytes)
      #expect(String(decoding: bytes, as: UTF8.self) == html(soup, .forum))
    }
  }
}
