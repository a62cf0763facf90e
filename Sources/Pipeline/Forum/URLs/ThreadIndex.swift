import Content
import Synchronization

/// Finds threads by path and by URL.
final class ThreadIndex: Sendable {
  /// Pairs of threads with the same URL: the first thread, which has the URL, and a later one.
  let urlCollisions: [(first: Int, later: Int)]

  /// Threads sorted by the bytes of their paths.
  private let threads: [ForumThread]
  private let boards: [Substring: Int]
  private let slugs: SlugTable
  /// Threads with non-ASCII paths, which may be typed in another Unicode normal form. Created on
  /// the first lookup.
  private let nonASCIIPaths = Mutex<[String: Int]?>(nil)

  init(_ boards: [Board], _ threads: [ForumThread]) {
    self.threads = threads
    self.boards = Dictionary(
      boards.enumerated().map { ($1.slug.description[...], $0) },
      uniquingKeysWith: { first, _ in first })
    (slugs, urlCollisions) = Self.slugs(of: threads)
  }

  var paths: [String] { threads.map(\.path) }

  func path(of thread: Int) -> String { threads[thread].path }

  func find(board: Substring, slug: Substring) -> Int? {
    boards[board].flatMap { board in
      slugs.find(board, String(slug)) { hasThread($0, board: board, slug: slug) }
    }
  }

  private func hasThread(_ index: Int, board: Int, slug: Substring) -> Bool {
    threads[index].board == board
      && threads[index].slug.description.utf8.elementsEqual(slug.utf8)
  }

  func find(path: String) -> Int? {
    var range = threads.indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if threads[middle].path.utf8.elementsEqual(path.utf8) { return middle }
      let isAfter = precedesByBytes(threads[middle].path, path)
      range = isAfter ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return path.utf8.allSatisfy { $0 < 0x80 } ? nil : find(nonASCIIPath: path)
  }
}

extension ThreadIndex {
  private static func slugs(
    of threads: [ForumThread]
  ) -> (slugs: SlugTable, collisions: [(first: Int, later: Int)]) {
    var slugs = SlugTable(capacity: threads.count)
    var collisions: [(first: Int, later: Int)] = []
    for (index, thread) in threads.enumerated() {
      let first = slugs.insert(index, thread.board, thread.slug.description) {
        threads[$0].board == thread.board && threads[$0].slug == thread.slug
      }
      if let first { collisions.append((first, index)) }
    }
    return (slugs, collisions)
  }

  private func find(nonASCIIPath path: String) -> Int? {
    nonASCIIPaths.withLock { paths in
      let known =
        paths
        ?? Dictionary(
          threads.enumerated().lazy.filter { !$1.path.utf8.allSatisfy { $0 < 0x80 } }
            .map { ($1.path, $0) },
          uniquingKeysWith: { first, _ in first })
      paths = known
      return known[path]
    }
  }
}
