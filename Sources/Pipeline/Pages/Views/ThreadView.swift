import Content
import Diagnostics
import Forum
import Localisation
import Mustache
import Theme

/// Makes the pages of a thread.
struct ThreadView {
  let views: SiteViews
  let index: Int
  let thread: ForumThread
  private let board: Board
  let title: ThreadTitle

  /// Maximum length of the beginning of a post, in bytes. The head of a page contains that of the
  /// first post, and structured data contain those of all posts.
  private static let excerptLimit = 155

  var forum: Forum { views.forum }
  private var wording: Wording { views.wording }

  init(views: SiteViews, index: Int, _ values: inout ValueArena) {
    self.views = views
    self.index = index
    thread = views.forum.threads[index]
    board = views.forum.boards[thread.board]
    title = views.title(ofThread: index, &values)
  }

  func page(
    _ number: Int, of document: ThreadDocument, _ bodies: BodyRenderer, _ values: inout ValueArena
  ) -> (PageHead, [Value]) {
    let range = forum.posts(onPage: number, of: thread.posts.count)
    let numbers = isNewestFirst ? Array(range.reversed()) : Array(range)
    let (excerpt, body) = firstPost(of: document, isShown: number == 1, bodies, &values)
    var data = ThreadStructuredData(views, thread)
    let posts = posts(numbers, of: document, body, &data, bodies, &values)
    let edited = document.posts.first?.edited
    let json = values.html(trusted: {
      data.append(page: number, text: excerpt, edited: edited, to: &$0)
    })
    let pagination = Pagination(number: number, count: pageCount, url: thread.url)
    let breadcrumb = StructuredDataKind.breadcrumb(.board(thread.board), thread.title)
    return (
      views.head(thread.title, excerpt, url: thread.url, breadcrumb, page: number),
      threadValues(&values)
        + [values.list(posts), pagination.value(wording, forum.urls, &values), json]
        + navigation(fromPage: number, &values)
    )
  }
}

extension ThreadView {
  var pageCount: Int { forum.pageCount(posts: thread.posts.count) }

  private var isNewestFirst: Bool { forum.postOrder(of: board) == .newestFirst }

  /// Returns the values that are the same on each page of the thread.
  private func threadValues(_ values: inout ValueArena) -> [Value] {
    let disclaimer = board.disclaimerPage
    return [
      title.title, views.link(toBoard: thread.board),
      values.list(thread.tags.map { views.link(toTag: $0) }), .flag(!thread.tags.isEmpty),
      .flag(thread.isClosed), .flag(thread.isPinned),
      .flag(thread.officialNumber != nil), .flag(isNewestFirst),
      thread.acceptedNumber.map { views.url(of: $0, in: title, &values) } ?? .missing,
      disclaimer.map { values.html(views.pageBodies[$0]) } ?? .missing,
      views.link(toPage: disclaimer),
    ]
  }

  /// Returns the beginning of the first post and, if it is shown, its body, both from one parse.
  /// Empty and nil for a removed post or one with a content note.
  private func firstPost(
    of document: ThreadDocument, isShown: Bool, _ bodies: BodyRenderer, _ values: inout ValueArena
  ) -> (excerpt: String, body: Value?) {
    guard let first = document.posts.first, first.contentNote == nil, first.removed == nil else {
      return ("", nil)
    }
    let body = document.source.bytes[first.body]
    guard isShown else {
      return (bodies.excerpt(body, in: thread.path, limit: Self.excerptLimit), nil)
    }
    var excerpt: [UInt8] = []
    let html = values.html(trusted: {
      bodies.append(
        body, post: 1, in: thread.path, to: &$0, limit: Self.excerptLimit,
        excerpt: &excerpt)
    })
    return (String(decoding: excerpt, as: UTF8.self), html)
  }

  /// `firstBody` is the body of the first post if it is already rendered.
  private func posts(
    _ numbers: [Int], of document: ThreadDocument, _ firstBody: Value?,
    _ data: inout ThreadStructuredData, _ bodies: BodyRenderer, _ values: inout ValueArena
  ) -> [Value] {
    // Shared by all replies without a subject of their own.
    let subject = values.reusedText {
      wording.replySubject.append(.title, thread.title, to: &$0)
    }
    var excerpt: [UInt8] = []
    return numbers.map { index in
      if index == 0, let firstBody {
        return post(0, subject: title.title, of: document, body: firstBody, &values)
      }
      let body = body(index, of: document, &data, &excerpt, bodies, &values)
      return post(
        index, subject: index == 0 ? title.title : subject, of: document, body: body, &values)
    }
  }

  /// Returns the body of a post. Missing for a removed post. A reply without a content note is
  /// also added to `data`, from the same parse.
  private func body(
    _ index: Int, of document: ThreadDocument, _ data: inout ThreadStructuredData,
    _ excerpt: inout [UInt8], _ bodies: BodyRenderer, _ values: inout ValueArena
  ) -> Value {
    let posts = document.posts
    guard posts[index].removed == nil else { return .missing }
    let source = document.source.bytes[posts[index].body]
    guard index > 0, posts[index].contentNote == nil else {
      return values.html(trusted: {
        bodies.append(source, post: index + 1, in: thread.path, to: &$0)
      })
    }
    excerpt.removeAll(keepingCapacity: true)
    let html = values.html(trusted: {
      bodies.append(
        source, post: index + 1, in: thread.path, to: &$0, limit: Self.excerptLimit,
        excerpt: &excerpt)
    })
    data.addComment(index, edited: posts[index].edited, text: excerpt)
    return html
  }

  private func post(
    _ index: Int, subject: Value, of document: ThreadDocument, body: Value,
    _ values: inout ValueArena
  ) -> Value {
    let number = index + 1
    let url = views.url(of: number, in: title, &values)
    // The fields are read in place, because a copy of the post would retain all of them.
    let posts = document.posts
    if let reason = posts[index].removed {
      return removed(posts[index].date, number, url, reason, &values)
    }
    let forumPost = thread.posts[index]
    let author = views.view(ofAuthor: forumPost.member)
    let isOfficial = author?.isOfficial ?? false
    return values.record(
      Shapes.post,
      [
        .number(number), url, views.label(ofPost: number, &values), author?.author ?? .missing,
        author?.rank ?? .missing, replySubject(posts[index].subject, index, &values) ?? subject,
        wording.date(posts[index].date, &values), wording.date(posts[index].edited, &values),
        isOfficial ? wording.date(posts[index].reviewed, &values) : .missing, .flag(isOfficial),
        .flag(isOfficial && views.isOutdated(checkedOn: forumPost.checkedDay)),
        .flag(posts[index].isAccepted), .missing,
        values.text(posts[index].contentNote.map(views.redacted)), body,
      ])
  }

  /// Returns the record of a removed post, which shows its number, date and reason, but not its
  /// author.
  private func removed(
    _ date: PostDate, _ number: Int, _ url: Value, _ reason: String, _ values: inout ValueArena
  ) -> Value {
    values.record(
      Shapes.post,
      [
        .number(number), url, views.label(ofPost: number, &values), .missing, .missing, .missing,
        wording.date(date, &values), .missing, .missing, .flag(false), .flag(false),
        .flag(false), values.text(views.redacted(reason)), .missing, .missing,
      ])
  }

  /// Returns the subject of a reply. Nil for the first post, whose subject is always the thread's
  /// title.
  private func replySubject(_ subject: String?, _ index: Int, _ values: inout ValueArena) -> Value?
  {
    guard index > 0, let subject else { return nil }
    return values.text(views.redacted(subject))
  }
}
