import Diagnostics
import TestSupport
import Testing

@testable import Content

@Suite struct FrontMatterSplitterTests {
  /// Returns each section as "head|body", with the printed diagnostics.
  private func cut(_ text: String) -> (sections: [String], report: String) {
    let source = SourceText(file: "t", bytes: Array(text.utf8))
    var collector = DiagnosticCollector(source)
    let start = text.utf8.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let sections = FrontMatterSplitter(source.bytes).threadSections(from: start, &collector)
    let texts = sections.map {
      "\(String(decoding: source.bytes[$0.head], as: UTF8.self))|"
        + String(decoding: source.bytes[$0.body], as: UTF8.self)
    }
    return (texts, DiagnosticReport(collector.diagnostics).formatted(as: .text(terminal: false)))
  }

  private static let head = "---\ntitle: t\n---\n"

  @Test(arguments: [
    ("x\n---\nauthor: b\n---\ny\n", ["x\n", "y\n"]),
    ("x\n--- \t \nauthor: b\n---\t\ny\n", ["x\n", "y\n"]),
    ("x\r\n---\r\nauthor: b\r\n--- \r\ny\r\n", ["x\r\n", "y\r\n"]),
    ("x\n---\nauthor:\n---\ny", ["x\n", "y"]), ("x\n---\nauthor:b\n---", ["x\n", ""]),
    ("---\nauthor: b\n---\ny\n", ["", "y\n"]),
    // The line that closes a block does not open another one.
    ("author: b\n---\ny\n", ["author: b\n---\ny\n"]),
    ("x\n---\nauthor: b\n---\nauthor: c\n---\ny\n", ["x\n", "author: c\n---\ny\n"]),
    // If two fences follow each other, the second opens the reply.
    ("x\n---\n---\nauthor: b\n---\ny\n", ["x\n---\n", "y\n"]),
    ("x\n---\nauthor: b\n---\n---\nauthor: c\n---\ny\n", ["x\n", "", "y\n"]),
    ("x\n---", ["x\n---"]), ("x\n---\n", ["x\n---\n"]),
    ("x\n---\n\nauthor: b\n", ["x\n---\n\nauthor: b\n"]),
    // Markdown syntax: heading underlines, thematic breaks, longer rows of hyphens.
    ("Heading\n---\ntext\n", ["Heading\n---\ntext\n"]), ("x\n\n---\n\ny\n", ["x\n\n---\n\ny\n"]),
    ("x\n----\nauthor: b\n", ["x\n----\nauthor: b\n"]),
    ("x\n- - -\nauthor: b\n", ["x\n- - -\nauthor: b\n"]),
    ("x\n--\nauthor: b\n", ["x\n--\nauthor: b\n"]),
    ("x\n***\nauthor: b\n", ["x\n***\nauthor: b\n"]),
    ("x\n---x\nauthor: b\n", ["x\n---x\nauthor: b\n"]),
    // An indented or quoted fence or key is text.
    ("x\n    ---\n    author: b\n    ---\ny\n", ["x\n    ---\n    author: b\n    ---\ny\n"]),
    ("x\n ---\nauthor: b\n", ["x\n ---\nauthor: b\n"]),
    ("x\n> ---\n> author: b\n", ["x\n> ---\n> author: b\n"]),
    ("x\n---\n    author: b\n", ["x\n---\n    author: b\n"]),
    ("x\n---\n\tauthor: b\n", ["x\n---\n\tauthor: b\n"]),
    ("x\n---\ntitle: b\n", ["x\n---\ntitle: b\n"]), ("x\n---\ntags: b\n", ["x\n---\ntags: b\n"]),
    ("x\n---\nAuthor unknown\n", ["x\n---\nAuthor unknown\n"]),
    ("x\n---\nAuthority: b\n", ["x\n---\nAuthority: b\n"]),
    ("x\n---\nNote: b\n", ["x\n---\nNote: b\n"]),
    ("x\n---\nThe author: b\n", ["x\n---\nThe author: b\n"]),
    ("x\n---\nauthority\n", ["x\n---\nauthority\n"]),
    ("x\n---\nother: b\n", ["x\n---\nother: b\n"]),
    ("x\r---\rauthor: b\r---\ry", ["x\r---\rauthor: b\r---\ry"]),
    ("x\n---\r\r\nauthor: b\n", ["x\n---\r\r\nauthor: b\n"]),
    ("x\n---\u{A0}\nauthor: b\n", ["x\n---\u{A0}\nauthor: b\n"]),
  ]) func aReplyBeginsWithAFenceAndAuthor(rest: String, bodies: [String]) {
    for mark in ["", "\u{FEFF}"] {
      let (sections, report) = cut(mark + Self.head + rest)
      #expect(
        sections.map {
          $0.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).last.map(
            String.init)
        } == bodies)
      #expect(report == "")
    }
  }

  @Test(arguments: [
    "Author: b", "AUTHOR: b", "autor: b", "auhtor: b", "authr: b", "authors: b", " author: b",
    "   author: b", "author : b", "author\t: b", "\"author\": b", "'author': b", "date: 2022-05-31",
    "subject: b", "content_note: b", "edited: b", "reviewed: b", "accepted: true", "removed: b",
    " date: b", "date : b", "\"subject\": b", "\u{FEFF}author: b", "\u{200B}author: b",
    "author\u{A0}: b", "аuthor: b", "Autor:b", "author b", "author", "author\r", "Author= b",
    "author：b", "author;b",
  ]) func aProbableReplyIsAnErrorAtItsLine(line: String) {
    let (sections, report) = cut(Self.head + "x\n---\n\(line)\ndate: 2022-05-31\n---\ny\n")
    #expect(sections.count == 1)
    #expect(
      report
        == "t:6:1: error: a reply must begin with 'author:' directly below its '---'; if this is "
        + "not a reply, put an empty line below the '---'\n")
  }

  @Test func everyProbableReplyIsReported() {
    let (_, report) = cut(Self.head + String(repeating: "x\r\n---\r\nAutor: b\r\n", count: 3))
    #expect(report.split(separator: "\n").map { $0.prefix(5) } == ["t:6:1", "t:9:1", "t:12:"])
  }

  @Test(arguments: [
    ("", "1:1: error: the file must begin"), ("x\n", "1:1: error: the file must begin"),
    ("\n---\ntitle: t\n---\n", "1:1: error: the file must begin"),
    (" ---\ntitle: t\n---\n", "1:1: error: the file must begin"),
    ("----\ntitle: t\n---\n", "1:1: error: the file must begin"),
    ("---", "1:1: error: the closing '---' is missing"),
    ("---\n", "1:1: error: the closing '---' is missing"),
    ("---\ntitle: t\n ---\n", "1:1: error: the closing '---' is missing"),
    ("\u{FEFF}---\ntitle: t\n", "1:1: error: the closing '---' is missing"),
    ("---\na: b\n---\nx\n---\nauthor: c\n\ny\n", "5:1: error: the closing '---' is missing"),
  ]) func aMissingOrUnclosedBlockIsReported(text: String, start: String) {
    #expect(cut(text).report.hasPrefix("t:\(start)"), "\(cut(text).report)")
  }

  @Test func boardsAndPagesHaveOneBlock() {
    let text = "---\ntitle: t\n---\nx\n---\nauthor: b\n---\ny"
    let source = SourceText(file: "t", bytes: Array(text.utf8))
    var collector = DiagnosticCollector(source)
    let section = FrontMatterSplitter(source.bytes).singleSection(from: 0, &collector)
    #expect(section?.body == 17..<text.utf8.count)
    #expect(collector.diagnostics.isEmpty)
  }

  @Test func sectionsCoverTheWholeFile() {
    var random = SplitMix64(seed: 64)
    let pieces = [
      "---\n", "---\n", "--- \n", "---\r\n", "---", "author: b\n", "author: b\r\n", "Author: b\n",
      "date: c\n", "title: d\n", "x\n", "\n", "\r\n", "\r", " ", "\t", "é", "\u{FEFF}", "----\n",
      " ---\n", "---\nauthor: b\n---\n",
    ]
    var replies = 0
    for _ in 0..<4000 {
      let text = "---\ntitle: t\n---\n" + random.text(of: pieces, count: 0...30)
      replies += checkCover(text)
    }
    #expect(replies > 1000)
  }

  /// Expects the sections to cover the whole text. Returns the number of replies.
  private func checkCover(_ text: String) -> Int {
    let bytes = Array(text.utf8)
    var collector = DiagnosticCollector(SourceText(file: "t", bytes: bytes))
    let sections = FrontMatterSplitter(bytes).threadSections(from: 0, &collector)
    let isWhole = !collector.diagnostics.contains { $0.id == "unclosed-front-matter" }
    var end = 0
    for section in sections {
      let fences =
        bytes[section.fenceOffset..<section.head.lowerBound]
        + bytes[section.head.upperBound..<section.body.lowerBound]
      let signs = fences.filter { !$0.isWhiteSpace }
      #expect(
        section.fenceOffset == end && signs == Array("------".utf8), "\(text.debugDescription)")
      #expect(section.head.upperBound <= section.body.lowerBound)
      end = section.body.upperBound
    }
    #expect(!isWhole || end == bytes.count, "\(text.debugDescription)")
    #expect(end <= bytes.count)
    return sections.count - 1
  }
}
