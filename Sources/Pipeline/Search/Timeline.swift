import Content
import Forum
import Survey

/// All posts by day, for searches by date alone: files of some thousand posts, and a table of
/// these files. The browser script decodes them (timeline.js).
///
/// A file has whole days, the newest first. Each day is the difference to the day before it in
/// the file (for the first one, the days since 1970), the number of posts, and for each post its
/// segment, its thread's index in the segment and its number in the thread. All of these are
/// varints. The posts of a day are sorted by their moments, the newest first.
///
/// The table, `t/index.json`, has for each file, the oldest first, its earliest day (as the
/// difference to that of the file before, for the first file the days since 1970) and the number
/// of its posts.
struct Timeline: Sendable {
  /// The days of the oldest and the newest post. Nil if there are no posts.
  let days: (oldest: Day, newest: Day)?
  private(set) var files: [IndexFile] = []

  /// A file ends with the day in which it reaches this number of posts, with about 5 to 10 kB.
  private static let minimumPosts = 2048

  init(_ forum: Forum, _ segments: [Segment]) {
    let posts = DatedPost.sorted(forum, segments)
    days = posts.first.flatMap { first in
      posts.last.map { (Day(daysSince1970: Int(first.day)), Day(daysSince1970: Int($0.day))) }
    }
    var (table, previousDay): ([String], Int32) = ([], 0)
    var start = 0
    while start < posts.count {
      let end = Self.end(of: start, in: posts)
      let file = posts[start..<end]
      files.append(IndexFile("t/\(table.count).bin", Self.bytes(of: file)))
      let first = posts[start].day
      table.append("[\(first - previousDay),\(file.count)]")
      previousDay = first
      start = end
    }
    files.append(IndexFile("t/index.json", Array("[\(table.joined(separator: ",\n"))]\n".utf8)))
  }

  /// Returns the end of a file that begins at `start`: the end of the day in which it has enough
  /// posts.
  private static func end(of start: Int, in posts: [DatedPost]) -> Int {
    var end = min(start + minimumPosts, posts.count)
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

/// A post's moment and coordinates. Small, because a large forum has a million posts.
private struct DatedPost: BitwiseCopyable {
  /// Seconds since 1970 in UTC.
  let instant: Int64
  /// Days since 1970 in the forum's time zone.
  let day: Int32
  let segment: Int32
  /// The thread's index in the segment.
  let thread: Int32
  let number: Int32

  /// Returns all posts that are not removed, the oldest first.
  static func sorted(_ forum: Forum, _ segments: [Segment]) -> [DatedPost] {
    var posts: [DatedPost] = []
    posts.reserveCapacity(forum.postCount)
    for (segmentIndex, segment) in segments.enumerated() {
      for (index, thread) in segment.threads.enumerated() {
        let summaries = forum.threads[Int(thread)].posts.summaries
        for number in summaries.indices where !summaries[number].isRemoved {
          let date = summaries[number].date
          posts.append(
            DatedPost(
              instant: date.instant, day: Int32(clamping: date.day.daysSince1970),
              segment: Int32(segmentIndex), thread: Int32(index), number: Int32(number + 1)))
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
