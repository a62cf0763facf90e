import Content
package import Forum

/// Some hundred threads that are indexed together, in the order of their first posts.
package struct Segment: Sendable {
  /// Indices of the forum's threads.
  package let threads: [Int32]
}

/// The threads in segments, the oldest first.
///
/// A new reply moves no thread. A new thread is the last one of the last segment; one that is dated back
/// moves those behind it in its segment, and no others: a segment ends where a thread's path says so, not
/// where a count is full.
package struct SegmentPlan: Sendable {
  package let segments: [Segment]

  /// Of the threads behind the first so many of a segment, one in as many ends it.
  private static let fewestThreads = 256
  /// No segment has more threads or, for memory is bounded, more posts.
  private static let mostThreads = 4 * fewestThreads
  private static let mostPosts = 30_000

  package init(_ forum: Forum) {
    // The forum has its threads by their paths.
    var order = forum.threads.enumerated().map { ($1.started.instant, Int32($0)) }
    order.sort { $0 < $1 }
    var segments: [Segment] = []
    var (threads, posts): ([Int32], Int) = ([], 0)
    for (_, index) in order {
      let thread = forum.threads[Int(index)]
      if !threads.isEmpty, posts + thread.posts.count > Self.mostPosts {
        segments.append(Segment(threads: threads))
        (threads, posts) = ([], 0)
      }
      threads.append(index)
      posts += thread.posts.count
      let mayEnd = threads.count >= Self.fewestThreads
      let ends = mayEnd && fnv(thread.path.utf8) % UInt32(Self.fewestThreads) == 0
      if ends || threads.count == Self.mostThreads {
        segments.append(Segment(threads: threads))
        (threads, posts) = ([], 0)
      }
    }
    if !threads.isEmpty { segments.append(Segment(threads: threads)) }
    self.segments = segments
  }
}
