import Content
import Diagnostics
import Forum
import Localisation
import Mustache
import SafeHTML
import Theme

/// Makes the values that pages show: rows of lists, authors, links.
final class SiteViews: Sendable {
  /// Texts with numbers below this are precomputed.
  private static let precomputedNumberCount = 500

  let forum: Forum
  let wording: Wording
  private let postsPerPage: Int
  let layout: LayoutView
  /// Bodies of content pages and boards, rendered once.
  let pageBodies: [SafeHTML]
  let boardBodies: [SafeHTML]
  /// Meanings of the terms that posts explain.
  let meanings: GlossaryMeanings?
  /// Values that many pages share: the layout's, and those of the properties below.
  let shared: SharedValues
  private let authors: [AuthorView]
  /// Titles of all threads if many pages are rendered, else empty: most of 150,000 titles would
  /// not be used.
  private let titles: [ThreadTitle]
  /// Texts that contain a small number, by that number: links to posts, and counts of replies.
  private let postLabels: [Value]
  private let replyCounts: [Value]
  /// Whether the newest post of a thread comes first, by board.
  let isNewestFirst: [Bool]
  /// Official posts last checked before this day are marked as outdated.
  private let outdatedBefore: Day
  private let boardLinks: [Value]
  /// Sentences that say where to ask about the topic of a closed thread, by board.
  private let askElsewhere: [Value]
  /// Authors as JSON for structured data. Empty when `titles` are.
  private let authorJSON: [Value]
  let hasOpenBoard: Bool
  private let tagLinks: [Value]
  private let pageLinks: [Value]

  init(_ forum: Forum, _ wording: Wording, _ assets: PublishedAssets, precomputesValues: Bool) {
    self.forum = forum
    self.wording = wording
    postsPerPage = forum.settings.postsPerPage
    meanings = GlossaryMeanings(forum, wording)
    let bodies = BodyRenderer(forum, wording)
    pageBodies = forum.pages.map {
      bodies.html($0.document.source.bytes[$0.document.body], in: $0.path)
    }
    boardBodies = forum.boards.map {
      bodies.html($0.document.source.bytes[$0.document.body], in: $0.path)
    }
    var values = ValueArena(forSharedValues: ())
    let disclaimer = bodies.html(forum.settings.disclaimer.text, in: "forum.yml")
    layout = LayoutView(forum, wording, assets, disclaimer: disclaimer, &values)
    authors = forum.members.map { AuthorView($0, wording, &values) }
    titles = precomputesValues ? forum.threads.indices.map { ThreadTitle(forum, $0, &values) } : []
    postLabels = (0..<Self.precomputedNumberCount).map { number in
      values.text { wording.linkToPost.append(.number, number, to: &$0) }
    }
    replyCounts = (0..<Self.precomputedNumberCount).map { number in
      values.text { wording.appendReplies(number, to: &$0) }
    }
    isNewestFirst = forum.boards.map { forum.postOrder(of: $0) == .newestFirst }
    outdatedBefore = forum.today.monthsEarlier(forum.settings.adviceReviewMonths)
    let hasOpenBoard = forum.boards.contains { !$0.document.isClosed }
    self.hasOpenBoard = hasOpenBoard
    askElsewhere = forum.boards.map { Self.askElsewhere($0, hasOpenBoard, forum, wording, &values) }
    let json = { AuthorJSON($0, wording, forum.settings.url) }
    authorJSON = precomputesValues ? forum.members.map { values.text(json($0).append) } : []
    boardLinks = forum.boards.map { Self.link($0.document.title, $0.url, &values) }
    tagLinks = forum.tags.map { Self.link($0.name, $0.url, &values) }
    pageLinks = forum.pages.map { Self.link($0.document.title, $0.url, &values) }
    shared = values.snapshot
  }
}

extension SiteViews {
  /// Nil if `member` is negative, which means the author of a removed post.
  func view(ofAuthor member: Int32) -> AuthorView? { member < 0 ? nil : authors[Int(member)] }

  /// Missing if `member` is negative, which means the author of a removed post.
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

  /// Whether a post that was last checked on this day is marked as outdated.
  func isOutdated(checkedOn day: Int32) -> Bool { Day(daysSince1970: Int(day)) < outdatedBefore }

  func link(toBoard index: Int) -> Value { boardLinks[index] }
  func askElsewhere(inBoard index: Int) -> Value { askElsewhere[index] }

  /// Appends a post's author as JSON.
  func appendAuthorJSON(_ member: Int32, to json: inout [UInt8]) {
    let index = Int(member)
    guard authorJSON.isEmpty else { return shared.append(authorJSON[index], to: &json) }
    AuthorJSON(forum.members[index], wording, forum.settings.url).append(to: &json)
  }

  func link(toTag index: Int32) -> Value { tagLinks[Int(index)] }
  func link(toPage index: Int?) -> Value { index.map { pageLinks[$0] } ?? .missing }

  private static func link(
    _ title: String, _ url: String, _ values: inout ValueArena
  ) -> Value {
    values.record(Shapes.link, [values.text(title), values.text(url)])
  }

  /// Returns an author's text with the names of former members replaced.
  func redacted(_ text: String) -> String {
    wording.redacted(text, of: forum.formerNames)
  }

  func link(to thread: ForumThread, _ values: inout ValueArena) -> Value {
    Self.link(thread.title, thread.url, &values)
  }

  /// Returns the row of a thread in a list. `showsBoard` is true in lists that mix threads of
  /// several boards.
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

  /// Returns the URL of a post: its page of the thread, and its anchor.
  func url(of number: Int, in thread: ThreadTitle, _ values: inout ValueArena) -> Value {
    let page = (number - 1) / postsPerPage + 1
    return text(continuing: thread, &values) { output in
      appendAnchor(of: number, onPage: page, to: &output)
    }
  }

  /// Appends the part of a post's URL that follows the URL of the thread's first page.
  func appendAnchor(of number: Int, to output: inout [UInt8]) {
    appendAnchor(of: number, onPage: (number - 1) / postsPerPage + 1, to: &output)
  }

  private func appendAnchor(of number: Int, onPage page: Int, to output: inout [UInt8]) {
    if page > 1 { appendPageSuffix(page, to: &output) }
    appendUTF8("#post-", to: &output)
    appendDecimal(number, to: &output)
  }

  /// Returns the URL of a thread for lists. If the newest post comes first, this is the page that
  /// contains it.
  func listURL(
    of thread: ForumThread, _ title: ThreadTitle, _ values: inout ValueArena
  ) -> Value {
    guard isNewestFirst[thread.board] else { return title.url }
    let page = forum.pageCount(posts: thread.posts.count)
    return page == 1
      ? title.url : text(continuing: title, &values) { appendPageSuffix(page, to: &$0) }
  }

  /// Returns the URL of the thread's first page followed by what `write` appends.
  private func text(
    continuing title: ThreadTitle, _ values: inout ValueArena, _ write: (inout [UInt8]) -> Void
  ) -> Value {
    guard titles.isEmpty else { return values.text(appendingTo: title.url, write) }
    return values.text { output in
      appendUTF8(forum.threads[Int(title.thread)].url, to: &output)
      write(&output)
    }
  }
}
