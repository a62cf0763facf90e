package import Content
package import Fingerprints
package import Forum
import Mustache
package import Survey
import Theme

/// A planned file of the site, identified by its subject.
package struct PlannedPage: Sendable {
  let subject: PageSubject

  /// Whether the file is in the folder of the search index, as suggestions are.
  package var isOfSearchIndex: Bool {
    if case .suggestions = subject { true } else { false }
  }
}

/// Planned files, each with its path below the publish folder and a fingerprint of everything
/// that it shows.
///
/// All paths are in one array of bytes, because a string for each page of a large forum is slow.
package struct PlannedPages: Sendable {
  package private(set) var pages: [PlannedPage] = []
  package private(set) var fingerprints: [Fingerprint] = []
  /// All paths, concatenated, and the end of each path.
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

/// Consecutive pages of one thread or list. One worker makes all of them, so that a thread's file
/// is read only once.
package struct PageGroup: Sendable {
  let first: PageSubject
  package let count: Int
}

/// The subject of a page. `page` counts from 1. All other numbers are indices of the forum's
/// objects, of the published copies of assets, or of the static files.
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
  /// 0 is `/sitemap.xml`.
  case sitemap(Int)
  case robots, securityContact, headers
  /// A piece of the suggestions that the search page shows while a reader types.
  case suggestions(Int)
  case asset(Int)
  case staticFile(Int)

  /// Returns page `number` of the same list or thread, or the subject itself if it has only one
  /// page.
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

  /// Groups of the files for programs, such as feeds and sitemaps.
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
  /// Returns the groups of all pages, assets and static files. Threads are first, because they
  /// take longest. Files for programs are in `machineGroups`.
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
      [.home, .search, .loads, .notFound] + (forum.glossary.isEmpty ? [] : [.glossary])
    return groups + single.map { PageGroup(first: $0, count: 1) }
  }
}

/// Input that must be read before a page can be made.
package enum PageSource: Sendable {
  /// No file: the page is made from the model alone.
  case model
  /// Files of threads: one for a thread's page, several for a feed.
  case threads([SurveyedThreadFile])
  /// Files of the templates folder that are published as one file.
  case asset([VerbatimFile])
  /// A file of the content folder that is published unchanged.
  case staticFile(VerbatimFile)
}

/// A thread's file as it was surveyed. When it is read again, it must still match `stamp`. `path`
/// is relative to content/.
package struct SurveyedThreadFile: Sendable {
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
    case .thread(let index, _): return .threads([SurveyedThreadFile(views.forum.threads[index])])
    case .feed(let scope):
      return .threads(
        AtomFeed(scope, views).threads.map { SurveyedThreadFile(views.forum.threads[Int($0)]) })
    case .asset(let index): return .asset(asset(index).files)
    case .staticFile(let index): return .staticFile(staticFiles[index])
    default: return .model
    }
  }
}

extension Site {
  /// Returns the asset of a published copy.
  func asset(_ copy: Int) -> ThemeAsset { theme.assets[assets.copies[copy].asset] }
}
