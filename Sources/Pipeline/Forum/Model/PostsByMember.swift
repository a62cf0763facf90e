import Content

/// The posts of all members in one array, grouped by member.
struct PostsByMember {
  private var posts: [PostReference]
  /// First index of each member's posts, and the end of the last.
  private var starts: [Int]

  /// Creates the array. `counts` has the number of each member's posts.
  init(_ threads: [ForumThread], _ counts: PostCounts) {
    starts = counts.counts.reduce(into: [0]) { $0.append($0[$0.count - 1] + Int($1)) }
    var next = starts
    let none = PostDate(instant: 0, offset: 0, isDayOnly: false, hasSeconds: false)
    posts = Array(
      repeating: PostReference(thread: 0, number: 0, date: none), count: starts[starts.count - 1])
    for (index, thread) in threads.enumerated() {
      thread.posts.forEachVisible { number, post in
        let slot = next[Int(post.member)]
        next[Int(post.member)] = slot + 1
        posts[slot] = PostReference(
          thread: Int32(index), number: Int32(number + 1), date: post.date)
      }
    }
    sort()
  }

  func newestFirst(of member: Int) -> MemberPosts {
    MemberPosts(all: posts, range: starts[member]..<starts[member + 1])
  }

  /// Sorts the posts of each member, newest first. Posts of the same moment are sorted by thread,
  /// and within a thread the later post comes first.
  private mutating func sort() {
    posts.withUnsafeMutableBufferPointer { posts in
      for member in 0..<starts.count - 1 where starts[member + 1] - starts[member] > 1 {
        var memberPosts = UnsafeMutableBufferPointer(
          rebasing: posts[starts[member]..<starts[member + 1]])
        memberPosts.sort { left, right in
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
    posts.forEachVisible { _, post in counts[Int(post.member)] += 1 }
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
  package subscript(bounds: Range<Int>) -> ArraySlice<PostReference> {
    all[range.lowerBound + bounds.lowerBound..<range.lowerBound + bounds.upperBound]
  }
}

extension ThreadPosts {
  /// Calls `body` with each post that was not removed, and its index.
  ///
  /// The spans avoid retaining both arrays for each post.
  @inline(__always)
  fileprivate func forEachVisible(_ body: (Int, ForumPost) -> Void) {
    let (summaries, members) = (summaries.span, members.span)
    for index in summaries.indices {
      let post = ForumPost(summaries[index], members)
      if !post.isRemoved, post.member >= 0 { body(index, post) }
    }
  }
}
