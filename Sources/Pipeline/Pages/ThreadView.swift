import Content
import Diagnostics
import Forum
import Mustache

/// A thread's pages: its posts, some to a page.
struct ThreadView {
  let views: SiteViews
  let index: Int

  /// Of the beginning of a thread that its head shows, in bytes.
  private static let excerptLimit = 155

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
    _ number: Int, of document: ThreadDocument, _ bodies: BodyRenderer, _ values: inout ValueArena
  ) -> (PageHead, [Value]) {
    let range = range(ofPage: number)
    let url = forum.urls.page(number, of: thread.url)
    let numbers = isNewestFirst ? Array(range.reversed()) : Array(range)
    let opening = opening(of: document, isShown: number == 1, bodies, &values)
    let excerpt = opening.excerpt
    let data = StructuredData(views: views, thread: thread, text: excerpt)
    let disclaimer = board.disclaimerPage
    return (
      views.head(thread.title, excerpt, url: thread.url, page: number),
      [
        values.text(thread.title), views.link(toBoard: thread.board),
        values.list(thread.tags.map { views.link(toTag: $0) }), .flag(!thread.tags.isEmpty),
        .flag(thread.isClosed), .flag(thread.isPinned), .flag(isNewestFirst),
        thread.acceptedNumber.map { views.url(of: $0, in: thread, &values) } ?? .missing,
        disclaimer.map { values.html(views.pageBodies[$0]) } ?? .missing,
        views.link(toPage: disclaimer),
        values.list(
          numbers.map {
            post($0, url, of: document, body: $0 == 0 ? opening.body : nil, bodies, &values)
          }),
        Pagination(
          number: number, count: forum.pageCount(posts: thread.posts.count), url: thread.url
        ).value(wording, forum.urls, &values),
        values.html(vouchedFor: { data.append(page: number, to: &$0) }),
      ]
    )
  }
}

extension ThreadView {
  private var isNewestFirst: Bool { forum.postOrder(of: board) == .newestFirst }

  /// The beginning of the first post, and its body if it is shown: both of one parse. Nothing of a
  /// post with a content note, or of a removed one.
  private func opening(
    of document: ThreadDocument, isShown: Bool, _ bodies: BodyRenderer, _ values: inout ValueArena
  ) -> (excerpt: String, body: Value?) {
    guard let first = document.posts.first, first.contentNote == nil, first.removed == nil else {
      return ("", nil)
    }
    let body = document.source.bytes[first.body]
    guard isShown else {
      return (bodies.excerpt(body, in: thread.path, limit: Self.excerptLimit), nil)
    }
    var excerpt = ""
    let html = values.html(vouchedFor: {
      excerpt = bodies.append(body, in: thread.path, excerpt: Self.excerptLimit, to: &$0)
    })
    return (excerpt, html)
  }

  /// `url`: of the page that the post stands on.
  private func post(
    _ index: Int, _ url: String, of document: ThreadDocument, body: Value?,
    _ bodies: BodyRenderer, _ values: inout ValueArena
  ) -> Value {
    let number = index + 1
    let url = views.url(of: number, onPage: url, &values)
    // The post's fields are read in place: a copy of it counts ten of them.
    let posts = document.posts
    if let reason = posts[index].removed {
      return removed(posts[index].date, number, url, reason, &values)
    }
    let member = thread.posts[index].member
    let source = document.source.bytes[posts[index].body]
    return values.record(
      Shapes.post,
      [
        .number(number), url, label(number, &values), views.author(member),
        values.text(rank(of: member)), subject(posts[index].subject, index, &values),
        wording.date(posts[index].date, &values), wording.date(posts[index].edited, &values),
        wording.date(posts[index].reviewed, &values), .flag(isOfficial(index)),
        .flag(isOutdated(index)), .flag(posts[index].isAccepted), .missing,
        values.text(posts[index].contentNote.map(views.redacted)),
        body
          ?? values.html(vouchedFor: { bodies.append(source, .post, in: thread.path, to: &$0) }),
      ])
  }

  /// Number, time and reason are shown, not the author.
  private func removed(
    _ date: PostDate, _ number: Int, _ url: Value, _ reason: String, _ values: inout ValueArena
  ) -> Value {
    values.record(
      Shapes.post,
      [
        .number(number), url, label(number, &values), .missing, .missing, .missing,
        wording.date(date, &values), .missing, .missing, .flag(false), .flag(false),
        .flag(false), values.text(views.redacted(reason)), .missing, .missing,
      ])
  }

  private func label(_ number: Int, _ values: inout ValueArena) -> Value {
    values.text { wording.linkToPost.append(.number, number, to: &$0) }
  }

  private func subject(_ own: String?, _ index: Int, _ values: inout ValueArena) -> Value {
    if index == 0 { return values.text(thread.title) }
    if let subject = own { return values.text(views.redacted(subject)) }
    return values.text { wording.replySubject.append(.title, thread.title, to: &$0) }
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
