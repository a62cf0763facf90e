package import Content
package import Fingerprints
import Forum
import Mustache

/// A file of the site: where it stands, and a fingerprint of everything that it shows.
package struct PlannedPage: Sendable {
  /// Below the publish folder.
  package let path: String
  package let fingerprint: Fingerprint
  let subject: PageSubject
}

/// Pages that are best made together: a thread's file is read once for all of them.
package struct PageGroup: Sendable {
  let subjects: [PageSubject]
}

/// What a page is about.
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
  case redirect(Int)
  case notFound
  case asset(PlainFile)
  case staticFile(PlainFile)
}

extension Site {
  /// All pages that there are, threads first: they take longest.
  package func groups(staticFiles: [PlainFile]) -> [PageGroup] {
    let forum = views.forum
    var groups = forum.threads.indices.map { index in
      pages(forum.pageCount(posts: forum.threads[index].posts.count)) { .thread(index, page: $0) }
    }
    for index in forum.boards.indices {
      let count = forum.pageCount(rows: forum.boards[index].threadsByStart.count)
      groups.append(pages(count) { .board(index, isByStart: false, page: $0) })
      groups.append(pages(count) { .board(index, isByStart: true, page: $0) })
    }
    groups += visibleMembers.map { index in
      pages(forum.pageCount(rows: forum.members[index].posts.count)) { .member(index, page: $0) }
    }
    groups += forum.tags.indices.map { index in
      pages(forum.pageCount(rows: forum.tags[index].threads.count)) { .tag(index, page: $0) }
    }
    groups.append(pages(forum.pageCount(rows: visibleMembers.count)) { .members(page: $0) })
    groups.append(pages(forum.pageCount(rows: forum.tags.count)) { .tags(page: $0) })
    groups.append(PageGroup(subjects: [.home, .notFound]))
    groups += forum.pages.indices.map { PageGroup(subjects: [.page($0)]) }
    groups += forum.redirects.indices.map { PageGroup(subjects: [.redirect($0)]) }
    if !forum.glossary.isEmpty { groups.append(PageGroup(subjects: [.glossary])) }
    groups += theme.assets.map { PageGroup(subjects: [.asset($0)]) }
    groups += staticFiles.map { PageGroup(subjects: [.staticFile($0)]) }
    return groups
  }

  private func pages(_ count: Int, _ subject: (Int) -> PageSubject) -> PageGroup {
    PageGroup(subjects: (1...count).map(subject))
  }
}

extension Site {
  func path(of subject: PageSubject) -> String {
    let forum = views.forum
    switch subject {
    case .home: return "index.html"
    case .notFound: return "404.html"
    case .board(let index, let isByStart, let page):
      let url = forum.boards[index].url + (isByStart ? "started/" : "")
      return file(forum.urls.page(page, of: url))
    case .thread(let index, let page):
      return file(forum.urls.page(page, of: forum.threads[index].url))
    case .member(let index, let page):
      return "members/\(forum.members[index].name.part)/\(later(page))index.html"
    case .members(let page): return file(forum.urls.page(page, of: forum.urls.members))
    case .tag(let index, let page):
      return file(forum.urls.page(page, of: percentDecoded(forum.tags[index].url) ?? ""))
    case .tags(let page): return file(forum.urls.page(page, of: forum.urls.tags))
    case .page(let index): return file(forum.pages[index].url)
    case .glossary: return "glossary/index.html"
    case .redirect(let index): return redirectFile(forum.redirects[index])
    case .asset(let file): return file.path
    case .staticFile(let file): return file.path
    }
  }

  private func file(_ url: String) -> String {
    String(url.dropFirst(views.forum.urls.prefix.count + 1)) + "index.html"
  }

  private func later(_ page: Int) -> String { page == 1 ? "" : "page/\(page)/" }

  private func redirectFile(_ redirect: Redirect) -> String {
    redirect.isFile ? redirect.path : "\(redirect.path)/index.html"
  }
}

/// What has to be read before a page can be made.
package enum PageSource: Sendable {
  /// Nothing: the model has it all.
  case model
  /// A thread's file, by its path below content/, which must still be what was surveyed.
  case thread(path: String, stamp: SourceStamp)
  /// A file that is published as it is, below the templates or below the content.
  case asset(PlainFile)
  case staticFile(PlainFile)
}

extension Site {
  package func source(of page: PlannedPage) -> PageSource {
    switch page.subject {
    case .thread(let index, _):
      let thread = views.forum.threads[index]
      return .thread(path: thread.path, stamp: thread.stamp)
    case .asset(let file): return .asset(file)
    case .staticFile(let file): return .staticFile(file)
    default: return .model
    }
  }
}
