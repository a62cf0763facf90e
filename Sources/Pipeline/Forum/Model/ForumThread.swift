package import Content
package import Fingerprints
package import Survey

/// A thread. It is a class, because copying a struct would retain each of its fields.
package final class ForumThread: Sendable {
  package let path: String
  package let board: Int
  package let slug: Slug
  package let title: String
  package let url: String
  package let tags: [Int32]
  package let isClosed: Bool
  package let isPinned: Bool
  package let posts: ThreadPosts
  package let started: PostDate
  /// Date of the newest post that was not removed, or the thread's start if all were removed.
  package let lastActivity: PostDate
  /// Number of that post, from 1.
  package let lastNumber: Int
  /// Number of the accepted reply, from 1.
  package let acceptedNumber: Int?
  /// Number of the first official post, from 1.
  package let officialNumber: Int?
  /// Number of posts that were not removed.
  package let visibleCount: Int
  /// State of the file when it was surveyed.
  package let stamp: SourceStamp
  package let fingerprint: Fingerprint
  package let references: References

  /// Creates a thread from its summary.
  ///
  /// `summary` must have at least one post. `members` are its authors. `officials` has a flag for
  /// each member of the forum: whether their posts are official answers.
  init(
    _ summary: ThreadSummary, members: [Int32], board: Int, isBoardClosed: Bool, url: String,
    tags: [Int32], officials: [Bool]
  ) {
    let posts = ThreadPosts(summaries: summary.posts, members: members)
    path = summary.path
    self.board = board
    slug = summary.slug
    title = summary.title
    self.url = url
    self.tags = tags
    isClosed = summary.isClosed || isBoardClosed
    isPinned = summary.isPinned
    self.posts = posts
    started = posts[0].date
    let totals = PostTotals(posts)
    lastActivity = posts[totals.lastIndex].date
    lastNumber = totals.lastIndex + 1
    acceptedNumber = totals.acceptedIndex.map { $0 + 1 }
    visibleCount = totals.visibleCount
    officialNumber = posts.firstOfficialIndex(officials).map { $0 + 1 }
    stamp = summary.stamp
    fingerprint = summary.fingerprint
    references = summary.references
  }
}

extension ForumThread {
  /// Values derived from all posts of a thread in one pass.
  private struct PostTotals {
    /// Index of the newest post that was not removed, or 0 if all were. If two posts have the
    /// same date, it is the later one.
    var lastIndex = 0
    var acceptedIndex: Int?
    var visibleCount = 0

    init(_ posts: ThreadPosts) {
      for (index, post) in posts.enumerated() where !post.isRemoved {
        if visibleCount == 0 || posts[lastIndex].date <= post.date { lastIndex = index }
        if post.isAccepted, acceptedIndex == nil { acceptedIndex = index }
        visibleCount += 1
      }
    }
  }
}

/// The posts of a thread in the order of their numbers.
///
/// It shares the summary's posts and adds the members who wrote them, to avoid a copy of all
/// posts.
package struct ThreadPosts: RandomAccessCollection, Sendable {
  package let summaries: [PostSummary]
  /// Members by the author numbers of the summary. -1 for an author who is not a member because
  /// all of their posts were removed. A member with two spellings occurs twice.
  package let members: [Int32]
  /// Number of posts, stored so that counting does not access `summaries`.
  package let endIndex: Int

  package var startIndex: Int { 0 }

  fileprivate init(summaries: [PostSummary], members: [Int32]) {
    (self.summaries, self.members) = (summaries, members)
    endIndex = summaries.count
  }

  package subscript(index: Int) -> ForumPost { ForumPost(summaries[index], members.span) }
}

extension ThreadPosts {
  /// Returns the index of the first official post that was not removed. Most threads have none,
  /// so the authors are checked first.
  fileprivate func firstOfficialIndex(_ officials: [Bool]) -> Int? {
    guard members.contains(where: { $0 >= 0 && officials[Int($0)] }) else { return nil }
    return firstIndex { !$0.isRemoved && $0.member >= 0 && officials[Int($0.member)] }
  }
}

package struct ForumPost: Sendable, BitwiseCopyable {
  /// Index of the member. -1 for the author of a removed post who is not a member.
  package let member: Int32
  package let date: PostDate
  package let isRemoved: Bool
  package let isAccepted: Bool
  /// Day on which the post was written or last reviewed, in days since 1970.
  package let checkedDay: Int32

  /// Creates a post. `members` are the thread's members by author number.
  init(_ post: PostSummary, _ members: Span<Int32>) {
    member = members[Int(post.author)]
    date = post.date
    (isRemoved, isAccepted, checkedDay) = (post.isRemoved, post.isAccepted, post.lastReviewedDay)
  }
}
