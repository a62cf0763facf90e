import Diagnostics
import PipelineFixtures
import TestSupport
import Testing

@testable import Content
@testable import Survey

/// Documents made from a file and its cached summary. Only front matter with rare keys is parsed
/// again.
@Suite struct ThreadDocumentTests {
  @Test func summaryAndFileGiveTheWholeDocument() throws {
    let fixture = try Fixture()
    let survey = try fixture.survey()
    var random = SplitMix64(seed: 84_396)
    var rare = 0
    for number in 0..<300 {
      let path = "boards/b/t\(number).md"
      try fixture.put(Array(random.thread().utf8), at: path)
      guard let summary = try survey.summarise(path).summary else { continue }
      let long = try #require(try survey.read(path).document)
      let short = try #require(
        try survey.readDocument(path, summary.stamp, summaries: summary.posts))
      #expect(short.source.bytes == long.source.bytes)
      #expect(short.posts.map(description) == long.posts.map(description))
      rare += summary.posts.count(where: \.hasRareKeys)
    }
    #expect(rare > 100)
  }

  @Test(arguments: ["\u{FEFF}", ""]) func byteOrderMarkIsSkipped(mark: String) throws {
    let fixture = try Fixture()
    let text =
      "\(mark)---\ntitle: T\nauthor: W\ndate: 2022-05-31\nreviewed: 2023-01-01\n---\n\nHi\n"
    try fixture.put(Array(text.utf8), at: "boards/b/t.md")
    let survey = try fixture.survey()
    let summary = try #require(try survey.summarise("boards/b/t.md").summary)
    let document = try survey.readDocument(summary.path, summary.stamp, summaries: summary.posts)
    #expect(document?.posts.first?.reviewed?.day == Day("2023-01-01"))
    #expect(
      document.map { String(decoding: $0.source.bytes[$0.posts[0].body], as: UTF8.self) }
        == "\nHi\n")
  }

  @Test func changedFileIsRejected() throws {
    let fixture = try Fixture()
    let survey = try fixture.survey()
    let text = "---\ntitle: T\nauthor: W\ndate: 2022-05-31\n---\n\nHi\n"
    try fixture.put(Array(text.utf8), at: "boards/b/t.md")
    let summary = try #require(try survey.summarise("boards/b/t.md").summary)
    try fixture.put(Array("\(text)More.\n".utf8), at: "boards/b/t.md")
    #expect(try survey.readDocument(summary.path, summary.stamp, summaries: summary.posts) == nil)
  }

  @Test func postsOutsideOfTheFileAreRejected() throws {
    let fixture = try Fixture()
    let survey = try fixture.survey()
    let short = "---\ntitle: T\nauthor: W\ndate: 2022-05-31\n---\n\nHi\n"
    try fixture.put(Array(short.utf8), at: "boards/b/short.md")
    try fixture.put(Array((short + String(repeating: "a", count: 99)).utf8), at: "boards/b/long.md")
    let stamp = try #require(try survey.summarise("boards/b/short.md").summary).stamp
    let posts = try #require(try survey.summarise("boards/b/long.md").summary).posts
    #expect(try survey.readDocument("boards/b/short.md", stamp, summaries: posts) == nil)
    #expect(try survey.readDocument("boards/b/short.md", stamp, summaries: posts + posts) == nil)
  }

  private func description(_ post: PostDocument) -> [String] {
    let dates = [post.date, post.edited, post.reviewed].map { $0?.machineText ?? "" }
    return dates + [post.contentNote ?? "-", post.subject ?? "-", post.removed ?? "-"]
      + ["\(post.isAccepted) \(post.fenceOffset) \(post.body)"]
  }
}
