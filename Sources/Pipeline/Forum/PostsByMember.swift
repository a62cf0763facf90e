import Content

/// Who wrote what: the posts of all members in one piece, for there are a million.
struct PostsByMember {
  private var entries: [PostReference]
  /// Where each member's entries begin, and the end of the last.
  private var starts: [Int]

  init(_ threads: [ForumThread], memberCount: Int) {
    starts = Self.starts(threads, memberCount)
    var next = starts
    let none = PostDate(instant: 0, offset: 0, isDayOnly: false, hasSeconds: false)
    entries = Array(
      repeating: PostReference(thread: 0, number: 0, date: none), count: starts[memberCount])
    for (index, thread) in threads.enumerated() {
      for (number, post) in thread.posts.enumerated() where post.isCounted {
        let member = Int(post.member)
        entries[next[member]] = PostReference(
          thread: Int32(index), number: Int32(number + 1), date: post.date)
        next[member] += 1
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
      for (start, end) in zip(starts, starts.dropFirst()) {
        var posts = UnsafeMutableBufferPointer(rebasing: entries[start..<end])
        posts.sort { left, right in
          if left.date.instant != right.date.instant { return left.date > right.date }
          if left.thread != right.thread { return left.thread < right.thread }
          return left.number > right.number
        }
      }
    }
  }

  private static func starts(_ threads: [ForumThread], _ memberCount: Int) -> [Int] {
    var starts = Array(repeating: 0, count: memberCount + 1)
    for thread in threads {
      for post in thread.posts where post.isCounted { starts[Int(post.member) + 1] += 1 }
    }
    for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
    return starts
  }
}

/// What a member wrote: a part of what all wrote.
package struct MemberPosts: RandomAccessCollection, Sendable {
  fileprivate let all: [PostReference]
  fileprivate let range: Range<Int>

  package var startIndex: Int { 0 }
  package var endIndex: Int { range.count }

  package subscript(index: Int) -> PostReference { all[range.lowerBound + index] }
}

extension ForumPost {
  fileprivate var isCounted: Bool { !isRemoved && member >= 0 }
}
