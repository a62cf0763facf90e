import Content

/// Who wrote what: the posts of all members in one piece, for there are a million.
struct PostsByMember {
  private var entries: [PostReference]
  /// Where each member's entries begin, and the end of the last.
  private var starts: [Int]

  /// `counts`: of each member's posts, by `PostCounts`.
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

  /// What was written at the same moment comes by thread, and in a thread the later post first.
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

/// How much each member wrote: counted while threads are made, for then their posts are at hand.
struct PostCounts {
  /// By member.
  private(set) var counts: [Int32]

  init(members count: Int) { counts = Array(repeating: 0, count: count) }

  mutating func add(_ posts: ThreadPosts) {
    posts.forEachCounted { _, post in counts[Int(post.member)] += 1 }
  }
}

/// What a member wrote: a part of what all wrote.
package struct MemberPosts: RandomAccessCollection, Sendable {
  package typealias SubSequence = ArraySlice<PostReference>

  fileprivate let all: [PostReference]
  fileprivate let range: Range<Int>

  package var startIndex: Int { 0 }
  package var endIndex: Int { range.count }

  package subscript(index: Int) -> PostReference { all[range.lowerBound + index] }

  /// A part, as it can be gone through quickest.
  package subscript(part: Range<Int>) -> ArraySlice<PostReference> {
    all[range.lowerBound + part.lowerBound..<range.lowerBound + part.upperBound]
  }
}

extension ThreadPosts {
  /// Without those that were removed; each with its index.
  ///
  /// To ask for them one by one is to count the holders of both arrays each time.
  @inline(__always)
  fileprivate func forEachCounted(_ use: (Int, ForumPost) -> Void) {
    let (summaries, members) = (summaries.span, members.span)
    for index in summaries.indices {
      let post = ForumPost(summaries[index], members)
      if !post.isRemoved, post.member >= 0 { use(index, post) }
    }
  }
}
