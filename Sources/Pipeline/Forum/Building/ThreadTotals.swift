import Content

/// Totals over all threads, accumulated while threads are made to avoid another pass.
struct ThreadTotals {
  /// Maximum number of newest threads on the home page.
  private static let maximumNewest = 10

  private(set) var postCount = 0
  private var firstDay: Int?
  private var lastDay: Int?
  private var latest: [(started: Int64, thread: Int32)] = []

  /// Indices of the newest threads, newest first. If two started at the same moment, the first by
  /// path comes first.
  var newest: [Int32] { latest.map(\.thread) }

  /// Range from the day of the first thread to the day of the newest post, in days since 1970.
  var days: ClosedRange<Int> {
    let first = firstDay ?? 0
    return first...max(first, lastDay ?? 0)
  }

  mutating func add(_ thread: ForumThread, at index: Int) {
    postCount += thread.visibleCount
    firstDay = min(firstDay ?? .max, thread.started.day.daysSince1970)
    lastDay = max(lastDay ?? .min, thread.lastActivity.day.daysSince1970)
    insertByStart(thread.started.instant, Int32(index))
  }

  private mutating func insertByStart(_ started: Int64, _ thread: Int32) {
    if latest.count == Self.maximumNewest, latest[Self.maximumNewest - 1].started >= started {
      return
    }
    let index = latest.firstIndex { $0.started < started } ?? latest.count
    latest.insert((started, thread), at: index)
    if latest.count > Self.maximumNewest { latest.removeLast() }
  }
}
