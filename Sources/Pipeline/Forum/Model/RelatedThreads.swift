import Content

/// The related threads of each thread: among those that were started earlier, the three with most
/// tags in common. Among threads with equally many, the latest come first.
///
/// Only earlier threads count, so that a new thread does not change the lists of older ones.
package struct RelatedThreads: Sendable {
  /// Maximum number of related threads of a thread.
  static let maximumCount = 3
  /// Maximum number of a thread's tags that count, in the author's order. Each further tag would
  /// double the work.
  static let maximumTags = 6

  /// Three entries for each thread, -1 where there are fewer.
  private let threads: [Int32]

  fileprivate init(_ threads: [Int32]) { self.threads = threads }

  /// Returns the related threads of a thread, the most related first.
  package subscript(thread: Int) -> ArraySlice<Int32> {
    let entries = threads[thread * Self.maximumCount..<(thread + 1) * Self.maximumCount]
    return entries.prefix { $0 >= 0 }
  }
}

/// Finds the related threads of all threads, in one pass in the order of their tagStarts.
///
/// It keeps the last three threads that have all tags of a set, for each set of tags. Each thread
/// looks up all subsets of its own tags, the largest first. Three threads for each set are
/// enough: any older thread with these tags ranks below three that share at least as many tags.
struct RelatedThreadSearch {
  private var threadStarts: [(started: Int64, thread: Int32)] = []
  /// Tags of all threads, concatenated. `tagStarts` has the beginning of each thread's tags.
  private var tags: [Int32] = []
  private var tagStarts: [Int] = [0]

  mutating func reserveCapacity(_ count: Int) {
    threadStarts.reserveCapacity(count)
    tagStarts.reserveCapacity(count + 1)
    tags.reserveCapacity(2 * count)
  }

  /// Adds a thread. Threads must be added in the order of their indices.
  mutating func add(_ thread: ForumThread) {
    threadStarts.append((thread.started.instant, Int32(tagStarts.count - 1)))
    tags.append(contentsOf: thread.tags.prefix(RelatedThreads.maximumTags))
    tagStarts.append(tags.count)
  }

  /// Returns the related threads. If two threads started at the same moment, the one with the
  /// later path counts as the later thread.
  func related() -> RelatedThreads {
    let sorted = threadStarts.sorted {
      $0.started != $1.started ? $0.started < $1.started : $0.thread < $1.thread
    }
    var threads = Array(
      repeating: Int32(-1), count: threadStarts.count * RelatedThreads.maximumCount)
    var recentThreads = RecentThreadsByTags(expecting: threadStarts.count)
    for (rank, entry) in sorted.enumerated() {
      let index = Int(entry.thread)
      let related = recentThreads.findAndRecord(
        tags[tagStarts[index]..<tagStarts[index + 1]], rank: Int32(rank))
      for position in 0..<related.count {
        let other = sorted[Int(related.ranks[position])].thread
        threads[index * RelatedThreads.maximumCount + position] = other
      }
    }
    return RelatedThreads(threads)
  }
}
