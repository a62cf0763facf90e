import Content
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
    // The forum has its threads by their paths.
    var order = forum.threads.enumerated().map { ($1.started.instant, Int32($0)) }
    order.sort { $0 < $1 }
    let fewest = forum.threads.count < Self.smallForum ? 64 : 256
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
      // Behind the first so many threads of a segment one in as many ends it; none has more than four times as many.
      let mayEnd = threads.count >= fewest
      let ends = mayEnd && fnv(thread.path.utf8) % UInt32(fewest) == 0
      if ends || threads.count == 4 * fewest {
        segments.append(Segment(threads: threads))
        (threads, posts) = ([], 0)
      }
    }
    if !threads.isEmpty { segments.append(Segment(threads: threads)) }
    self.segments = segments
  }
}
