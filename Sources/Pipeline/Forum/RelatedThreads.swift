import Content

/// For each thread the earlier ones that are about the same: of those that were started before it the
/// three with most tags in common, the latest first where they have as many. Only earlier ones, so
/// that a new thread changes no page of an older one but where that is already at hand.
package struct RelatedThreads: Sendable {
  /// So many for each thread.
  package static let most = 3
  /// Of a thread's tags the first ones count, in the order of its author: with each more the work
  /// doubles.
  static let countedTags = 6

  /// Three for each thread, -1 where there are fewer.
  private let threads: [Int32]

  fileprivate init(_ threads: [Int32]) { self.threads = threads }

  /// The nearest first.
  package subscript(thread: Int) -> ArraySlice<Int32> {
    let part = threads[thread * Self.most..<(thread + 1) * Self.most]
    return part.prefix { $0 >= 0 }
  }
}

/// Finds them, all in one pass in the order of their starts: for each set of tags the last threads that
/// have it are remembered, and each thread asks for all sets of its own tags, the largest first.
///
/// A thread that shares more tags than a set has was found by a larger one: so three for each set are
/// enough.
struct RelatedThreadSearch {
  private var order: [(started: Int64, thread: Int32)] = []
  /// The tags of all threads, one behind the other, and where each thread's begin.
  private var tags: [Int32] = []
  private var starts: [Int] = [0]

  mutating func reserveCapacity(_ count: Int) {
    order.reserveCapacity(count)
    starts.reserveCapacity(count + 1)
    tags.reserveCapacity(2 * count)
  }

  /// In the order of their indices.
  mutating func add(_ thread: ForumThread) {
    order.append((thread.started.instant, Int32(starts.count - 1)))
    tags.append(contentsOf: thread.tags.prefix(RelatedThreads.countedTags))
    starts.append(tags.count)
  }

  /// Of two that were started at one moment the one that stands behind by its path is the later.
  func related() -> RelatedThreads {
    let sorted = order.sorted {
      $0.started != $1.started ? $0.started < $1.started : $0.thread < $1.thread
    }
    var found = Array(repeating: Int32(-1), count: order.count * RelatedThreads.most)
    var last = LastThreads(expecting: order.count)
    for (rank, entry) in sorted.enumerated() {
      let index = Int(entry.thread)
      let nearest = last.visit(tags[starts[index]..<starts[index + 1]], rank: Int32(rank))
      for place in 0..<nearest.count {
        let other = sorted[Int(nearest.ranks[place])].thread
        found[index * RelatedThreads.most + place] = other
      }
    }
    return RelatedThreads(found)
  }
}
