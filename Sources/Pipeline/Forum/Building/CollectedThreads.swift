import Content
import Diagnostics
import Survey

/// All threads, with what is counted and collected while they are made.
package struct CollectedThreads: Sendable {
  private(set) var threads: [ForumThread] = []
  private(set) var totals = ThreadTotals()
  /// The threads that have aliases.
  private(set) var withAliases: [(thread: Int, summary: ThreadSummary)] = []
  private var postCounts: PostCounts
  private var relatedSearch = RelatedThreadSearch()
  private let content: CommunityContent
  /// Sorted by `order`, then by title and slug.
  private let boards: [BoardContent]
  private let collectedMembers: MemberCollector
  private let collectedTags: TagCollector
  private let urls: SiteRoutes

  var diagnostics: [CrossFileDiagnostic] { collectedMembers.diagnostics }
  var memberKeys: [String] { collectedMembers.keys }

  init(
    _ content: CommunityContent, _ summaries: [ThreadSummary], _ members: MemberCollector,
    _ tags: TagCollector, _ urls: SiteRoutes
  ) {
    (self.content, self.urls) = (content, urls)
    (collectedMembers, collectedTags) = (members, tags)
    boards = content.boards.sorted {
      ($0.document.order, $0.document.title, $0.slug) < (
        $1.document.order, $1.document.title, $1.slug
      )
    }
    postCounts = PostCounts(members: members.count)
    add(summaries)
  }

  private mutating func add(_ summaries: [ThreadSummary]) {
    var boardFinder = BoardFinder(boards)
    let boardURLs = boards.map { urls.board($0.slug) }
    let isClosed = boards.map(\.document.isClosed)
    threads.reserveCapacity(summaries.count)
    relatedSearch.reserveCapacity(summaries.count)
    let officials = collectedMembers.officials
    for (index, summary) in summaries.enumerated() {
      guard let board = boardFinder.board(ofThread: summary.path) else { continue }
      let thread = ForumThread(
        summary, members: collectedMembers.members(ofSummary: index), board: board,
        isBoardClosed: isClosed[board], url: "\(boardURLs[board])\(summary.slug.description)/",
        tags: collectedTags.tags(ofSummary: index), officials: officials)
      relatedSearch.add(thread)
      totals.add(thread, at: threads.count)
      postCounts.add(thread.posts)
      if !summary.aliases.isEmpty { withAliases.append((threads.count, summary)) }
      threads.append(thread)
    }
  }
}

extension CollectedThreads {
  /// Returns all members, sorted by key, with their posts.
  package func members() -> [Member] {
    collectedMembers.members(PostsByMember(threads, postCounts), urls: urls)
  }

  /// Returns the boards and tags with their threads, and the related threads.
  package func lists() -> ThreadLists {
    ThreadLists(
      boardList(), collectedTags.tags(threads: threads), threads, relatedSearch.related())
  }

  private func boardList() -> [Board] {
    let pages = Dictionary(
      content.pages.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
    var groups = Array(repeating: [Int32](), count: boards.count)
    for (index, thread) in threads.enumerated() { groups[thread.board].append(Int32(index)) }
    return zip(boards, groups).map { board, group in
      Board(
        slug: board.slug, document: board.document, path: board.path,
        references: board.references, url: urls.board(board.slug),
        threadsByActivity: sorted(group) { $0.lastActivity },
        threadsByStart: sorted(group) { $0.started },
        postCount: group.reduce(0) { $0 + threads[Int($1)].visibleCount },
        newestThread: newestThread(group),
        disclaimerPage: board.document.disclaimer.flatMap { pages[$0.text] })
    }
  }

  /// Returns the threads of a board: pinned ones first, then by date, newest first.
  private func sorted(
    _ group: [Int32], by date: (ForumThread) -> PostDate
  ) -> [Int32] {
    let keys = group.map { (threads[Int($0)].isPinned, date(threads[Int($0)]).instant, $0) }
    return keys.sorted {
      $0.0 != $1.0 ? $0.0 : $0.1 != $1.1 ? $0.1 > $1.1 : $0.2 < $1.2
    }.map(\.2)
  }

  /// Returns the thread with the newest post. If several have a post at that moment, the first by
  /// path is returned.
  private func newestThread(_ group: [Int32]) -> Int32? {
    let dated = group.map { (index: Int32) -> (Int64, Int32) in
      (threads[Int(index)].lastActivity.instant, index)
    }
    return dated.max { ($0.0, $1.1) < ($1.0, $0.1) }?.1
  }
}

/// Finds the boards of threads by the paths of the threads.
///
/// It compares a path with the folder of the board found last, because the threads of a board are
/// adjacent.
private struct BoardFinder {
  private let indices: [String: Int]
  /// `boards/<board>/`, with the slash at the end. Empty before the first lookup.
  private var folder = ""
  private var board: Int?

  init(_ boards: [BoardContent]) {
    indices = Dictionary(
      boards.enumerated().map { ("boards/\($1.slug)/", $0) },
      uniquingKeysWith: { first, _ in first })
  }

  mutating func board(ofThread path: String) -> Int? {
    if folder.isEmpty || !path.utf8.starts(with: folder.utf8) {
      folder = path.split(separator: "/").prefix(2).map { "\($0)/" }.joined()
      board = indices[folder]
    }
    return board
  }
}
