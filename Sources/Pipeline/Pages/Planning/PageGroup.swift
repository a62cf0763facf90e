import Content
import Forum

/// Consecutive pages of one thread or list. One worker makes all of them, so that a thread's file
/// is read only once.
package struct PageGroup: Sendable {
  let first: PageSubject
  package let count: Int
}

extension Site {
  package var threadIndices: Range<Int> { views.forum.threads.indices }

  /// Groups of the auxiliary files, such as feeds and sitemaps.
  var auxiliaryGroups: [PageGroup] {
    let forum = views.forum
    let scopes =
      [.forum] + forum.boards.indices.map(FeedScope.board) + forum.tags.indices.map(FeedScope.tag)
    var subjects = scopes.map(PageSubject.feed)
    subjects += (0...sitemap.indexedFileCount).map(PageSubject.sitemap)
    subjects += [.robots, .headers]
    if forum.settings.securityContact != nil { subjects.append(.securityContact) }
    return subjects.map { PageGroup(first: $0, count: 1) }
  }
}

extension SiteViews {
  /// Returns the groups of all pages, assets and static files. Threads are first, because they
  /// take longest. Auxiliary files are in `auxiliaryGroups`.
  ///
  /// - Parameters:
  ///   - members: indices of the members with a page.
  ///   - copies: number of published copies of assets.
  ///   - files: number of static files.
  func pageGroups(members: [Int], copies: Int, files: Int) -> [PageGroup] {
    var groups = forum.threads.enumerated().map { index, thread in
      PageGroup(
        first: .thread(index, page: 1), count: forum.pageCount(posts: thread.posts.count))
    }
    groups += members.map { index in
      PageGroup(
        first: .member(index, page: 1),
        count: forum.pageCount(rows: forum.members[index].posts.count))
    }
    groups += listGroups(members: members.count)
    groups += forum.pages.indices.map { PageGroup(first: .page($0), count: 1) }
    groups += forum.redirects.indices.map { PageGroup(first: .redirect($0), count: 1) }
    groups += (0..<copies).map { PageGroup(first: .asset($0), count: 1) }
    groups += (0..<files).map { PageGroup(first: .staticFile($0), count: 1) }
    return groups
  }

  /// `members` is the number of members with a page.
  private func listGroups(members: Int) -> [PageGroup] {
    var groups: [PageGroup] = []
    for (index, board) in forum.boards.enumerated() {
      let count = forum.pageCount(rows: board.threadsByStart.count)
      groups.append(PageGroup(first: .board(index, isByStart: false, page: 1), count: count))
      groups.append(PageGroup(first: .board(index, isByStart: true, page: 1), count: count))
    }
    for (index, tag) in forum.tags.enumerated() {
      let count = forum.pageCount(rows: tag.threads.count)
      groups.append(PageGroup(first: .tag(index, page: 1), count: count))
    }
    groups.append(
      PageGroup(first: .members(page: 1), count: forum.pageCount(rows: members)))
    groups.append(PageGroup(first: .tags(page: 1), count: forum.pageCount(rows: forum.tags.count)))
    let single: [PageSubject] =
      [.home, .search, .resourceList, .notFound] + (forum.glossary.isEmpty ? [] : [.glossary])
    return groups + single.map { PageGroup(first: $0, count: 1) }
  }
}
