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

  /// One thread in so many ends a segment.
  private static let size: UInt32 = 512
  /// No segment has more threads or, for memory is bounded, more posts.
  private static let mostThreads = 4 * 512
  private static let mostPosts = 30_000

  package init(_ forum: Forum) {
    let order = forum.threads.indices.sorted { left, right in
      let (left, right) = (forum.threads[left], forum.threads[right])
      if left.started.instant != right.started.instant {
        return left.started.instant < right.started.instant
      }
      return left.path < right.path
    }
    var segments: [Segment] = []
    var (threads, posts): ([Int32], Int) = ([], 0)
    for index in order {
      let thread = forum.threads[index]
      if !threads.isEmpty, posts + thread.posts.count > Self.mostPosts {
        segments.append(Segment(threads: threads))
        (threads, posts) = ([], 0)
      }
      threads.append(Int32(index))
      posts += thread.posts.count
      if fnv(thread.path.utf8) % Self.size == 0 || threads.count == Self.mostThreads {
        segments.append(Segment(threads: threads))
        (threads, posts) = ([], 0)
      }
    }
    if !threads.isEmpty { segments.append(Segment(threads: threads)) }
    self.segments = segments
  }
}
