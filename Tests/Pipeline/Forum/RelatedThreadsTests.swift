import Content
import TestSupport
import Testing

@testable import Forum

/// Choice of the related threads that a thread page lists.
@Suite struct RelatedThreadsTests {
  /// Reference implementation: sorts the earlier threads that share a tag by the number of shared
  /// tags, then from latest to earliest.
  private func expected(_ index: Int, in forum: Forum) -> [Int32] {
    let key = { (other: Int) in (forum.threads[other].started.instant, other) }
    let counted = { (other: Int) in Set(forum.threads[other].tags.prefix(6)) }
    let shared = { (other: Int) in counted(index).intersection(counted(other)).count }
    return forum.threads.indices
      .filter { key($0) < key(index) && shared($0) > 0 }
      .sorted { shared($0) != shared($1) ? shared($0) > shared($1) : key($0) > key($1) }
      .prefix(3).map(Int32.init)
  }

  private func community(_ random: inout SplitMix64) -> [String: String] {
    var files: [String: String] = [:]
    for number in 0..<Int.random(in: 2...80, using: &random) {
      let tags = (0..<Int.random(in: 0...8, using: &random)).map { _ in
        "t\(Int.random(in: 0...9, using: &random))"
      }
      // Several threads start on the same day, so that paths break ties.
      let day = Int.random(in: 10...28, using: &random)
      files["boards/b/t\(number).md"] =
        "---\ntitle: T\nauthor: Wren\ndate: 2026-01-\(day)\ntags: [\(tags.joined(separator: ", "))]\n"
        + "---\n\nText.\n"
    }
    return files
  }

  @Test(arguments: 0..<12)
  func relatedThreadsEqualTheReference(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let forum = try BuiltForum.build(community(&random)).forum
    for index in forum.threads.indices {
      #expect(Array(forum.related[index]) == expected(index, in: forum), "seed \(seed), \(index)")
    }
  }

  private func tagged(_ tags: String, _ day: String) -> String {
    "---\ntitle: T\nauthor: Wren\ndate: 2026-01-\(day)\ntags: [\(tags)]\n---\n\nText.\n"
  }

  @Test func moreTagsInCommonComeBeforeALaterStart() throws {
    let forum = try BuiltForum.build([
      "boards/b/a.md": tagged("x, y, z", "01"), "boards/b/b.md": tagged("x, y", "02"),
      "boards/b/c.md": tagged("x", "03"), "boards/b/d.md": tagged("z", "04"),
      "boards/b/e.md": tagged("x, y, z", "05"),
    ]).forum
    #expect(forum.related.map(of: 4) == ["a", "b", "d"])
    #expect(forum.related[0].isEmpty)
  }

  @Test func laterThreadsAndThoseWithoutTagsAreNotRelated() throws {
    let forum = try BuiltForum.build([
      "boards/b/a.md": tagged("x", "02"), "boards/b/b.md": tagged("", "01"),
      "boards/b/c.md": tagged("x", "03"), "boards/b/d.md": tagged("", "04"),
    ]).forum
    #expect(forum.threads.indices.map { Array(forum.related[$0]) } == [[], [], [0], []])
  }

  @Test func theFirstSixTagsCount() throws {
    let forum = try BuiltForum.build([
      "boards/b/a.md": tagged("g", "01"), "boards/b/b.md": tagged("f", "02"),
      "boards/b/c.md": tagged("a, b, c, d, e, f, g", "03"),
    ]).forum
    #expect(Array(forum.related[2]) == [1])
  }
}

extension RelatedThreads {
  /// Returns the related threads as one-letter file names: index 0 is "a".
  fileprivate func map(of thread: Int) -> [String] {
    self[thread].map { String(UnicodeScalar(UInt8(ascii: "a") + UInt8($0))) }
  }
}
