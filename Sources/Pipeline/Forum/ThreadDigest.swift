import Content

/// What all threads come to: gathered while they are made, for to go through 150,000 of them once more
/// costs as much as each thing that is done there.
struct ThreadDigest {
  /// Threads on the home page.
  private static let most = 10

  private(set) var postCount = 0
  private var firstDay: Int?
  private var lastDay: Int?
  private var latest: [(started: Int64, thread: Int32)] = []

  /// Of two started at one moment, the one that comes first.
  var newest: [Int32] { latest.map(\.thread) }

  /// From the day of the first thread to that of the newest post, counted since 1970.
  var days: ClosedRange<Int> {
    let first = firstDay ?? 0
    return first...max(first, lastDay ?? 0)
  }

  mutating func add(_ thread: ForumThread, at index: Int) {
    postCount += thread.visibleCount
    firstDay = min(firstDay ?? .max, thread.started.day.daysSince1970)
    lastDay = max(lastDay ?? .min, thread.lastActivity.day.daysSince1970)
    addStarted(thread.started.instant, Int32(index))
  }

  private mutating func addStarted(_ started: Int64, _ thread: Int32) {
    if latest.count == Self.most, latest[Self.most - 1].started >= started { return }
    let place = latest.firstIndex { $0.started < started } ?? latest.count
    latest.insert((started, thread), at: place)
    if latest.count > Self.most { latest.removeLast() }
  }
}
