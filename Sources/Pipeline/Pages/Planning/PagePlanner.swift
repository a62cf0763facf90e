import Content
import Fingerprints
package import Forum
import SafeHTML
import Theme

/// Plans the files of the site, each with a fingerprint of everything that it shows. Each worker
/// needs its own instance.
///
/// Lists and threads are not rendered for their fingerprints, because a large forum has more than
/// a hundred thousand of each. A list is hashed by the fingerprints of its rows, and a thread by
/// the fingerprint of its file. Everything that `ThreadView` or `ListViews.swift` shows on such
/// a page must be added here. `forumgen build --verify` finds what is missing.
package final class PagePlanner {
  let site: Site
  let threads: ThreadFingerprints
  private let mentions: ThreadMentions
  let generator: PageGenerator
  var hasher = Fingerprinter()

  var nameFingerprints: NameFingerprints { site.nameFingerprints }
  private var views: SiteViews { site.views }
  private var forum: Forum { site.views.forum }

  package init(_ site: Site, threads: ThreadFingerprints, mentions: ThreadMentions) {
    self.site = site
    self.threads = threads
    self.mentions = mentions
    generator = PageGenerator(site)
  }

  /// Returns the pages of the groups, in the order of the groups.
  package func plan(_ groups: ArraySlice<PageGroup>) -> PlannedPages {
    var pages = PlannedPages(expecting: groups.count)
    for group in groups {
      for number in 1...group.count {
        let subject = group.first.page(number)
        hasher.combine(site.sharedFingerprint)
        add(subject)
        pages.append(PlannedPage(subject: subject), hasher.finish()) {
          site.appendPath(of: subject, to: &$0)
        }
      }
    }
    return pages
  }
}

extension PagePlanner {
  private func add(_ subject: PageSubject) {
    switch subject {
    case .thread(let index, let number): addThread(forum.threads[index], index, page: number)
    case .asset(let index):
      site.asset(index).files.forEach { hasher.combine($0.stamp.canonicalBytes) }
    case .staticFile(let index): hasher.combine(site.staticFiles[index].stamp.canonicalBytes)
    case .board(let index, let isByStart, let number):
      addBoard(forum.boards[index], index, isByStart: isByStart, page: number)
    case .tag(let index, let number):
      hasher.combine("tag")
      hasher.combine(nameFingerprints.tags[index])
      addRows(forum.tags[index].threads, page: number)
    // A member with a bio is rendered, because a bio's links are known only afterwards.
    case .member(let index, let number) where forum.members[index].bio == nil:
      addMember(forum.members[index], index, page: number)
    default: if !addAuxiliaryFile(subject) { generator.add(subject, to: &hasher) }
    }
  }

  private func addBoard(_ board: Board, _ index: Int, isByStart: Bool, page number: Int) {
    hasher.combine("board")
    hasher.combine(nameFingerprints.boards[index])
    hasher.combine(board.document.description)
    hasher.combine(board.document.isClosed)
    hasher.combine(isByStart)
    if number == 1 { hasher.combine(views.boardBodies[index].bytes) }
    if let page = board.disclaimerPage {
      hasher.combine(forum.pages[page].document.title)
      hasher.combine(forum.pages[page].url)
    }
    addRows(isByStart ? board.threadsByStart : board.threadsByActivity, page: number)
  }

  private func addRows(_ list: [Int32], page number: Int) {
    hasher.combine(number)
    hasher.combine(list.count)
    for index in views.slice(list, page: number) { hasher.combine(threads.rows[Int(index)]) }
  }

  private func addMember(_ member: Member, _ index: Int, page number: Int) {
    hasher.combine("member")
    hasher.combine(nameFingerprints.author(Int32(index)).appearance)
    hasher.combine(member.joined?.daysSince1970 ?? -1)
    hasher.combine(number)
    hasher.combine(member.posts.count)
    for post in views.slice(member.posts, page: number) {
      hasher.combine(threads.links[Int(post.thread)])
      hasher.combine(post.date, post: post.number)
    }
  }
}

extension PagePlanner {
  /// Adds a thread's page: the file by its fingerprint, and the parts of the forum that the page
  /// shows.
  private func addThread(_ thread: ForumThread, _ index: Int, page number: Int) {
    hasher.combine("thread")
    hasher.combine(number)
    hasher.combine(thread.fingerprint)
    // Covers the thread's URL and its board.
    hasher.combine(threads.links[index])
    hasher.combine(nameFingerprints.boardNotices[thread.board])
    hasher.combine(nameFingerprints.glossary)
    hasher.combine(thread.isClosed)
    // The target of the jump to the first official post. It changes with the roles of members.
    hasher.combine(thread.officialNumber ?? 0)
    let related = forum.related[index]
    hasher.combine(related.count)
    for other in related { hasher.combine(threads.related[Int(other)]) }
    hasher.combine(thread.tags.count)
    for tag in thread.tags { hasher.combine(nameFingerprints.tags[Int(tag)]) }
    addAuthors(of: thread, page: number)
    addReferences(of: thread, index)
  }

  /// Adds the authors of a page. For a thread of one page each author is added once, because the
  /// file's fingerprint already covers who wrote which post.
  private func addAuthors(of thread: ForumThread, page number: Int) {
    let posts = thread.posts
    if forum.pageCount(posts: posts.count) > 1 { return addAuthors(of: posts, page: number) }
    var hasOfficial = false
    // Copied once, as in `ThreadFingerprinter`.
    let nameFingerprints = nameFingerprints
    for member in posts.members {
      let author = nameFingerprints.author(member)
      hasher.combine(author.appearance)
      hasOfficial = hasOfficial || author.isOfficial
    }
    guard hasOfficial else { return }
    for post in posts where nameFingerprints.author(post.member).isOfficial { addNotice(of: post) }
  }

  /// Adds the authors of a page's posts and of the first post, which is in the structured data of
  /// every page.
  private func addAuthors(of posts: ThreadPosts, page number: Int) {
    hasher.combine(nameFingerprints.author(posts[0].member).appearance)
    for post in posts[forum.posts(onPage: number, of: posts.count)] {
      let author = nameFingerprints.author(post.member)
      hasher.combine(author.appearance)
      if author.isOfficial { addNotice(of: post) }
    }
  }

  /// Adds whether the post's notice calls the advice outdated, which depends on the day of the
  /// build.
  private func addNotice(of post: ForumPost) {
    hasher.combine(views.isOutdated(checkedOn: post.checkedDay))
  }

  func addReferences(of thread: ForumThread, _ index: Int) {
    for link in thread.references.links {
      let resolution = forum.resolve(link.target, isImage: link.isImage, from: thread.path)
      if case .url(let url) = resolution { hasher.combine(url) }
    }
    for mention in mentions[index] {
      hasher.combine(Int(mention.byteCount))
      hasher.combine(nameFingerprints.author(mention.member).appearance)
    }
  }
}
