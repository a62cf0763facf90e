import Diagnostics
import PipelineFixtures
import Testing

@testable import Content

@Suite struct ThreadTests {
  @Test func everyKeyIsRead() throws {
    let (document, report) = try readThread(threadWithEveryKey)
    let thread = try #require(document)
    #expect(report == "")
    #expect(thread.title == "Results, what now?")
    #expect(thread.tags.map(\.text) == ["lymph nodes", "surgery"])
    #expect(thread.isClosed && thread.isPinned && thread.isDraft)
    #expect(thread.slug?.text == "results")
    #expect(thread.aliases.map(\.text) == ["old/results", "older"])
    #expect(thread.posts.map(\.author.text) == ["Wren", "Slightly Windswept", "No"])
    #expect(thread.posts.map(\.subject) == [nil, "Me too", nil])
    #expect(thread.posts.map(\.contentNote) == ["recurrence", nil, nil])
    #expect(thread.posts.map(\.isAccepted) == [false, true, false])
    #expect(thread.posts.map(\.removed) == [nil, nil, "asked for"])
    #expect(thread.posts[0].edited?.machineText == "2022-06-01")
    #expect(thread.posts[0].reviewed?.machineText == "2022-06-02T11:00:00+01:00")
    let bodies = thread.posts.map { String(decoding: thread.source.bytes[$0.body], as: UTF8.self) }
    #expect(bodies == ["One\n", "Two\n", ""])
  }

  @Test(arguments: ["\n", "\r\n"], ["", "\u{FEFF}"])
  func lineEndsAndAByteOrderMarkChangeNothing(lineEnd: String, mark: String) throws {
    let text = mark + threadWithEveryKey.replacing("\n", with: lineEnd)
    let (document, report) = try readThread(text)
    #expect(report == "")
    #expect(document?.posts.map(\.author.text) == ["Wren", "Slightly Windswept", "No"])
    #expect(document?.posts.first?.date.machineText == "2022-05-31T19:42:00+01:00")
  }

  @Test func missingKeysHaveTheirDefaults() throws {
    let (document, report) = try readThread("---\ntitle: t\nauthor: a\ndate: 2022-05-31\n---\nx")
    let thread = try #require(document)
    #expect(report == "")
    #expect(!thread.isClosed && !thread.isPinned && !thread.isDraft)
    #expect(thread.tags.isEmpty && thread.aliases.isEmpty && thread.slug == nil)
    let post = try #require(thread.posts.first)
    #expect(post.contentNote == nil && post.subject == nil && post.edited == nil)
    #expect(post.reviewed == nil && !post.isAccepted && post.removed == nil)
  }

  @Test func scalarsAreText() throws {
    let (document, report) = try readThread(
      "---\ntitle: 1984\nauthor: ~\ndate: 2022-05-31\ntags: [No, 1, 09:00]\nstatus:\n---\nx")
    #expect(report == "")
    #expect(document?.title == "1984")
    #expect(document?.posts.first?.author.text == "~")
    #expect(document?.tags.map(\.text) == ["No", "1", "09:00"])
  }

  @Test(arguments: [
    ("2022-05-31T19:42", "2022-05-31T19:41", true), ("2022-05-31T19:42", "2022-05-30", true),
    ("2022-05-31T19:42", "2022-05-31", false), ("2022-05-31", "2022-05-31", false),
    ("2022-05-31T19:42", "2022-05-31T18:42Z", false),
    ("2022-05-31T19:42", "2022-05-31T18:41Z", true),
    ("2022-05-31", "2022-05-31T00:00", false),
  ]) func aReplyDatedBeforeThePostAboveIsAWarning(first: String, second: String, warns: Bool) throws
  {
    let (document, report) = try readThread(
      "---\ntitle: t\nauthor: a\ndate: \(first)\n---\nx\n---\nauthor: b\ndate: \(second)\n---\ny")
    #expect(document != nil)
    let warning = "7:1: warning: this reply is dated before the post above it\n"
    #expect(report == (warns ? warning : ""))
  }

  @Test(arguments: [
    ("2026-01-01T23:59", false), ("2026-01-01", false), ("2026-01-02", true),
    ("2026-01-01T23:30-01:00", true),
  ]) func aDateAfterTheBuildIsAWarning(date: String, warns: Bool) throws {
    let (document, report) = try readThread("---\ntitle: t\nauthor: a\ndate: \(date)\n---\nx")
    #expect(document != nil)
    #expect(
      report == (warns ? "4:7: warning: this date is in the future\n" : ""))
  }

  @Test func onlyOneReplyCanBeAccepted() throws {
    let reply = "---\nauthor: b\ndate: 2022-05-31\naccepted: true\n---\ny\n"
    let (document, report) = try readThread(
      "---\ntitle: t\nauthor: a\ndate: 2022-05-31\n---\nx\n\(reply)\(reply)\(reply)")
    #expect(document == nil)
    let message =
      "error: only one reply can be 'accepted', and one above already is; delete one "
      + "of the two\n"
    #expect(report == "13:1: \(message)19:1: \(message)")
  }

  @Test func everyErrorOfAFileIsReported() throws {
    let (document, report) = try readThread(
      "---\ntitel: t\nauthor: a\ndate: x\n---\n\n---\nauthor: b\npinned: true\n---\n"
        + "y\n---\nautor: c\n---\nz\n")
    #expect(document == nil)
    #expect(
      report.split(separator: "\n").map { $0.prefix { $0 != " " } } == [
        "1:1:", "2:1:", "4:7:", "7:1:", "9:1:", "13:1:",
      ])
  }

  @Test func textThatIsNotUTF8IsReportedWithItsLocation() throws {
    let bytes = Array("---\ntitle: t\nauthor: Zo".utf8) + [0xEB, 0x0A]
    let (document, report) = try readThread(bytes)
    #expect(document == nil)
    #expect(
      report == "3:11: error: this is not UTF-8 text; save the file with the encoding UTF-8\n")
  }

  @Test func quotesAndAccentsAreRead() throws {
    let (document, report) = try readThread(
      "---\ntitle: 'It''s \"so\"'\nauthor: Zoë O’Neill\ndate: 2022-05-31\n---\n’")
    #expect(document?.title == "It's \"so\"")
    #expect(report == "")
  }

  /// The reply is read as text of the post above, so its words appear under the wrong name.
  @Test(arguments: ["---\n\n", "----\n", " ---\n", "—\n"])
  func aReplyWithoutAFenceIsReported(opening: String) throws {
    let (document, report) = try readThread(
      "---\ntitle: t\nauthor: a\ndate: 2022-05-31\n---\nx\n\n\(opening)author: b\ndate: 2022-06-01\n---\ny\n"
    )
    let line = opening.contains("\n\n") ? 10 : 9
    #expect(document?.posts.count == 1)
    #expect(
      report
        == "\(line):1: warning: this looks like a reply, but it is part of the post above; put a "
        + "line that is only '---' directly above 'author:'\n")
  }

  @Test func textThatOnlyNamesAnAuthorIsNotReported() throws {
    let (document, report) = try readThread(
      "---\ntitle: t\nauthor: a\ndate: 2022-05-31\n---\n    author: b\n    date: 2022\n\nauthor: c\nand so on\n"
    )
    #expect(document?.posts.count == 1)
    #expect(report == "")
  }
}
