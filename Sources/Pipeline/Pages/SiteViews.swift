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
  /// What stands on many pages, made once: the layout's values and those below.
  let shared: SharedValues
  /// How each member is shown as an author.
  private let authors: [Value]
  private let boardLinks: [Value]
  private let tagLinks: [Value]
  private let pageLinks: [Value]

  init(_ forum: Forum, _ wording: Wording) {
    self.forum = forum
    self.wording = wording
    let bodies = BodyRenderer(forum, wording)
    pageBodies = forum.pages.map {
      bodies.html($0.document.source.bytes[$0.document.body], .page, in: $0.path)
    }
    boardBodies = forum.boards.map {
      bodies.html($0.document.source.bytes[$0.document.body], .page, in: $0.path)
    }
    var values = ValueArena(forAllPages: ())
    let disclaimer = bodies.html(forum.settings.disclaimer.text, .page, in: "forum.yml")
    layout = LayoutView(forum, wording, disclaimer: disclaimer, &values)
    authors = forum.members.map { Self.author($0, wording, &values) }
    boardLinks = forum.boards.map { Self.link($0.document.title, $0.url, &values) }
    tagLinks = forum.tags.map { Self.link($0.name, $0.url, &values) }
    pageLinks = forum.pages.map { Self.link($0.document.title, $0.url, &values) }
    shared = values.frozen
  }
}

extension SiteViews {
  /// Missing for the author of a removed post.
  func author(_ member: Int32) -> Value { member < 0 ? .missing : authors[Int(member)] }

  func link(toBoard index: Int) -> Value { boardLinks[index] }
  func link(toTag index: Int32) -> Value { tagLinks[Int(index)] }
  func link(toPage index: Int?) -> Value { index.map { pageLinks[$0] } ?? .missing }

  private static func author(
    _ member: Member, _ wording: Wording, _ values: inout ValueArena
  ) -> Value {
    let name = member.isFormer ? wording[.formerMember] : member.name.shown
    return values.record(
      Shapes.author,
      [
        values.text(name), values.text(member.url), values.text(member.role?.label),
        .flag(member.isOfficial),
      ])
  }

  private static func link(
    _ title: String, _ url: String, _ values: inout ValueArena
  ) -> Value {
    values.record(Shapes.link, [values.text(title), values.text(url)])
  }

  /// A text of an author's, with the names of former members replaced.
  func redacted(_ text: String) -> String {
    wording.redacted(text, of: forum.formerNames)
  }

  func link(to thread: ForumThread, _ values: inout ValueArena) -> Value {
    Self.link(thread.title, thread.url, &values)
  }

  /// Among threads of other boards the row says which one it is of.
  func row(_ index: Int32, showsBoard: Bool, _ values: inout ValueArena) -> Value {
    let thread = forum.threads[Int(index)]
    let first = thread.posts[0]
    let replies = max(0, thread.visibleCount - (first.isRemoved ? 0 : 1))
    return values.record(
      Shapes.threadRow,
      [
        values.text(thread.title), values.text(listURL(of: thread)),
        author(first.isRemoved ? -1 : first.member), wording.date(thread.started, &values),
        wording.date(thread.lastActivity, &values), url(of: thread.lastNumber, in: thread, &values),
        values.text { wording.appendReplies(replies, to: &$0) }, .flag(thread.isPinned),
        .flag(thread.isClosed), .flag(thread.acceptedNumber != nil),
        showsBoard ? link(toBoard: thread.board) : .missing,
      ])
  }

  /// A post's own URL: its page of the thread, and its anchor.
  func url(of number: Int, in thread: ForumThread, _ values: inout ValueArena) -> Value {
    let page = (number - 1) / forum.settings.postsPerPage + 1
    return url(of: number, onPage: forum.urls.page(page, of: thread.url), &values)
  }

  func url(of number: Int, onPage url: String, _ values: inout ValueArena) -> Value {
    values.text { output in
      append(url, to: &output)
      append("#post-", to: &output)
      appendDecimal(number, to: &output)
    }
  }

  /// Where posts are read from the newest, lists link to the page that has it.
  private func listURL(of thread: ForumThread) -> String {
    guard forum.postOrder(of: forum.boards[thread.board]) == .newestFirst else { return thread.url }
    return forum.urls.page(forum.pageCount(posts: thread.posts.count), of: thread.url)
  }

  /// The part of a list that its page so-and-so shows.
  func slice<Items: RandomAccessCollection>(
    _ items: Items, page number: Int
  ) -> Items.SubSequence where Items.Index == Int {
    let size = forum.settings.threadsPerPage
    let start = min((number - 1) * size, items.count)
    return items[start..<min(start + size, items.count)]
  }

  func pagination(
    _ number: Int, rows: Int, of url: String, _ values: inout ValueArena
  ) -> Value {
    Pagination(number: number, count: forum.pageCount(rows: rows), url: url)
      .value(wording, forum.urls, &values)
  }

  /// The head of a page; a later page of a list says so in its title.
  func head(_ title: String, _ description: String, url: String, page number: Int = 1) -> PageHead {
    let named =
      number == 1
      ? title : wording.filled(.titleOfPage, [.title: title, .page: String(number)])
    return PageHead(
      title: named, url: forum.urls.page(number, of: url),
      description: redacted(description))
  }
}
