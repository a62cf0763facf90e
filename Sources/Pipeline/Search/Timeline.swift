import Content
import Fingerprints
import Forum
import Survey

/// All posts by their days, for searches of dates alone: files of some thousand posts, and a table of
/// the files.
///
/// A file holds whole days, the newest first. For each day: the days since the one before in the file
/// (for the first one since 1970), the number of its posts, and of each post its segment, its thread's
/// index in the segment and its number in the thread. All are varints. Posts of a day are in the order
/// of their moments, the newest first.
///
/// The table, `t/index.json`, has for each file, the oldest first, its first day (days since that of the
/// file before, for the first one since 1970) and the number of its posts.
struct Timeline: Sendable {
  /// The days of the oldest and the newest post; nil where there is none.
  let days: (oldest: Day, newest: Day)?
  private(set) var files: [File] = []

  struct File: Sendable {
    /// Below `index/`.
    let name: String
    let bytes: [UInt8]
    let fingerprint: Fingerprint

    init(_ name: String, _ bytes: [UInt8]) {
      (self.name, self.bytes) = (name, bytes)
      fingerprint = Fingerprint(of: bytes)
    }
  }

  /// A file ends with the day in which it reaches so many posts: 5 to 10 kB.
  private static let fewest = 2048

  init(_ forum: Forum, _ segments: [Segment]) {
    let posts = DatedPost.sorted(forum, segments)
    days = posts.first.flatMap { first in
      posts.last.map { (Day(daysSince1970: Int(first.day)), Day(daysSince1970: Int($0.day))) }
    }
    var (table, before): ([String], Int32) = ([], 0)
    var start = 0
    while start < posts.count {
      let end = Self.end(of: start, in: posts)
      let file = posts[start..<end]
      files.append(File("t/\(table.count).bin", Self.bytes(of: file)))
      let first = posts[start].day
      table.append("[\(first - before),\(file.count)]")
      before = first
      start = end
    }
    files.append(File("t/index.json", Array("[\(table.joined(separator: ",\n"))]\n".utf8)))
  }

  /// The end of the day in which a file that begins at `start` reaches its size.
  private static func end(of start: Int, in posts: [DatedPost]) -> Int {
    var end = min(start + fewest, posts.count)
    while end < posts.count, posts[end].day == posts[end - 1].day { end += 1 }
    return end
  }

  private static func bytes(of posts: ArraySlice<DatedPost>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(posts.count * 6)
    var end = posts.endIndex
    while end > posts.startIndex {
      let day = posts[end - 1].day
      var start = end - 1
      while start > posts.startIndex, posts[start - 1].day == day { start -= 1 }
      bytes.appendVarint(Int(end < posts.endIndex ? posts[end].day - day : day))
      bytes.appendVarint(end - start)
      for post in posts[start..<end].reversed() { post.append(to: &bytes) }
      end = start
    }
    return bytes
  }
}

/// A post's moment and where it is, in as little memory as will do: a large forum has a million.
private struct DatedPost: BitwiseCopyable {
  /// Seconds since 1970 in UTC.
  let instant: Int64
  /// Days since 1970 by the forum's calendar.
  let day: Int32
  let segment: Int32
  /// The thread's index in the segment.
  let thread: Int32
  let number: Int32

  /// All posts but the removed ones, the oldest first.
  static func sorted(_ forum: Forum, _ segments: [Segment]) -> [DatedPost] {
    var posts: [DatedPost] = []
    posts.reserveCapacity(forum.postCount)
    for (segment, threads) in segments.enumerated() {
      for (index, thread) in threads.threads.enumerated() {
        let summaries = forum.threads[Int(thread)].posts.summaries
        for number in summaries.indices where !summaries[number].isRemoved {
          let date = summaries[number].date
          posts.append(
            DatedPost(
              instant: date.instant, day: Int32(clamping: date.day.daysSince1970),
              segment: Int32(segment), thread: Int32(index), number: Int32(number + 1)))
        }
      }
    }
    posts.sort { $0.order < $1.order }
    return posts
  }

  private var order: (Int32, Int64, Int32, Int32, Int32) { (day, instant, segment, thread, number) }

  func append(to bytes: inout [UInt8]) {
    bytes.appendVarint(Int(segment))
    bytes.appendVarint(Int(thread))
    bytes.appendVarint(Int(number))
  }
}
