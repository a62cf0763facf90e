import Content
import Fingerprints
package import Forum

/// Some hundred threads that are indexed together, in the order of their first posts.
package struct Segment: Sendable {
  /// Indices of the forum's threads.
  package let threads: [Int32]
}

/// The threads in segments, the oldest first.
///
/// A new reply moves no thread, as long as a segment's posts stay within their bound. A new thread is the last one of the
/// last segment; one that is dated back or removed moves those behind it in its segment, and seldom others: a segment
/// ends where a thread's path says so, not where a count is full. (Where there is a segment more or fewer
/// then, all behind it have other numbers, and are indexed anew.)
package struct SegmentPlan: Sendable {
  package let segments: [Segment]

  /// No segment of several threads has more posts, for memory is bounded. (A post's number in its segment has sixteen bits;
  /// a thread by itself has 50,000 posts at the most.)
  private static let mostPosts = 30_000
  /// Forums of fewer threads have small segments, a quarter of the size: an edit indexes one of them anew, and a large
  /// one would be most of the forum. (Across this line all are indexed anew.)
  private static let smallForum = 2048

  package init(_ forum: Forum) {
    let fewest = forum.threads.count < Self.smallForum ? 64 : 256
    var segments: [Segment] = []
    var (threads, posts): ([Int32], Int) = ([], 0)
    func end() {
      segments.append(Segment(threads: threads))
      (threads, posts) = ([], 0)
    }
    for thread in Self.oldestFirst(forum) {
      if !threads.isEmpty, posts + Int(thread.posts) > Self.mostPosts { end() }
      threads.append(thread.index)
      posts += Int(thread.posts)
      // Behind the first so many threads of a segment one in as many ends it; none has more than four times as many.
      let mayEnd = threads.count >= fewest
      let ends = mayEnd && thread.hash % UInt32(fewest) == 0
      if ends || threads.count == 4 * fewest { end() }
    }
    if !threads.isEmpty { end() }
    self.segments = segments
  }

  /// What is asked of a thread, so that all of them are looked into once, in the order in which they lie in memory.
  private struct Planned {
    let started: Int64
    let index: Int32
    let posts: Int32
    /// Of its path.
    let hash: UInt32
  }

  private static func oldestFirst(_ forum: Forum) -> [Planned] {
    var threads: [Planned] = []
    threads.reserveCapacity(forum.threads.count)
    for (index, thread) in forum.threads.enumerated() {
      threads.append(
        Planned(
          started: thread.started.instant, index: Int32(index), posts: Int32(thread.posts.count),
          hash: fnv1a(thread.path.utf8)))
    }
    // The forum has its threads by their paths.
    threads.sort { ($0.started, $0.index) < ($1.started, $1.index) }
    return threads
  }
}
