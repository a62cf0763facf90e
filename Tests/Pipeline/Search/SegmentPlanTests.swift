import Fingerprints
import Foundation
import TestSupport
import Testing

@testable import Content
@testable import Forum
@testable import Search
@testable import Survey

/// Assignment of threads to segments. An edit should move few threads, because moved threads are
/// indexed and downloaded again.
@Suite struct SegmentPlanTests {
  /// The properties of a thread that the plan depends on.
  struct Thread {
    let slug: String
    /// The date of the first post, in days since 1970-01-01.
    var day: Int
    var posts: Int
  }

  private struct ThreadIndex: Equatable {
    let segment: Int
    let thread: Int
  }

  @Test func everyThreadIsInOneSegmentOrderedByDate() throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      var random = SplitMix64(seed: seed)
      let threads = Self.threads(random.number(0...5000), &random)
      let indices = try Self.indices(threads)
      #expect(indices.count == threads.count)
      let order = threads.sorted { ($0.day, $0.slug) < ($1.day, $1.slug) }.compactMap {
        indices[$0.slug]
      }
      for (before, after) in zip(order, order.dropFirst()) {
        let isNext = after == ThreadIndex(segment: before.segment, thread: before.thread + 1)
        #expect(isNext || after == ThreadIndex(segment: before.segment + 1, thread: 0))
      }
      if let first = order.first { #expect(first == ThreadIndex(segment: 0, thread: 0)) }
    }
  }

  @Test func replyMovesNoThread() throws {
    var random = SplitMix64(seed: 4)
    var threads = Self.threads(4000, &random)
    let before = try Self.indices(threads)
    for _ in 0..<6 {
      for _ in 0..<random.number(1...20) {
        threads[random.number(0...(threads.count - 1))].posts += random.number(1...3)
      }
      #expect(try Self.indices(threads) == before)
    }
  }

  @Test func newThreadMovesNoOther() throws {
    var random = SplitMix64(seed: 5)
    var threads = Self.threads(3000, &random)
    var before = try Self.indices(threads)
    for number in 0..<20 {
      threads.append(Thread(slug: "new-\(number)", day: 20_000 + number, posts: 1))
      let after = try Self.indices(threads)
      for (slug, index) in before { #expect(after[slug] == index, "\(slug)") }
      before = after
    }
  }

  /// A full segment passes its last thread on to the next segment, where threads move as well.
  @Test func backdatedThreadMovesFewThreads() throws {
    var random = SplitMix64(seed: 6)
    let threads = Self.threads(6000, &random)
    let before = try Self.indices(threads)
    let count = Set(before.values.map(\.segment)).count
    #expect(count > 5)
    var confined = 0
    for number in 0..<24 {
      let thread = Thread(slug: "late-\(number)", day: random.number(10_000...19_000), posts: 1)
      let after = try Self.indices(threads + [thread])
      let index = try #require(after[thread.slug])
      let moved = before.filter { after[$0.key] != $0.value }
      for (slug, old) in moved {
        #expect(old.segment >= index.segment, "\(slug) is before it")
        if old.segment == index.segment {
          #expect(old.thread >= index.thread, "\(slug) is before it")
        }
      }
      let segments = Set(moved.values.map(\.segment))
      #expect(segments.count <= 3, "\(segments.count) of \(count)")
      if segments.subtracting([index.segment]).isEmpty { confined += 1 }
    }
    #expect(confined >= 8, "\(confined) of 24")
  }

  @Test func removedThreadMovesFewThreads() throws {
    var random = SplitMix64(seed: 7)
    let threads = Self.threads(4000, &random)
    let before = try Self.indices(threads)
    for _ in 0..<24 {
      var others = threads
      let removed = others.remove(at: random.number(0...(others.count - 1)))
      let index = try #require(before[removed.slug])
      let after = try Self.indices(others)
      let moved = before.filter { $0.key != removed.slug && after[$0.key] != $0.value }
      #expect(moved.allSatisfy { $0.value.segment >= index.segment })
      #expect(Set(moved.values.map(\.segment)).count <= 3)
    }
  }

  @Test func segmentsAreBounded() throws {
    var random = SplitMix64(seed: 8)
    var threads = Self.threads(3000, &random)
    for index in threads.indices { threads[index].posts = random.oneIn(50) ? 20_000 : 40 }
    let indices = try Self.indices(threads)
    var posts: [Int: [Int]] = [:]
    for thread in threads {
      posts[indices[thread.slug]?.segment ?? -1, default: []].append(thread.posts)
    }
    // The number of a post within its segment has 16 bits.
    for counts in posts.values { #expect(counts.reduce(0, +) <= Int(UInt16.max)) }
  }
}

extension SegmentPlanTests {
  private static func threads(_ count: Int, _ random: inout SplitMix64) -> [Thread] {
    (0..<count).map { number in
      // Some threads start on the same day.
      Thread(slug: "t\(number)", day: random.number(10_000...19_000), posts: random.number(1...12))
    }
  }

  private static func indices(_ threads: [Thread]) throws -> [String: ThreadIndex] {
    let forum = try forum(threads)
    var indices: [String: ThreadIndex] = [:]
    for (segment, threads) in SegmentPlan(forum).segments.map(\.threads).enumerated() {
      for (threadIndex, forumIndex) in threads.enumerated() {
        let slug = forum.threads[Int(forumIndex)].slug.description
        #expect(
          indices.updateValue(ThreadIndex(segment: segment, thread: threadIndex), forKey: slug)
            == nil)
      }
    }
    return indices
  }

  /// Makes a forum from thread summaries without files, which is fast for thousands of threads.
  private static func forum(_ threads: [Thread]) throws -> Forum {
    let (content, tree, today, example, post) = try prepared.get()
    let summaries = try threads.sorted { $0.slug < $1.slug }.map { thread in
      let posts = (0..<thread.posts).map { number in
        PostSummary(post.dated(thread.day + number), author: 0)
      }
      return ThreadSummary(
        path: "boards/b/\(thread.slug).md", stamp: example.stamp, fingerprint: example.fingerprint,
        title: "T", slug: try #require(Slug(thread.slug)), slugOffset: nil, tags: [], aliases: [],
        isClosed: false, isPinned: false, isDraft: false, authors: example.authors, posts: posts,
        references: example.references)
    }
    let builder = ForumBuilder(
      content, tree: tree, today: today, summaries: summaries, showsDrafts: false)
    return builder.build().forum
  }

  private static let prepared = Result {
    let site = try IndexedSite([
      "boards/b/t.md": "---\ntitle: T\nauthor: Wren\ndate: 2022-01-01\n---\n\nText.\n"
    ])
    let folder = SourceFolder(site.folder.at("content"))
    let today = try #require(Day("2026-11-20"))
    let (tree, _) = try ContentTree.list(folder)
    var reader = ContentReader(tree, baseURL: nil) { _ in today }
    let reading = try reader.read()
    let survey = ThreadSurveyor(folder, reading.context, site: reading.site)
    let example = try #require(try survey.summarise("boards/b/t.md").summary)
    let document = try survey.readDocument("boards/b/t.md", example.stamp, summaries: example.posts)
    let post = try #require(document?.posts.first)
    return (try #require(reading.content), tree, today, example, post)
  }
}

extension PostDocument {
  fileprivate func dated(_ day: Int) -> PostDocument {
    let date = PostDate(instant: Int64(day) * 86_400, offset: 0, isDayOnly: true, hasSeconds: false)
    return PostDocument(
      author: author, date: date, contentNote: nil, subject: nil, edited: nil, reviewed: nil,
      isAccepted: false, removed: nil, fenceOffset: fenceOffset, body: body)
  }
}
