package import Content
package import Fingerprints
package import Survey

/// A class, for lists and pages hand it about: one count of references instead of one a field.
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
  /// The date of the newest post that was not removed, else the thread's start.
  package let lastActivity: PostDate
  /// The number of that post.
  package let lastNumber: Int
  /// The number of the accepted reply.
  package let acceptedNumber: Int?
  /// The number of the first official post.
  package let officialNumber: Int?
  /// Posts that were not removed.
  package let visibleCount: Int
  /// What the file was when it was surveyed.
  package let stamp: SourceStamp
  package let fingerprint: Fingerprint
  package let references: References

  /// `summary` has a post at least; `members` are its authors; `officials` says of all members
  /// whether they answer for the forum.
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
    let digest = Digest(posts)
    lastActivity = posts[digest.last].date
    lastNumber = digest.last + 1
    acceptedNumber = digest.accepted.map { $0 + 1 }
    visibleCount = digest.visibleCount
    officialNumber = posts.firstOfficial(officials).map { $0 + 1 }
    stamp = summary.stamp
    fingerprint = summary.fingerprint
    references = summary.references
  }
}

extension ForumThread {
  /// What a thread's posts come to, gone through once.
  private struct Digest {
    /// The newest that was not removed, else the first; of two at one moment the later.
    var last = 0
    var accepted: Int?
    var visibleCount = 0

    init(_ posts: ThreadPosts) {
      for (index, post) in posts.enumerated() where !post.isRemoved {
        if visibleCount == 0 || posts[last].date <= post.date { last = index }
        if post.isAccepted, accepted == nil { accepted = index }
        visibleCount += 1
      }
    }
  }
}

/// The posts of a thread, in the order of their numbers: the summary's own, with the members who
/// wrote them, for a million posts need not be there twice.
package struct ThreadPosts: RandomAccessCollection, Sendable {
  package let summaries: [PostSummary]
  /// Everybody who wrote in the thread: who the summary's authors are. -1 for the author of removed posts
  /// alone; a member of two spellings is there twice.
  package let members: [Int32]
  /// Here as well, for who only counts the posts need not look for them.
  package let endIndex: Int

  package var startIndex: Int { 0 }

  fileprivate init(summaries: [PostSummary], members: [Int32]) {
    (self.summaries, self.members) = (summaries, members)
    endIndex = summaries.count
  }

  package subscript(index: Int) -> ForumPost { ForumPost(summaries[index], members.span) }
}

extension ThreadPosts {
  /// The index of the first post, not removed, of a member who answers for the forum. Most threads
  /// have none: then only their authors are looked at.
  fileprivate func firstOfficial(_ officials: [Bool]) -> Int? {
    guard members.contains(where: { $0 >= 0 && officials[Int($0)] }) else { return nil }
    return firstIndex { !$0.isRemoved && $0.member >= 0 && officials[Int($0.member)] }
  }
}

package struct ForumPost: Sendable, BitwiseCopyable {
  /// -1 for the author of removed posts alone.
  package let member: Int32
  package let date: PostDate
  package let isRemoved: Bool
  package let isAccepted: Bool
  /// The day on which the post was written, or reviewed since; in days since 1970.
  package let checkedDay: Int32

  /// `members`: of the thread, by its authors' numbers.
  init(_ post: PostSummary, _ members: Span<Int32>) {
    member = members[Int(post.author)]
    date = post.date
    (isRemoved, isAccepted, checkedDay) = (post.isRemoved, post.isAccepted, post.checkedDay)
  }
}
