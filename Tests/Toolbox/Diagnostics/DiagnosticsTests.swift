import Testing

@testable import Diagnostics

@Suite struct DiagnosticReportTests {
  let unknownKey = Diagnostic(
    .error, "unknown-key", "'dat' is no key of a reply",
    at: Diagnostics.SourceLocation(
      file: "content/boards/surgery/2022/drains.md", line: 14, column: 1),
    suggestion: "date", excerpt: "dat: 2022-05-31")

  @Test func writesPlainTextLikeCompilers() {
    let printed = DiagnosticReport([unknownKey]).formatted(as: .text(terminal: false))
    #expect(
      printed == """
        content/boards/surgery/2022/drains.md:14:1: error: 'dat' is no key of a reply; \
        did you mean 'date'?\n
        """)
  }

  @Test func showsTheLineAndACaretOnATerminal() {
    let warning = Diagnostic(
      .warning, "w", "odd", at: Diagnostics.SourceLocation(file: "a.md", line: 2, column: 4),
      excerpt: "\tab c")
    let printed = DiagnosticReport([warning]).formatted(as: .text(terminal: true))
    #expect(printed.hasSuffix("\n    \tab c\n    \t  ^\n"))
  }

  @Test func cutsLongLinesAroundTheCaret() {
    let line = String(repeating: "x", count: 5000)
    let error = Diagnostic(
      .error, "e", "far", at: Diagnostics.SourceLocation(file: "a.md", line: 1, column: 4001),
      excerpt: line)
    let lines = DiagnosticReport([error]).formatted(as: .text(terminal: true)).split(
      separator: "\n")
    #expect(lines.dropFirst().allSatisfy { $0.count <= 110 })
    #expect(lines.last?.hasSuffix("^") == true)
  }

  @Test func writesOneJSONObjectPerLine() {
    #expect(
      DiagnosticReport([unknownKey]).formatted(as: .json) == """
        {"file":"content/boards/surgery/2022/drains.md","line":14,"column":1,\
        "severity":"error","id":"unknown-key","message":"'dat' is no key of a reply",\
        "suggestion":"date"}\n
        """)
  }

  @Test func escapesGitHubCommands() {
    let error = Diagnostic(
      .error, "e", "50% of\nit", at: Diagnostics.SourceLocation(file: "a:b,c%.md", line: 3))
    #expect(
      DiagnosticReport([error]).formatted(as: .gitHub)
        == "::error file=a%3Ab%2Cc%25.md,line=3,col=1::50%25 of\u{FFFD}it\n")
  }

  @Test func sortsByLocationAndRemovesDuplicates() {
    let later = Diagnostic(
      .warning, "b", "later", at: Diagnostics.SourceLocation(file: "b.md", line: 1))
    let report = DiagnosticReport([later, unknownKey, later])
    #expect(report.diagnostics == [later, unknownKey])
  }

  @Test func replacesControlCharacters() {
    let error = Diagnostic(
      .error, "e", "\u{1B}[2J\u{202E}", at: Diagnostics.SourceLocation(file: "a\nb.md"))
    let printed = DiagnosticReport([error]).formatted(as: .text(terminal: false))
    #expect(printed == "a\u{FFFD}b.md:1:1: error: \u{FFFD}[2J\u{FFFD}\n")
  }
}

@Suite struct SourceTextTests {
  @Test func columnsCountUnicodeScalars() {
    let text = SourceText(file: "a", bytes: Array("é💕x\nnext".utf8))
    #expect(text.location(at: 6) == Diagnostics.SourceLocation(file: "a", line: 1, column: 3))
    #expect(text.location(at: 8) == Diagnostics.SourceLocation(file: "a", line: 2, column: 1))
    #expect(text.location(at: 999) == Diagnostics.SourceLocation(file: "a", line: 2, column: 5))
  }

  @Test func doesNotCountAByteOrderMark() {
    let text = SourceText(file: "a", bytes: [0xEF, 0xBB, 0xBF] + Array("ab".utf8))
    #expect(text.location(at: 4) == Diagnostics.SourceLocation(file: "a", line: 1, column: 2))
    #expect(text.lineText(at: 4) == "ab")
  }

  @Test func returnsLineTextWithoutLineEnding() {
    let text = SourceText(file: "a", bytes: Array("one\r\ntwo\n".utf8))
    #expect(text.lineText(at: 1) == "one")
    #expect(text.lineText(at: 6) == "two")
  }
}

@Suite struct SimilarWordTests {
  static let keys = ["title", "author", "date", "tags", "status", "pinned", "draft"]

  @Test(arguments: [
    ("dat", "date"), ("auhtor", "author"), ("Title", "title"), ("statsu", "status"),
    ("tag", "tags"), ("pined", "pinned"),
  ])
  func findsTheMeantWord(word: String, expected: String) {
    #expect(Self.keys.mostSimilar(to: word) == expected)
  }

  @Test(arguments: ["", "colour", "zzzz", String(repeating: "a", count: 5000)])
  func returnsNilForDissimilarWords(word: String) {
    #expect(Self.keys.mostSimilar(to: word) == nil)
  }
}
