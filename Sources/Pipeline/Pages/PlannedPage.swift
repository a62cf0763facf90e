package import Content
package import Fingerprints
package import Forum
import Mustache
package import Survey
import Theme

/// A file of the site, by what it is about.
package struct PlannedPage: Sendable {
  let subject: PageSubject

  /// Suggestions lie among the files that the Search room makes.
  package var isOfSearchIndex: Bool {
    if case .suggestions = subject { true } else { false }
  }
}

/// Files of the site: where they stand below the publish folder, and of each a fingerprint of everything
/// that it shows. The paths lie in one piece: a string for each of 300,000 costs more than all that is
/// done with them.
package struct PlannedPages: Sendable {
  package private(set) var pages: [PlannedPage] = []
  package private(set) var fingerprints: [Fingerprint] = []
  /// The paths, one behind the other, and where each ends.
  package private(set) var paths: [UInt8] = []
  package private(set) var pathEnds: [Int] = []

  init(expecting count: Int) {
    pages.reserveCapacity(count)
    fingerprints.reserveCapacity(count)
    paths.reserveCapacity(64 * count)
    pathEnds.reserveCapacity(count)
  }

  mutating func append(
    _ page: PlannedPage, _ fingerprint: Fingerprint, path: (inout [UInt8]) -> Void
  ) {
    pages.append(page)
    fingerprints.append(fingerprint)
    path(&paths)
    pathEnds.append(paths.count)
  }
}

/// Pages that are best made together, one behind the other: a thread's file is read once for all
/// of them.
package struct PageGroup: Sendable {
  let first: PageSubject
  package let count: Int
}

/// What a page is about. `page` counts from 1; the other numbers are indices of the forum's things,
/// of the published copies of the theme's assets and of the static files.
enum PageSubject: Sendable {
  case home
  case board(Int, isByStart: Bool, page: Int)
  case thread(Int, page: Int)
  case member(Int, page: Int)
  case members(page: Int)
  case tag(Int, page: Int)
  case tags(page: Int)
  case page(Int)
  case glossary
  case search
  case loads
  case redirect(Int)
  case notFound
  case feed(FeedScope)
  /// 0: /sitemap.xml.
  case sitemap(Int)
  case robots, securityContact, headers
  /// What the search offers while somebody types: a piece of it.
  case suggestions(Int)
  case asset(Int)
  case staticFile(Int)

  /// The page so-and-so of a list or thread of several.
  func page(_ number: Int) -> PageSubject {
    switch self {
    case .board(let index, let isByStart, _): .board(index, isByStart: isByStart, page: number)
    case .thread(let index, _): .thread(index, page: number)
    case .member(let index, _): .member(index, page: number)
    case .members: .members(page: number)
    case .tag(let index, _): .tag(index, page: number)
    case .tags: .tags(page: number)
    default: self
    }
  }
}

extension Site {
  package var threadIndices: Range<Int> { views.forum.threads.indices }

  /// Files for programs.
  var machineGroups: [PageGroup] {
    let forum = views.forum
    let scopes =
      [.forum] + forum.boards.indices.map(FeedScope.board) + forum.tags.indices.map(FeedScope.tag)
    var subjects = scopes.map(PageSubject.feed)
    subjects += (0...sitemap.partCount).map(PageSubject.sitemap)
    subjects += [.robots, .headers]
    subjects += (0..<suggestions.count).map(PageSubject.suggestions)
    if forum.settings.securityContact != nil { subjects.append(.securityContact) }
    return subjects.map { PageGroup(first: $0, count: 1) }
  }
}

extension SiteViews {
  /// All pages, threads first: they take longest. And the files that go with them, but for those for
  /// programs.
  ///
  /// `members`: those with a page; `copies`, `files`: how many of the theme's assets are published, and how many static
  /// files.
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

  /// `members`: how many have a page.
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
      [.home, .search, .loads, .notFound] + (forum.glossary.isEmpty ? [] : [.glossary])
    return groups + single.map { PageGroup(first: $0, count: 1) }
  }
}

/// What has to be read before a page can be made.
package enum PageSource: Sendable {
  /// Nothing: the model has it all.
  case model
  /// The file of a thread; of those whose posts a feed shows.
  case threads([ThreadFile])
  /// Files that are published as one, below the templates.
  case asset([PlainFile])
  /// One that is published as it is, below the content.
  case staticFile(PlainFile)
}

/// A thread's file, by its path below content/, which must still be what was surveyed, and what was
/// found in it then.
package struct ThreadFile: Sendable {
  package let path: String
  package let stamp: SourceStamp
  package let posts: [PostSummary]

  package init(_ thread: ForumThread) {
    (path, stamp, posts) = (thread.path, thread.stamp, thread.posts.summaries)
  }
}

extension Site {
  package func source(of page: PlannedPage) -> PageSource {
    switch page.subject {
    case .thread(let index, _): return .threads([ThreadFile(views.forum.threads[index])])
    case .feed(let scope):
      return .threads(
        AtomFeed(scope, views).threads.map { ThreadFile(views.forum.threads[Int($0)]) })
    case .asset(let index): return .asset(asset(index).files)
    case .staticFile(let index): return .staticFile(staticFiles[index])
    default: return .model
    }
  }
}

extension Site {
  /// What a published copy is of.
  func asset(_ copy: Int) -> ThemeAsset { theme.assets[assets.copies[copy].asset] }
}
