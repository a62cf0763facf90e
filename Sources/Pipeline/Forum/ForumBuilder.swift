package import Content
import Diagnostics
package import Survey

/// Builds the forum model: members and tags from the posts, URLs, and sorted lists. Reports
/// problems that only all files together show.
///
/// It runs in full on every build, which is cheap because the summaries contain no texts of
/// posts.
package struct ForumBuilder {
  let content: CommunityContent
  let today: Day
  let tree: ContentTree
  let summaries: [ThreadSummary]
  let drafts: [ThreadSummary]
  let urls: SiteRoutes
  var diagnostics: [CrossFileDiagnostic] = []
  private let concurrentPair: ConcurrentPair
  private var totals = ThreadTotals()
  private var postCounts = PostCounts(members: 0)
  private var relatedSearch = RelatedThreadSearch()
  private var threadsWithAliases: [(thread: Int, summary: ThreadSummary)] = []

  /// Creates a builder. `summaries` must be sorted by path.
  package init(
    _ content: CommunityContent, tree: ContentTree, today: Day, summaries: [ThreadSummary],
    showsDrafts: Bool, concurrentPair: ConcurrentPair = .sequential
  ) {
    self.concurrentPair = concurrentPair
    self.content = content
    self.today = today
    self.tree = tree
    drafts = showsDrafts ? [] : summaries.filter(\.isDraft)
    self.summaries = drafts.isEmpty ? summaries : summaries.filter { !$0.isDraft }
    urls = SiteRoutes(content.settings.url)
  }

  /// Returns the forum and its diagnostics. References are not checked yet.
  package mutating func build() -> (forum: Forum, diagnostics: [CrossFileDiagnostic]) {
    let (content, summaries, urls) = (content, summaries, urls)
    let (members, tags) = concurrentPair.run {
      MemberCollector(content, summaries)
    } and: {
      TagCollector(summaries, urls: urls)
    }
    diagnostics += members.diagnostics
    let boards = sortedBoards()
    let forum = makeForum(
      boards, threads: makeThreads(members, tags, boards), members: members, tags: tags)
    checkPageReferences()
    diagnostics += FormerNameChecker(forum, content, staticFiles: tree.staticFiles.map(\.path))
      .diagnostics()
    return (forum, diagnostics)
  }
}

extension ForumBuilder {
  /// Sorts the boards by `order`, then by title and slug.
  private func sortedBoards() -> [BoardContent] {
    content.boards.sorted {
      ($0.document.order, $0.document.title, $0.slug) < (
        $1.document.order, $1.document.title, $1.slug
      )
    }
  }

  private mutating func makeThreads(
    _ members: MemberCollector, _ tags: TagCollector, _ boards: [BoardContent]
  ) -> [ForumThread] {
    var boardFinder = BoardFinder(boards)
    let boardURLs = boards.map { urls.board($0.slug) }
    let isClosed = boards.map(\.document.isClosed)
    var threads: [ForumThread] = []
    threads.reserveCapacity(summaries.count)
    postCounts = PostCounts(members: members.count)
    relatedSearch.reserveCapacity(summaries.count)
    let officials = members.officials
    for (index, summary) in summaries.enumerated() {
      guard let board = boardFinder.board(ofThread: summary.path) else { continue }
      let thread = ForumThread(
        summary, members: members.members(ofSummary: index), board: board,
        isBoardClosed: isClosed[board], url: "\(boardURLs[board])\(summary.slug.description)/",
        tags: tags.tags(ofSummary: index), officials: officials)
      relatedSearch.add(thread)
      totals.add(thread, at: threads.count)
      postCounts.add(thread.posts)
      if !summary.aliases.isEmpty { threadsWithAliases.append((threads.count, summary)) }
      threads.append(thread)
    }
    return threads
  }

  private func makeBoards(
    _ boards: [BoardContent], _ threads: [ForumThread]
  ) -> [Board] {
    let pages = Dictionary(
      content.pages.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
    var groups = Array(repeating: [Int32](), count: boards.count)
    for (index, thread) in threads.enumerated() { groups[thread.board].append(Int32(index)) }
    return zip(boards, groups).map { board, group in
      Board(
        slug: board.slug, document: board.document, path: board.path,
        references: board.references, url: urls.board(board.slug),
        threadsByActivity: sorted(group, threads) { $0.lastActivity },
        threadsByStart: sorted(group, threads) { $0.started },
        postCount: group.reduce(0) { $0 + threads[Int($1)].visibleCount },
        newestThread: newestThread(group, threads),
        disclaimerPage: board.document.disclaimer.flatMap { pages[$0.text] })
    }
  }

  /// Returns the threads of a board: pinned ones first, then by date, newest first.
  private func sorted(
    _ group: [Int32], _ threads: [ForumThread], by date: (ForumThread) -> PostDate
  ) -> [Int32] {
    let keys = group.map { (threads[Int($0)].isPinned, date(threads[Int($0)]).instant, $0) }
    return keys.sorted {
      $0.0 != $1.0 ? $0.0 : $0.1 != $1.1 ? $0.1 > $1.1 : $0.2 < $1.2
    }.map(\.2)
  }

  /// Returns the thread with the newest post. If several have a post at that moment, the first by
  /// path is returned.
  private func newestThread(_ group: [Int32], _ threads: [ForumThread]) -> Int32? {
    let dated = group.map { (index: Int32) -> (Int64, Int32) in
      (threads[Int(index)].lastActivity.instant, index)
    }
    return dated.max { ($0.0, $1.1) < ($1.0, $0.1) }?.1
  }

  private mutating func makeForum(
    _ sortedBoards: [BoardContent], threads: [ForumThread], members: MemberCollector,
    tags: TagCollector
  ) -> Forum {
    let (builder, postCounts, urls) = (self, postCounts, urls)
    let (memberList, (lists, related)) = concurrentPair.run {
      members.members(PostsByMember(threads, postCounts), urls: urls)
    } and: {
      let lists = ListedThreads(
        builder.makeBoards(sortedBoards, threads), tags.tags(threads: threads), threads)
      return (lists, builder.relatedSearch.related())
    }
    let pages = contentPages
    var urlAssigner = URLAssigner(
      urls: urls, hasGlossary: !content.glossary.isEmpty, lists, threads: threads,
      members: memberList, pages: pages)
    let redirects = urlAssigner.addAliases(ofThreads: threadsWithAliases)
    urlAssigner.addFiles(
      staticFiles: tree.staticFiles.map(\.path), drafts: drafts.map(\.path), tree: tree)
    let terms = TermIndex(content.glossary)
    diagnostics += urlAssigner.diagnostics + terms.collisions(in: content.glossary)
    return Forum(
      content: content, today: today, boards: lists.boards, threads: threads, members: memberList,
      tags: lists.tags, pages: pages, redirects: redirects, related: related, totals: totals,
      urls: urls, mentions: MentionIndex(members.keys), terms: terms, index: urlAssigner.index)
  }

  private var contentPages: [ContentPage] {
    content.pages.map {
      ContentPage(
        slug: $0.slug, path: $0.path, url: urls.page($0.slug), document: $0.document,
        references: $0.references)
    }
  }

  /// Checks that pages named by settings and boards exist. A page with errors of its own counts
  /// as existing.
  private mutating func checkPageReferences() {
    let paths = tree.pages
    let references =
      [(content.settings.privacyPolicy, "forum.yml", "privacy_policy")]
      + content.boards.map { ($0.document.disclaimer, $0.path, "disclaimer") }
    for case (let page?, let path, let key) in references where !paths.contains(page.text) {
      diagnostics.append(
        CrossFileDiagnostic(
          .error, "no-such-page",
          "there is no page '\(page.text)'; '\(key)' must be the path of a page, such as "
            + "pages/privacy-policy.md", in: path, at: page.offset,
          suggestion: paths.mostSimilar(to: page.text)))
    }
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
