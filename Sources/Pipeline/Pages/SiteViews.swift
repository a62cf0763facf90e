import Content
import Diagnostics
import Forum
import Mustache
import SafeHTML

/// What pages show of the forum's things: rows of lists, authors, links.
final class SiteViews: Sendable {
  let forum: Forum
  let wording: Wording
  let layout: LayoutView
  /// The bodies of content pages and boards, rendered once.
  let pageBodies: [SafeHTML]
  let boardBodies: [SafeHTML]
  /// How each member is shown as an author; by the thousand, and each in many places.
  private let authors: [Value]

  init(_ forum: Forum, _ wording: Wording) {
    self.forum = forum
    self.wording = wording
    authors = forum.members.map { Self.author($0, wording) }
    let bodies = BodyRenderer(forum, wording)
    let disclaimer = bodies.html(forum.settings.disclaimer.text, .page, in: "forum.yml")
    layout = LayoutView(forum, wording, disclaimer: disclaimer)
    pageBodies = forum.pages.map {
      bodies.html($0.document.source.bytes[$0.document.body], .page, in: $0.path)
    }
    boardBodies = forum.boards.map {
      bodies.html($0.document.source.bytes[$0.document.body], .page, in: $0.path)
    }
  }
}

extension SiteViews {
  /// Missing for the author of a removed post.
  func author(_ member: Int32) -> Value { member < 0 ? .missing : authors[Int(member)] }

  private static func author(_ member: Member, _ wording: Wording) -> Value {
    let name = member.isFormer ? wording[.formerMember] : member.name.shown
    return .record(
      Record(
        Shapes.author,
        [
          .text(name), optional(member.url), optional(member.role?.label),
          .flag(member.isOfficial),
        ]))
  }

  /// A text of an author's, with the names of former members replaced.
  func redacted(_ text: String) -> String {
    wording.redacted(text, of: forum.formerNames)
  }

  func link(_ title: String, _ url: String) -> Value {
    .record(Record(Shapes.link, [.text(title), .text(url)]))
  }

  func link(toBoard index: Int) -> Value {
    let board = forum.boards[index]
    return link(board.document.title, board.url)
  }

  func link(toPage index: Int?) -> Value {
    guard let index else { return .missing }
    return link(forum.pages[index].document.title, forum.pages[index].url)
  }

  /// Among threads of other boards the row says which one it is of.
  func row(_ index: Int32, showsBoard: Bool) -> Value {
    let thread = forum.threads[Int(index)]
    let first = thread.posts[0]
    let replies = max(0, thread.visibleCount - (first.isRemoved ? 0 : 1))
    return .record(
      Record(
        Shapes.threadRow,
        [
          .text(thread.title), .text(listURL(of: thread)),
          author(first.isRemoved ? -1 : first.member), wording.date(thread.started),
          wording.date(thread.lastActivity), .text(forum.postURL(thread, thread.lastNumber)),
          .text(wording.replies(replies)), .flag(thread.isPinned), .flag(thread.isClosed),
          .flag(thread.acceptedNumber != nil), showsBoard ? link(toBoard: thread.board) : .missing,
        ]))
  }

  /// Where posts are read from the newest, lists link to the page that has it.
  private func listURL(of thread: ForumThread) -> String {
    guard forum.postOrder(of: forum.boards[thread.board]) == .newestFirst else { return thread.url }
    return forum.urls.page(forum.pageCount(posts: thread.posts.count), of: thread.url)
  }

  /// The part of a list that its page so-and-so shows.
  func slice<Item>(_ items: [Item], page number: Int) -> ArraySlice<Item> {
    let size = forum.settings.threadsPerPage
    let start = min((number - 1) * size, items.count)
    return items[start..<min(start + size, items.count)]
  }

  func pagination(_ number: Int, rows: Int, of url: String) -> Value {
    Pagination(number: number, count: forum.pageCount(rows: rows), url: url)
      .value(wording, forum.urls)
  }

  /// The head of a page; a later page of a list says so in its title.
  func head(_ title: String, _ description: String, url: String, page number: Int = 1) -> PageHead {
    let named =
      number == 1
      ? title : wording.filled(.titleOfPage, ["title": title, "page": String(number)])
    return PageHead(
      title: named, canonical: forum.settings.url.absolute(forum.urls.page(number, of: url)),
      description: redacted(description))
  }
}
