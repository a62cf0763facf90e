import Diagnostics
import PipelineFixtures
import TestSupport
import Testing

@testable import Content

@Suite struct ThreadLimitTests {
  static let head = "---\ntitle: t\nauthor: a\ndate: 2022-05-31\n---\n"
  static let reply = "---\nauthor: b\ndate: 2022-05-31\n---\n"

  @Test func aPostOf64kBIsReadAndOneByteMoreIsNot() throws {
    let most = String(repeating: "x", count: 65_536)
    let (document, report) = try readThread(Self.head + most)
    #expect(document?.posts.first?.body.count == 65_536)
    #expect(report == "")
    let (none, error) = try readThread(Self.head + "x\n" + Self.reply + most + "x")
    #expect(none == nil)
    #expect(
      error == "7:1: error: this post is larger than 64 kB; split it, or delete what was pasted by "
        + "mistake\n")
  }

  @Test func aFileOf16MBIsReadAndOneByteMoreIsNot() throws {
    let post = Self.reply + String(repeating: "x", count: 60_000) + "\n"
    var bytes = Array((Self.head + "x\n").utf8)
    while bytes.count + post.utf8.count <= 16 << 20 { bytes += Array(post.utf8) }
    let rest = (16 << 20) - bytes.count
    bytes += Array(repeating: UInt8(ascii: "\n"), count: min(rest, 5000))
    bytes += Array((Self.reply + String(repeating: "y", count: 100)).utf8)
    bytes += Array(repeating: UInt8(ascii: "z"), count: (16 << 20) - bytes.count)
    try expectQuick(within: .seconds(30)) {
      let (document, report) = try readThread(bytes)
      #expect(document != nil)
      #expect(report == "")
    }
    let (none, error) = try readThread(bytes + [UInt8(ascii: "z")])
    #expect(none == nil)
    #expect(
      error == "1:1: error: this file is larger than 16 MB; split it, or delete what was pasted by "
        + "mistake\n")
  }

  @Test func aThreadOf50000PostsIsReadAndOneMoreIsNot() throws {
    let posts = Self.head + "x\n" + String(repeating: Self.reply + "y\n", count: 49_999)
    try expectQuick(within: .seconds(60)) {
      let (document, report) = try readThread(posts)
      #expect(document?.posts.count == 50_000)
      #expect(report == "")
      let (none, error) = try readThread(posts + Self.reply + "z\n")
      #expect(none == nil)
      #expect(
        error == "250002:1: error: this thread has 50001 posts, and the limit is 50,000; begin a "
          + "second thread\n")
    }
  }

  @Test func manyErrorsInALargeFileAreReportedQuickly() throws {
    let body = String(repeating: "x", count: 1000) + "\n"
    let wrong = "---\nauthor: b\ndate: 31 May\n---\n" + body
    let posts = Self.head + body + String(repeating: wrong, count: 3000)
    try expectQuick(within: .seconds(20)) {
      let (document, report) = try readThread(posts)
      #expect(document == nil)
      #expect(report.split(separator: "\n").count == 3000)
      #expect(report.contains("\n15004:7: error: '31 May' is not a date"))
    }
  }

  @Test func manyErrorsInALongLineAreReportedQuickly() throws {
    let tags = Array(repeating: "[]", count: 20_000).joined(separator: ",")
    let text = "---\ntitle: t\nauthor: a\ndate: 2022-05-31\ntags: [\(tags)]\n---\nx\n"
    try expectQuick(within: .seconds(20)) {
      let (document, report) = try readThread(text)
      #expect(document == nil)
      #expect(
        report.hasPrefix(
          "5:8: error: each item of 'tags' must be text; this is a list\n5:11: "
            + "error"))
      #expect(report.split(separator: "\n").count == 20_000)
    }
  }

  @Test func thousandsOfFencesAreReadQuickly() throws {
    let text = Self.head + "x\n" + String(repeating: "---\n\n", count: 5000)
    try expectQuick {
      let (document, report) = try readThread(text)
      #expect(document?.posts.count == 1)
      #expect(report == "")
    }
  }
}
