import Content
import Diagnostics
import Forum
import Mustache
import SafeHTML

/// A thread's pages: its posts, some to a page.
struct ThreadView {
  let views: SiteViews
  let index: Int

  private var forum: Forum { views.forum }
  private var thread: ForumThread { forum.threads[index] }
  private var board: Board { forum.boards[thread.board] }
  private var wording: Wording { views.wording }

  /// The numbers, from 0, of the posts of a page.
  func range(ofPage number: Int) -> Range<Int> {
    let size = forum.settings.postsPerPage
    return (number - 1) * size..<min(number * size, thread.posts.count)
  }

  func page(
    _ number: Int, of document: ThreadDocument, _ bodies: BodyRenderer
  ) -> (PageHead, [Value]) {
    let range = range(ofPage: number)
    let url = forum.urls.page(number, of: thread.url)
    let numbers = isNewestFirst ? Array(range.reversed()) : Array(range)
    let excerpt = excerpt(of: document, bodies)
    let data = StructuredData(views: views, thread: thread, text: excerpt).html(page: number)
    let disclaimer = board.disclaimerPage
    return (
      views.head(thread.title, excerpt, url: thread.url, page: number),
      [
        .text(thread.title), views.link(toBoard: thread.board), .list(tags()),
        .flag(!thread.tags.isEmpty),
        .flag(thread.isClosed), .flag(thread.isPinned), .flag(isNewestFirst),
        optional(thread.acceptedNumber.map { forum.postURL(thread, $0) }),
        disclaimer.map { .html(views.pageBodies[$0]) } ?? .missing,
        views.link(toPage: disclaimer),
        .list(numbers.map { post($0, url, of: document, bodies) }),
        Pagination(
          number: number, count: forum.pageCount(posts: thread.posts.count), url: thread.url
        ).value(wording, forum.urls),
        .html(data),
      ]
    )
  }
}

extension ThreadView {
  private var isNewestFirst: Bool { forum.postOrder(of: board) == .newestFirst }

  private func tags() -> [Value] {
    thread.tags.map { views.link(forum.tags[Int($0)].name, forum.tags[Int($0)].url) }
  }

  /// Nothing of a post with a content note, or of a removed one.
  private func excerpt(of document: ThreadDocument, _ bodies: BodyRenderer) -> String {
    guard let first = document.posts.first, first.contentNote == nil, first.removed == nil else {
      return ""
    }
    return bodies.excerpt(document.source.bytes[first.body], in: thread.path, limit: 155)
  }

  /// `url`: of the page that the post stands on.
  private func post(
    _ index: Int, _ url: String, of document: ThreadDocument, _ bodies: BodyRenderer
  ) -> Value {
    let post = document.posts[index]
    let number = index + 1
    let url = url + "#post-\(number)"
    if let reason = post.removed { return removed(post, number, url, views.redacted(reason)) }
    let member = thread.posts[index].member
    let body = bodies.html(document.source.bytes[post.body], .post, in: thread.path)
    return .record(
      Record(
        Shapes.post,
        [
          .number(number), .text(url), label(number),
          views.author(member), optional(rank(of: member)),
          optional(subject(post, index)), wording.date(post.date),
          wording.date(post.edited), wording.date(post.reviewed),
          .flag(isOfficial(index)), .flag(isOutdated(index)),
          .flag(post.isAccepted), .missing,
          optional(post.contentNote.map(views.redacted)), .html(body),
        ]))
  }

  /// Number, time and reason are shown, not the author.
  private func removed(
    _ post: Post, _ number: Int, _ url: String, _ reason: String
  ) -> Value {
    .record(
      Record(
        Shapes.post,
        [
          .number(number), .text(url), label(number), .missing, .missing,
          .missing, wording.date(post.date), .missing, .missing, .flag(false), .flag(false),
          .flag(false), .text(reason), .missing, .missing,
        ]))
  }

  private func label(_ number: Int) -> Value {
    .text(wording.filled(.linkToPost, ["number": String(number)]))
  }

  private func subject(_ post: Post, _ index: Int) -> String? {
    if index == 0 { return thread.title }
    return post.subject.map(views.redacted)
      ?? wording.filled(.replySubject, ["title": thread.title])
  }

  private func rank(of member: Int32) -> String? {
    member < 0 ? nil : forum.members[Int(member)].rank?.label
  }

  func isOfficial(_ index: Int) -> Bool {
    let member = thread.posts[index].member
    return member >= 0 && forum.members[Int(member)].isOfficial
  }

  /// An official post that is older than the forum's period, and was not reviewed within it.
  func isOutdated(_ index: Int) -> Bool {
    guard isOfficial(index) else { return false }
    let oldest = forum.today.monthsEarlier(forum.settings.adviceReviewMonths)
    return Day(daysSince1970: Int(thread.posts[index].checkedDay)) < oldest
  }
}
