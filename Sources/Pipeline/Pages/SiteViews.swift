import Content
import Diagnostics
import Forum
import Localisation
import Mustache
import SafeHTML
import Theme

/// What pages show of the forum's things: rows of lists, authors, links.
final class SiteViews: Sendable {
  /// Numbers below it have their texts at hand.
  private static let smallNumbers = 500

  let forum: Forum
  let wording: Wording
  private let postsPerPage: Int
  let layout: LayoutView
  /// The bodies of content pages and boards, rendered once.
  let pageBodies: [SafeHTML]
  let boardBodies: [SafeHTML]
  /// Of the terms that posts explain.
  let meanings: Meanings?
  /// What stands on many pages, made once: the layout's values and those below.
  let shared: SharedValues
  private let authors: [AuthorView]
  /// Of all threads, or of none: 150,000 take a while, which is in vain where only a few pages are made.
  private let titles: [ThreadTitle]
  /// Texts with small numbers in them, by the number: links to posts, counts of replies.
  private let postLabels: [Value]
  private let replyCounts: [Value]
  /// Where posts are read from the newest, by board.
  let isNewestFirst: [Bool]
  /// Advice that was checked before it is marked.
  private let oldestAdvice: Day
  private let boardLinks: [Value]
  /// Where one can ask again what a closed thread is about, by its board.
  private let askAgain: [Value]
  /// Authors in structured data; of all, or of none, as with titles.
  private let persons: [Value]
  let hasOpenBoard: Bool
  private let tagLinks: [Value]
  private let pageLinks: [Value]

  init(_ forum: Forum, _ wording: Wording, _ assets: PublishedAssets, forManyPages: Bool) {
    self.forum = forum
    self.wording = wording
    postsPerPage = forum.settings.postsPerPage
    meanings = Meanings(forum, wording)
    let bodies = BodyRenderer(forum, wording)
    pageBodies = forum.pages.map {
      bodies.html($0.document.source.bytes[$0.document.body], in: $0.path)
    }
    boardBodies = forum.boards.map {
      bodies.html($0.document.source.bytes[$0.document.body], in: $0.path)
    }
    var values = ValueArena(forAllPages: ())
    let disclaimer = bodies.html(forum.settings.disclaimer.text, in: "forum.yml")
    layout = LayoutView(forum, wording, assets, disclaimer: disclaimer, &values)
    authors = forum.members.map { AuthorView($0, wording, &values) }
    titles = forManyPages ? forum.threads.indices.map { ThreadTitle(forum, $0, &values) } : []
    postLabels = (0..<Self.smallNumbers).map { number in
      values.text { wording.linkToPost.append(.number, number, to: &$0) }
    }
    replyCounts = (0..<Self.smallNumbers).map { number in
      values.text { wording.appendReplies(number, to: &$0) }
    }
    isNewestFirst = forum.boards.map { forum.postOrder(of: $0) == .newestFirst }
    oldestAdvice = forum.today.monthsEarlier(forum.settings.adviceReviewMonths)
    let hasOpenBoard = forum.boards.contains { !$0.document.isClosed }
    self.hasOpenBoard = hasOpenBoard
    askAgain = forum.boards.map { Self.askAgain($0, hasOpenBoard, forum, wording, &values) }
    let person = { Person($0, wording, forum.settings.url) }
    persons = forManyPages ? forum.members.map { values.text(person($0).append) } : []
    boardLinks = forum.boards.map { Self.link($0.document.title, $0.url, &values) }
    tagLinks = forum.tags.map { Self.link($0.name, $0.url, &values) }
    pageLinks = forum.pages.map { Self.link($0.document.title, $0.url, &values) }
    shared = values.frozen
  }
}

extension SiteViews {
  /// Nil for the author of a removed post.
  func view(ofAuthor member: Int32) -> AuthorView? { member < 0 ? nil : authors[Int(member)] }

  /// Missing for the author of a removed post.
  func author(_ member: Int32) -> Value { view(ofAuthor: member)?.author ?? .missing }

  func title(ofThread index: Int, _ values: inout ValueArena) -> ThreadTitle {
    titles.isEmpty ? ThreadTitle(forum, index, &values) : titles[index]
  }

  func label(ofPost number: Int, _ values: inout ValueArena) -> Value {
    if postLabels.indices.contains(number) { return postLabels[number] }
    return values.text { wording.linkToPost.append(.number, number, to: &$0) }
  }

  private func replies(_ count: Int, _ values: inout ValueArena) -> Value {
    if replyCounts.indices.contains(count) { return replyCounts[count] }
    return values.text { wording.appendReplies(count, to: &$0) }
  }

  /// Advice whose last check is longer ago than the forum's period.
  func isOutdated(checkedOn day: Int32) -> Bool { Day(daysSince1970: Int(day)) < oldestAdvice }

  func link(toBoard index: Int) -> Value { boardLinks[index] }
  func askAgain(inBoard index: Int) -> Value { askAgain[index] }

  /// Appends the JSON of a post's author.
  func appendPerson(_ member: Int32, to json: inout [UInt8]) {
    let index = Int(member)
    guard persons.isEmpty else { return shared.append(persons[index], to: &json) }
    Person(forum.members[index], wording, forum.settings.url).append(to: &json)
  }

  func link(toTag index: Int32) -> Value { tagLinks[Int(index)] }
  func link(toPage index: Int?) -> Value { index.map { pageLinks[$0] } ?? .missing }

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
    let title = title(ofThread: Int(index), &values)
    let first = thread.posts[0]
    let count = max(0, thread.visibleCount - (first.isRemoved ? 0 : 1))
    return values.record(
      Shapes.threadRow,
      [
        title.title, listURL(of: thread, title, &values),
        author(first.isRemoved ? -1 : first.member), wording.date(thread.started, &values),
        wording.date(thread.lastActivity, &values),
        url(of: thread.lastNumber, in: title, &values), replies(count, &values),
        .flag(thread.isPinned), .flag(thread.isClosed), .flag(thread.acceptedNumber != nil),
        showsBoard ? boardLinks[Int(title.board)] : .missing,
      ])
  }

  /// A post's own URL: its page of the thread, and its anchor.
  func url(of number: Int, in thread: ThreadTitle, _ values: inout ValueArena) -> Value {
    let page = (number - 1) / postsPerPage + 1
    return text(continuing: thread, &values) { output in
      appendAnchor(of: number, onPage: page, to: &output)
    }
  }

  /// Behind the URL of the thread's first page.
  func appendAnchor(of number: Int, to output: inout [UInt8]) {
    appendAnchor(of: number, onPage: (number - 1) / postsPerPage + 1, to: &output)
  }

  private func appendAnchor(of number: Int, onPage page: Int, to output: inout [UInt8]) {
    if page > 1 { appendLaterPage(page, to: &output) }
    append("#post-", to: &output)
    appendDecimal(number, to: &output)
  }

  /// Where posts are read from the newest, lists link to the page that has it.
  func listURL(
    of thread: ForumThread, _ title: ThreadTitle, _ values: inout ValueArena
  ) -> Value {
    guard isNewestFirst[thread.board] else { return title.url }
    let page = forum.pageCount(posts: thread.posts.count)
    return page == 1
      ? title.url : text(continuing: title, &values) { appendLaterPage(page, to: &$0) }
  }

  /// The URL of the thread's first page with more behind it.
  private func text(
    continuing title: ThreadTitle, _ values: inout ValueArena, _ write: (inout [UInt8]) -> Void
  ) -> Value {
    guard titles.isEmpty else { return values.text(continuing: title.url, write) }
    return values.text { output in
      append(forum.threads[Int(title.thread)].url, to: &output)
      write(&output)
    }
  }
}
