import Content

/// The posts of all members in one array, grouped by member.
struct PostsByMember {
  private var entries: [PostReference]
  /// First index of each member's posts, and the end of the last.
  private var starts: [Int]

  /// Creates the array. `counts` has the number of each member's posts.
  init(_ threads: [ForumThread], _ counts: PostCounts) {
    starts = counts.counts.reduce(into: [0]) { $0.append($0[$0.count - 1] + Int($1)) }
    var next = starts
    let none = PostDate(instant: 0, offset: 0, isDayOnly: false, hasSeconds: false)
    entries = Array(
      repeating: PostReference(thread: 0, number: 0, date: none), count: starts[starts.count - 1])
    for (index, thread) in threads.enumerated() {
      thread.posts.forEachCounted { number, post in
        let place = next[Int(post.member)]
        next[Int(post.member)] = place + 1
        entries[place] = PostReference(
          thread: Int32(index), number: Int32(number + 1), date: post.date)
      }
    }
    sort()
  }

  func newestFirst(of member: Int) -> MemberPosts {
    MemberPosts(all: entries, range: starts[member]..<starts[member + 1])
  }

  /// Sorts the posts of each member, newest first. Posts of the same moment are sorted by thread,
  /// and within a thread the later post comes first.
  private mutating func sort() {
    entries.withUnsafeMutableBufferPointer { entries in
      for member in 0..<starts.count - 1 where starts[member + 1] - starts[member] > 1 {
        var posts = UnsafeMutableBufferPointer(
          rebasing: entries[starts[member]..<starts[member + 1]])
        posts.sort { left, right in
          let (newer, older) = (left.date.instant, right.date.instant)
          if newer != older { return newer > older }
          if left.thread != right.thread { return left.thread < right.thread }
          return left.number > right.number
        }
      }
    }
  }
}

/// The number of posts of each member, counted while threads are made to avoid another pass.
struct PostCounts {
  /// Number of posts by member.
  private(set) var counts: [Int32]

  init(members count: Int) { counts = Array(repeating: 0, count: count) }

  mutating func add(_ posts: ThreadPosts) {
    posts.forEachCounted { _, post in counts[Int(post.member)] += 1 }
  }
}

/// The posts of one member, as a part of the array of all posts.
package struct MemberPosts: RandomAccessCollection, Sendable {
  package typealias SubSequence = ArraySlice<PostReference>

  fileprivate let all: [PostReference]
  fileprivate let range: Range<Int>

  package var startIndex: Int { 0 }
  package var endIndex: Int { range.count }

  package subscript(index: Int) -> PostReference { all[range.lowerBound + index] }

  /// Returns a range of the posts as a slice of the array of all posts.
  package subscript(part: Range<Int>) -> ArraySlice<PostReference> {
    all[range.lowerBound + part.lowerBound..<range.lowerBound + part.upperBound]
  }
}

extension ThreadPosts {
  /// Calls `use` with each post that was not removed, and its index.
  ///
  /// The spans avoid retaining both arrays for each post.
  @inline(__always)
  fileprivate func forEachCounted(_ use: (Int, ForumPost) -> Void) {
    let (summaries, members) = (summaries.span, members.span)
    for index in summaries.indices {
      let post = ForumPost(summaries[index], members)
      if !post.isRemoved, post.member >= 0 { use(index, post) }
    }
  }
}
