import Content
import Fingerprints
package import Forum
import SafeHTML
import Theme

/// Says which files there are, each with a fingerprint of everything that it shows. One for each
/// worker.
///
/// A large forum has a hundred thousand pages that are lists: showing them all only to see that
/// nothing changed would cost as much as the build. So they are known by the fingerprints of their
/// rows, and threads by their files'. Whatever `ThreadView` or `ListViews` takes into such a page has
/// to be added here; `forumgen build --verify` finds what was forgotten.
package final class PagePlanner {
  let site: Site
  let threads: ThreadPrints
  private let mentions: ThreadMentions
  let writer: PageWriter
  var printer = Fingerprinter()

  var prints: NamePrints { site.prints }
  private var views: SiteViews { site.views }
  private var forum: Forum { site.views.forum }

  package init(_ site: Site, threads: ThreadPrints, mentions: ThreadMentions) {
    self.site = site
    self.threads = threads
    self.mentions = mentions
    writer = PageWriter(site)
  }

  /// The pages of the groups, one group behind the other.
  package func plan(_ groups: ArraySlice<PageGroup>) -> PlannedPages {
    var pages = PlannedPages(expecting: groups.count)
    for group in groups {
      for number in 1...group.count {
        let subject = group.first.page(number)
        printer.add(site.base)
        add(subject)
        pages.append(PlannedPage(subject: subject), printer.take()) {
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
    case .asset(let index): site.asset(index).files.forEach { printer.add($0.stamp.canonicalBytes) }
    case .staticFile(let index): printer.add(site.staticFiles[index].stamp.canonicalBytes)
    case .board(let index, let isByStart, let number):
      addBoard(forum.boards[index], index, isByStart: isByStart, page: number)
    case .tag(let index, let number):
      printer.add("tag")
      printer.add(prints.tags[index])
      addRows(forum.tags[index].threads, page: number)
    // What a bio links to is known once it is shown.
    case .member(let index, let number) where forum.members[index].bio == nil:
      addMember(forum.members[index], index, page: number)
    default: if !addMachineFile(subject) { writer.add(subject, to: &printer) }
    }
  }

  private func addBoard(_ board: Board, _ index: Int, isByStart: Bool, page number: Int) {
    printer.add("board")
    printer.add(prints.boards[index])
    printer.add(board.document.description)
    printer.add(board.document.isClosed)
    printer.add(isByStart)
    if number == 1 { printer.add(views.boardBodies[index].bytes) }
    if let page = board.disclaimerPage {
      printer.add(forum.pages[page].document.title)
      printer.add(forum.pages[page].url)
    }
    addRows(isByStart ? board.threadsByStart : board.threadsByActivity, page: number)
  }

  private func addRows(_ list: [Int32], page number: Int) {
    printer.add(number)
    printer.add(list.count)
    for index in views.slice(list, page: number) { printer.add(threads.rows[Int(index)]) }
  }

  private func addMember(_ member: Member, _ index: Int, page number: Int) {
    printer.add("member")
    printer.add(prints.author(Int32(index)).look)
    printer.add(member.joined?.daysSince1970 ?? -1)
    printer.add(number)
    printer.add(member.posts.count)
    for post in views.slice(member.posts, page: number) {
      printer.add(threads.links[Int(post.thread)])
      printer.add(post.date, post: post.number)
    }
  }
}

extension PagePlanner {
  /// Its file by the fingerprint of its bytes, and of the rest of the forum what the page takes in.
  private func addThread(_ thread: ForumThread, _ index: Int, page number: Int) {
    printer.add("thread")
    printer.add(number)
    printer.add(thread.fingerprint)
    // Its URL, and its board.
    printer.add(threads.links[index])
    printer.add(prints.notices[thread.board])
    printer.add(prints.glossary)
    printer.add(thread.isClosed)
    // Who answers for the forum may have changed: the jump to the first of their posts.
    printer.add(thread.officialNumber ?? 0)
    let related = forum.related[index]
    printer.add(related.count)
    for other in related { printer.add(threads.related[Int(other)]) }
    printer.add(thread.tags.count)
    for tag in thread.tags { printer.add(prints.tags[Int(tag)]) }
    addAuthors(of: thread, page: number)
    addReferences(of: thread, index)
  }

  /// Of a thread of one page each author once: who wrote which post the file's fingerprint says.
  private func addAuthors(of thread: ForumThread, page number: Int) {
    let posts = thread.posts
    if forum.pageCount(posts: posts.count) > 1 { return addAuthors(of: posts, page: number) }
    var hasOfficial = false
    // Taken once, as in `ThreadPrinter`.
    let prints = prints
    for member in posts.members {
      let author = prints.author(member)
      printer.add(author.look)
      hasOfficial = hasOfficial || author.isOfficial
    }
    guard hasOfficial else { return }
    for post in posts where prints.author(post.member).isOfficial { addNotice(of: post) }
  }

  /// Of the posts on a page; of the first post as well, which stands in the structured data of every page.
  private func addAuthors(of posts: ThreadPosts, page number: Int) {
    printer.add(prints.author(posts[0].member).look)
    for post in posts[forum.posts(onPage: number, of: posts.count)] {
      let author = prints.author(post.member)
      printer.add(author.look)
      if author.isOfficial { addNotice(of: post) }
    }
  }

  /// Whether the notice shows that the advice is old hangs on the day of the build.
  private func addNotice(of post: ForumPost) {
    printer.add(views.isOutdated(checkedOn: post.checkedDay))
  }

  func addReferences(of thread: ForumThread, _ index: Int) {
    for link in thread.references.links {
      let resolution = forum.resolve(link.target, isImage: link.isImage, from: thread.path)
      if case .url(let url) = resolution { printer.add(url) }
    }
    for mention in mentions[index] {
      printer.add(Int(mention.byteCount))
      printer.add(prints.author(mention.member).look)
    }
  }
}
