import Content
import Forum
import Survey

/// The newest posts of a feed, newest first and without removed posts.
///
/// Lists of threads are sorted by last activity, so a list is read only until no later thread can
/// contain a post that is new enough.
struct NewestPosts {
  /// Maximum number of posts in a feed.
  static let maximumCount = 50

  struct PostPosition: Sendable, BitwiseCopyable {
    let thread: Int32
    /// From 1.
    let number: Int32
    let instant: Int64

    /// Posts with the same date are ordered by thread. Within a thread the later post comes
    /// first.
    fileprivate func isBefore(_ other: PostPosition) -> Bool {
      if instant != other.instant { return instant > other.instant }
      return thread != other.thread ? thread < other.thread : number > other.number
    }
  }

  private(set) var posts: [PostPosition] = []
  private let forum: Forum

  init(_ scope: FeedScope, of forum: Forum) {
    self.forum = forum
    switch scope {
    case .forum: for board in forum.boards { add(board) }
    case .board(let index): add(forum.boards[index])
    case .tag(let index): add(forum.tags[index].threads[...])
    }
  }
}

extension NewestPosts {
  /// Adds the threads of a board. Its list contains the pinned threads first, then all others.
  /// Each of these two parts is in the order of last activity.
  private mutating func add(_ board: Board) {
    let threads = board.threadsByActivity
    let unpinnedStart = threads.firstIndex { !forum.threads[Int($0)].isPinned } ?? threads.endIndex
    add(threads[..<unpinnedStart])
    add(threads[unpinnedStart...])
  }

  private mutating func add(_ threads: ArraySlice<Int32>) {
    for index in threads {
      let thread = forum.threads[Int(index)]
      if posts.count == Self.maximumCount,
        thread.lastActivity.instant < posts[Self.maximumCount - 1].instant
      {
        return
      }
      add(thread.posts.summaries, of: index)
    }
  }

  /// Adds the posts of a thread, the last one first, because it is most likely the newest.
  private mutating func add(_ summaries: [PostSummary], of thread: Int32) {
    for index in summaries.indices.reversed() where !summaries[index].isRemoved {
      insert(
        PostPosition(
          thread: thread, number: Int32(index) + 1, instant: summaries[index].date.instant))
    }
  }

  private mutating func insert(_ post: PostPosition) {
    if posts.count == Self.maximumCount {
      guard post.isBefore(posts[Self.maximumCount - 1]) else { return }
      posts.removeLast()
    }
    posts.insert(post, at: posts.firstIndex(where: post.isBefore) ?? posts.count)
  }
}
