package import Content
import Diagnostics

/// Puts everything together: members and tags from the posts, URLs, the order of lists; finds what
/// only all files together show to be wrong.
///
/// It runs on every build, on everything, and is cheap: the summaries hold no text.
package struct ForumBuilder {
  let content: CommunityContent
  let today: Day
  let tree: ContentTree
  let summaries: [ThreadSummary]
  let drafts: [ThreadSummary]
  let urls: SiteURLs
  var findings: [Finding] = []

  /// `summaries` in the order of their paths.
  package init(
    _ content: CommunityContent, tree: ContentTree, today: Day, summaries: [ThreadSummary],
    showsDrafts: Bool
  ) {
    self.content = content
    self.today = today
    self.tree = tree
    self.summaries = summaries.filter { showsDrafts || !$0.isDraft }
    drafts = showsDrafts ? [] : summaries.filter(\.isDraft)
    urls = SiteURLs(content.settings.url)
  }

  /// The forum, and what is wrong with it; mentions that name nobody are still to be confirmed,
  /// for the scan that noted them may have found them in code.
  package mutating func build() -> (
    forum: Forum, findings: [Finding], suspects: [MentionSuspect]
  ) {
    var members = MemberRegister(content)
    members.enter(summaries)
    findings += members.findings
    let tags = TagRegister(summaries, urls: urls)
    let boardOrder = sortedBoards()
    let threads = forumThreads(members, tags, boardOrder)
    let boards = boardLists(boardOrder, threads)
    let forum = forum(boards: boards, threads: threads, members: members, tags: tags)
    checkSettings()
    let checker = ReferenceChecker(forum)
    findings += checker.findings()
    findings += FormerNameChecker(forum, staticFiles: tree.staticFiles.map(\.path)).findings()
    return (forum, findings, checker.suspects())
  }
}

/// A mention that names nobody, in a file where it is a letter or two away from a member.
package struct MentionSuspect: Sendable {
  package let path: String
  package let note: MentionNote
  package let finding: Finding
}

extension ForumBuilder {
  /// By `order`, then by title; boards of one category stay where the first of them stands.
  private func sortedBoards() -> [CommunityContent.Board] {
    content.boards.sorted {
      ($0.document.order, $0.document.title, $0.slug) < (
        $1.document.order, $1.document.title, $1.slug
      )
    }
  }

  private func forumThreads(
    _ members: MemberRegister, _ tags: TagRegister, _ boards: [CommunityContent.Board]
  ) -> [ForumThread] {
    let boardIndices = Dictionary(
      boards.enumerated().map { ($1.slug.description, $0) }, uniquingKeysWith: { first, _ in first }
    )
    return summaries.enumerated().compactMap { index, summary in
      let folder = summary.path.split(separator: "/").dropFirst().first.map(String.init) ?? ""
      guard let board = boardIndices[folder] else { return nil }
      return ForumThread(
        summary, board: board, boards[board], members: members, tags: tags.tags(of: index),
        urls: urls)
    }
  }

  private func boardLists(
    _ boards: [CommunityContent.Board], _ threads: [ForumThread]
  ) -> [Board] {
    let pages = Dictionary(
      content.pages.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
    var groups = Array(repeating: [Int32](), count: boards.count)
    for (index, thread) in threads.enumerated() { groups[thread.board].append(Int32(index)) }
    return zip(boards, groups).map { board, group in
      Board(
        slug: board.slug, document: board.document, path: board.path,
        references: board.references, url: urls.board(board.slug),
        threadsByActivity: sorted(group, threads, by: \.lastActivity),
        threadsByStart: sorted(group, threads, by: \.started),
        postCount: group.reduce(0) { $0 + threads[Int($1)].visibleCount },
        disclaimerPage: board.document.disclaimer.flatMap { pages[$0.text] })
    }
  }

  private func sorted(
    _ group: [Int32], _ threads: [ForumThread], by date: KeyPath<ForumThread, PostDate>
  ) -> [Int32] {
    let keys = group.map {
      (threads[Int($0)].isPinned, threads[Int($0)][keyPath: date].instant, $0)
    }
    return keys.sorted {
      $0.0 != $1.0 ? $0.0 : $0.1 != $1.1 ? $0.1 > $1.1 : $0.2 < $1.2
    }.map(\.2)
  }

  private mutating func forum(
    boards: [Board], threads: [ForumThread], members: MemberRegister, tags: TagRegister
  ) -> Forum {
    let people = members.members(threads: threads, urls: urls)
    let pages = content.pages.map {
      ContentPage(
        slug: $0.slug, path: $0.path, url: urls.page($0.slug), document: $0.document,
        references: $0.references)
    }
    let tagList = tags.tags(threads: threads)
    var plan = URLPlan(urls: urls, hasGlossary: !content.glossary.isEmpty)
    plan.add(boards: boards, threads: threads, members: people, tags: tagList, pages: pages)
    let redirects = plan.addAliases(
      boards: boards, threads: threads, aliases: summaries.map { ($0.path, $0.aliases) },
      pages: pages)
    plan.addFiles(
      boards: boards, threads: threads, pages: pages, staticFiles: tree.staticFiles.map(\.path),
      drafts: drafts.map(\.path), tree: tree)
    plan.index.members = members.keys
    findings += plan.findings
    return Forum(
      settings: content.settings, today: today, boards: boards, threads: threads,
      members: people, tags: tagList, pages: pages, redirects: redirects,
      postCount: threads.reduce(0) { $0 + $1.visibleCount },
      memberCount: people.count { $0.url != nil },
      formerNames: FormerNames(people.filter(\.isFormer).map(\.name)), urls: urls,
      mentions: MentionIndex(members.keys), glossary: content.glossary,
      privacyPage: content.settings.privacyPolicy.flatMap { policy in
        pages.firstIndex { $0.path == policy.text }
      },
      settingsReferences: [
        ("forum.yml", content.forumReferences), ("members.yml", content.memberReferences),
      ],
      index: plan.index)
  }

  /// Pages that settings and boards name must be there; one with errors of its own is.
  private mutating func checkSettings() {
    let paths = tree.pages
    let named =
      [(content.settings.privacyPolicy, "forum.yml", "privacy_policy")]
      + content.boards.map { ($0.document.disclaimer, $0.path, "disclaimer") }
    for case (let page?, let path, let key) in named where !paths.contains(page.text) {
      findings.append(
        Finding(
          .error, "no-such-page",
          "'\(key)' is the path of a page, such as "
            + "pages/privacy-policy.md; there is no '\(page.text)'", in: path, at: page.offset,
          suggestion: paths.nearest(to: page.text)))
    }
  }
}

extension ForumThread {
  fileprivate convenience init(
    _ summary: ThreadSummary, board: Int, _ boardContent: CommunityContent.Board,
    members: MemberRegister, tags: [Int32], urls: SiteURLs
  ) {
    let people = summary.authors.map { members.index(of: $0.name) }
    let posts = summary.posts.map {
      ForumPost(
        member: people[Int($0.author)], date: $0.date, isRemoved: $0.isRemoved,
        isAccepted: $0.isAccepted, checkedDay: $0.checkedDay)
    }
    self.init(
      summary, posts: posts, board: board, isBoardClosed: boardContent.document.isClosed,
      url: urls.thread(summary.slug, board: boardContent.slug), tags: tags)
  }
}
