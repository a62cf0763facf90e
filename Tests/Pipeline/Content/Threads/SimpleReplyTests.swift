import Diagnostics
import Files
import TestSupport
import Testing

@testable import Content

/// Compares the fast path for replies (`simpleReply`) with the general reader (`reply`).
@Suite(.timeLimit(.minutes(2))) struct SimpleReplyTests {
  private let context: ReadingContext

  init() throws {
    let day = try #require(Day("2026-01-01"))
    context = ReadingContext(zone: try #require(TimeZoneTable("Europe/London")), today: day)
  }

  @Test(arguments: [
    "author: Wren\ndate: 2022-05-31\n", "author: Wren\r\ndate: 2022-05-31T21:10\r\n",
    "author:   Łucja 💕  \ndate:  2022-05-31T21:10:09+02:00 \n", "author: No\ndate: 2026-01-01\n",
  ]) func theFastPathReadsCommonReplies(block: String) {
    #expect(readWithBoth(block, body: "Yes.\n").fast != nil)
  }

  @Test(arguments: [
    "date: 2022-05-31\nauthor: Wren\n", "author: Wren\n", "author: Wren\ndate: 2022-02-30\n",
    "author: Wren\ndate: 2026-01-02\n", "author: 'Wren'\ndate: 2022-05-31\n",
    "author: Wren\ndate: 2022-05-31\naccepted: true\n", "author: Wren\ndate: 2022-05-31\n\n",
    "author: \ndate: 2022-05-31\n", "author: Wren\ndate: \n", "author: Wren\ndate: ",
    "author: \u{2028}\ndate: 2022-05-31\n", "author: a\u{85}b\ndate: 2022-05-31\n",
  ]) func allOtherRepliesAreLeftToTheGeneralReader(block: String) {
    #expect(readWithBoth(block, body: "Yes.\n").fast == nil)
  }

  @Test func theFastPathAgreesWithTheGeneralReader() {
    var random = SplitMix64(seed: 126)
    var fastCount = 0
    let count = 20_000
    for _ in 0..<count {
      let block = block(&random)
      let body = ["Yes.\n", "", "\n \t\r\n"].randomElement(using: &random) ?? ""
      let (fast, general) = readWithBoth(block, body: body)
      guard let fast else { continue }
      fastCount += 1
      #expect(fast == general, "block \(block.debugDescription)")
    }
    #expect(fastCount > count / 20 && fastCount < count * 9 / 10)
  }

  private func block(_ random: inout SplitMix64) -> String {
    let pieces = SimpleFrontMatterParserTests.pieces.filter { !$0.contains("\n") }
    let ends = ["\n", "\n", "\n", "\n", "\r\n", "  \n", "\n\n", ""]
    let names = ["Wren", "Zoë Quick", "💕", "1984", "w" + random.text(of: pieces, count: 0...3)]
    let dates = [
      "2022-05-31", "2022-05-31T10:00", "2022-05-31T10:00:01Z", "2026-01-02", "2022-13-01",
    ]
    let unusual = random.text(of: pieces, count: 0...2)
    let parts: [[String]] = [
      names, ends, ["date: ", "date: ", "date:  ", "date:"], dates + dates + [unusual], ends,
      ["", "", "", "", "accepted: true\n", "# a\n"],
    ]
    return "author: " + parts.map { random.text(of: $0, count: 1...1) }.joined()
  }

  /// Reads a reply with both readers and returns descriptions with offsets and diagnostics.
  /// `fast` is nil if the fast path returns nil.
  private func readWithBoth(_ block: String, body: String) -> (fast: String?, general: String) {
    let bytes = Array("---\n\(block)---\n\(body)".utf8)
    let source = SourceText(file: "t.md", bytes: bytes)
    let stamp = SourceStamp(.init(size: Int64(bytes.count), modified: 0, changed: 0, inode: 1))
    let end = bytes.count - body.utf8.count
    let section = FrontMatterSection(fenceOffset: 0, head: 4..<end - 4, body: end..<bytes.count)
    var fast = ThreadReader(TextFile(source: source, start: 0, stamp: stamp), context)
    var general = fast
    let fastPost = fast.simpleReply(section)
    let generalPost = general.reply(section)
    if fastPost == nil { #expect(fast.collector.diagnostics.isEmpty) }
    return (
      fastPost.map { "\(String(describing: Optional($0))) \(fast.collector.diagnostics)" },
      "\(String(describing: generalPost)) \(general.collector.diagnostics)"
    )
  }
}
