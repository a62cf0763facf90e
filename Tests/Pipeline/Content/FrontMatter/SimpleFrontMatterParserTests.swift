import Diagnostics
import TestSupport
import Testing
import YAML

@testable import Content

@Suite struct SimpleFrontMatterParserTests {
  static let ordinary = [
    "author: Wren\ndate: 2022-05-31\n",
    "author: Slightly Windswept\r\ndate: 2022-05-31T21:10\r\n",
    "title: Results say micrometastasis, what does that mean?\nauthor: Wren\n"
      + "date: 2022-05-31T19:42\ntags: [lymph nodes, surgery]\n",
    "title: \"Drains: how general?\"\nauthor: 'Zoë'\ndate: 2022-05-31T19:42:10+01:00\n",
    "author: No\ndate: 1984\nsubject: Re what now?\n",
    "author: Ann-Marie O'Neill\ndate: 2022-05-31\naccepted: true\n",
    "author: Łucja 💕\ndate: 2022-05-31\ncontent_note: recurrence   \n",
    "author:   Wren\ndate: 2022-05-31\ntags: [one]  \npinned: true\nslug: a-b\n",
  ]

  @Test(arguments: ordinary) func commonBlocksAreParsed(block: String) {
    let (simple, general, diagnostics) = Self.readWithBoth(block)
    #expect(simple != nil)
    #expect(simple == general)
    #expect(diagnostics.isEmpty)
  }

  @Test(arguments: [
    "", "\n", "author Wren\n", "author:Wren\n", "author: Wren", "Author: Wren\n", "author:\n",
    "author: \n", "author: Wren # she\n", "author: a: b\n", "author: a:\n", "author: &a Wren\n",
    "author: *a\n", "author: |\n  Wren\n", "author: [a, [b]]\n", "author: {a: b}\n",
    "author: \"a\\n\"\n", "author: 'it''s'\n", "author: \"a\nb\"\n", "author: @Wren\n",
    "author: a\n b\n", "author: a\nauthor: b\n", "author: \ta\n", "author: a\tb\n",
    "author: [a,]\n", "author: []\n", "author: [a, b]c\n", "author: 'a' b\n", "# a\nauthor: a\n",
    "author: a\u{85}b\n", "author: a\u{2028}b\n", "author: a\u{FEFF}b\n", "author: a\rb\n",
    "author: - a\n", "author: ? a\n", "author: !!str a\n", "author: %a\n", "author: `a\n",
    " author: a\n", "...\nauthor: a\n",
  ]) func unusualBlocksAreNil(block: String) {
    #expect(Self.readWithBoth(block).simple == nil)
  }

  @Test func resultsAgreeWithYams() {
    var random = SplitMix64(seed: 20_220_531)
    var simpleCount = 0
    let count = 20_000
    for round in 0..<count {
      let block =
        round % 2 == 0 ? Self.lines(&random) : random.text(of: Self.pieces, count: 1...24)
      let (simple, general, diagnostics) = Self.readWithBoth(block)
      guard let simple else { continue }
      simpleCount += 1
      #expect(simple == general && diagnostics.isEmpty, "block \(block.debugDescription)")
    }
    print("the simple parser read \(simpleCount) of \(count) blocks")
    #expect(simpleCount > count / 50)
  }

  @Test func aBlockOfManyKeysIsNil() {
    let keys = (0..<40).map { "k\(String(repeating: "a", count: $0)): x\n" }
    #expect(Self.readWithBoth(keys.joined()).simple == nil)
    let longKey = String(repeating: "k", count: 1100)
    #expect(Self.readWithBoth("\(longKey): x\n").simple == nil)
  }

  static let pieces = [
    "author", "date", "title", "a", "b", ": ", ":", ": ", " ", "  ", "\n", "\n", "\n", "\r\n",
    "\r", "\t", "#", " #", "- ", "-", "?", "? ", "[", "]", "[a, b]", ",", ", ", "{", "}", "\"",
    "'", "''", "\\", "\\n", "&a ", "*a", "!", "!!str ", "|", "|\n  ", ">", "%", "@", "`", "~",
    "No", "1984", "09:00", "0x1F", "1e3", ".", "...", "---", "---\n", "é", "Ł", "💕", "語",
    "\u{85}", "\u{A0}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFD}", "\u{7F}", "\u{1}", "\u{0}",
    "“", "’", "<<", "=", "null", "true", "+", "_", "(", ")", ";", "$", "^", "/",
  ]

  /// Returns mostly valid lines, so that `SimpleFrontMatterParser` accepts enough of the blocks.
  private static func lines(_ random: inout SplitMix64) -> String {
    let keys = ["author", "date", "title", "tags", "content_note", "slug", "a"]
    let ends = ["\n", "\n", "\n", "\r\n", " \n", "  \r\n", "\r", ""]
    var block = ""
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      block += keys.randomElement(using: &random) ?? ""
      block += [": ", ": ", ": ", ":  ", ":", " : "].randomElement(using: &random) ?? ""
      block += value(&random)
      block += ends.randomElement(using: &random) ?? ""
    }
    return block
  }

  private static func value(_ random: inout SplitMix64) -> String {
    let inner = random.text(of: pieces.filter { $0 != "\n" && $0 != "\r\n" }, count: 0...4)
    let simple = random.text(
      of: ["a", "Zoë", " ", "-", "1", ".", "No", ":", "'", ","], count: 1...6)
    return switch Int.random(in: 0..<8, using: &random) {
    case 0: inner
    case 1: "\"\(inner)\""
    case 2: "'\(inner)'"
    case 3: "[\(inner)]"
    case 4: "[\(simple), \(simple)]"
    case 5: "w\(inner)"
    case 6: "\"\(simple)\""
    default: simple
    }
  }

  /// Reads a block with `SimpleFrontMatterParser`, which returns nil for unusual blocks, and with
  /// `YAMLReader`.
  private static func readWithBoth(
    _ text: String
  ) -> (simple: YAMLNode?, general: YAMLNode?, diagnostics: [Diagnostic]) {
    // The readers get the range of a block between two `---` lines, as in a thread file.
    let bytes = Array("---\n\(text)---\n".utf8)
    let source = SourceText(file: "t.md", bytes: bytes)
    let range = 4..<bytes.count - 4
    var parser = SimpleFrontMatterParser(bytes, range: range)
    var reader = YAMLReader(source, range: range)
    var collector = DiagnosticCollector(source)
    let general = reader.read(&collector)
    return (parser.read(), general, collector.diagnostics)
  }
}
