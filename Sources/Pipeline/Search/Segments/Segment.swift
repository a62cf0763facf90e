import Content
import Fingerprints
package import Forum

/// Threads that are indexed together, at most 1024, in the order of their first posts.
package struct Segment: Sendable {
  /// Indices among the forum's threads.
  package let threads: [Int32]
}

/// The division of all threads into segments, the oldest threads first.
///
/// Chunking is content-defined: the hash of a thread's path decides whether the segment ends with
/// it, so that few threads move. A new reply moves no thread, as long as the segment stays within
/// its limit of posts. A new thread is the last of the last segment. A thread that is backdated
/// or removed moves the threads after it in its segment, and seldom others. If that changes the
/// number of segments, all later ones have other numbers and are indexed again.
package struct SegmentPlan: Sendable {
  package let segments: [Segment]

  /// The limit for the posts of a segment with several threads, which bounds memory. The index of
  /// a post in its segment has 16 bits, and a single thread has at most 50,000 posts.
  private static let maximumPosts = 30_000
  /// Forums with fewer threads have segments of a quarter of the size. An edit indexes one
  /// segment again, and a large one would be most of the forum. A forum that crosses this limit
  /// is indexed again.
  private static let smallForumLimit = 2048

  package init(_ forum: Forum) {
    let minimumThreads = forum.threads.count < Self.smallForumLimit ? 64 : 256
    var segments: [Segment] = []
    var (threads, posts): ([Int32], Int) = ([], 0)
    func endSegment() {
      segments.append(Segment(threads: threads))
      (threads, posts) = ([], 0)
    }
    for thread in Self.oldestFirst(forum) {
      if !threads.isEmpty, posts + Int(thread.posts) > Self.maximumPosts { endSegment() }
      threads.append(thread.index)
      posts += Int(thread.posts)
      // From thread number `minimumThreads` of a segment on, a thread whose path hash is 0 modulo
      // `minimumThreads` ends the segment. The limit is 4 x `minimumThreads`.
      let mayEnd = threads.count >= minimumThreads
      let ends = mayEnd && thread.hash % UInt32(minimumThreads) == 0
      if ends || threads.count == 4 * minimumThreads { endSegment() }
    }
    if !threads.isEmpty { endSegment() }
    self.segments = segments
  }

  /// The properties of a thread that the plan needs. They are collected in one pass over the
  /// threads, in the order in which these are in memory.
  private struct ThreadFacts {
    let started: Int64
    let index: Int32
    let posts: Int32
    /// FNV-1a hash of the thread's path.
    let hash: UInt32
  }

  private static func oldestFirst(_ forum: Forum) -> [ThreadFacts] {
    var threads: [ThreadFacts] = []
    threads.reserveCapacity(forum.threads.count)
    for (index, thread) in forum.threads.enumerated() {
      threads.append(
        ThreadFacts(
          started: thread.started.instant, index: Int32(index), posts: Int32(thread.posts.count),
          hash: fnv1a(thread.path.utf8)))
    }
    // The forum's threads are sorted by path, which decides between threads of the same moment.
    threads.sort { ($0.started, $0.index) < ($1.started, $1.index) }
    return threads
  }
}
