import Content
import Forum
import Mustache

extension SiteViews {
  /// Threads on the home page, of all boards.
  private static let newestCount = 10

  func home() -> (PageHead, [Value]) {
    let head = head(forum.settings.title, forum.settings.description, url: forum.urls.home)
    return (
      head,
      [
        .list(categories()), .list(newest().map { row($0, showsBoard: true) }),
        .text(wording.posts(forum.postCount)), .text(wording.members(forum.memberCount)),
      ]
    )
  }

  func board(_ index: Int, isByStart: Bool, page number: Int) -> (PageHead, [Value]) {
    let board = forum.boards[index]
    let list = isByStart ? board.threadsByStart : board.threadsByActivity
    let url = isByStart ? board.url + "started/" : board.url
    let title = board.document.title
    let head = head(
      isByStart ? "\(title) – \(wording[.byStart])" : title, board.document.description, url: url,
      page: number)
    return (
      head,
      [
        .text(title), .text(redacted(board.document.description)),
        number == 1 ? .html(boardBodies[index]) : .missing, .flag(board.document.isClosed),
        .text(board.url), .text(board.url + "started/"), .flag(isByStart),
        link(toPage: board.disclaimerPage),
        .list(slice(list, page: number).map { row($0, showsBoard: false) }),
        pagination(number, rows: list.count, of: url),
      ]
    )
  }

  func tag(_ index: Int, page number: Int) -> (PageHead, [Value]) {
    let tag = forum.tags[index]
    let rows = slice(tag.threads, page: number).map { row($0, showsBoard: true) }
    return (
      head(tag.name, "", url: tag.url, page: number),
      [.text(tag.name), .list(rows), pagination(number, rows: tag.threads.count, of: tag.url)]
    )
  }

  func tags(page number: Int) -> (PageHead, [Value]) {
    let rows: [Value] = slice(forum.tags, page: number).map {
      .record(
        Record(
          Shapes.tagRow, [.text($0.name), .text($0.url), .text(wording.threads($0.threads.count))]))
    }
    return (
      head(wording[.tags], "", url: forum.urls.tags, page: number),
      [.list(rows), pagination(number, rows: forum.tags.count, of: forum.urls.tags)]
    )
  }

  func members(page number: Int, visible: [Int]) -> (PageHead, [Value]) {
    let rows: [Value] = slice(visible, page: number).map {
      let member = forum.members[$0]
      return .record(
        Record(
          Shapes.memberRow,
          [.text(member.name.shown), optional(member.url), optional(member.role?.label)]))
    }
    return (
      head(wording[.members], "", url: forum.urls.members, page: number),
      [.list(rows), pagination(number, rows: visible.count, of: forum.urls.members)]
    )
  }

  func member(_ index: Int, page number: Int, _ bodies: BodyRenderer) -> (PageHead, [Value]) {
    let member = forum.members[index]
    let url = member.url ?? forum.urls.members
    let bio = number == 1 ? member.bio.map { bodies.html($0.text, .page, in: "members.yml") } : nil
    return (
      head(member.name.shown, "", url: url, page: number),
      [
        .text(member.name.shown), optional(member.role?.label), optional(member.rank?.label),
        wording.date(member.joined), bio.map(Value.html) ?? .missing,
        .list(slice(member.posts, page: number).map(postRow)),
        pagination(number, rows: member.posts.count, of: url),
      ]
    )
  }

  func glossary() -> (PageHead, [Value]) {
    let terms = forum.glossary.sorted {
      ($0.term.text.lowercased(), $0.term.text) < ($1.term.text.lowercased(), $1.term.text)
    }
    let rows: [Value] = terms.map {
      let also = $0.also.map { redacted($0.text) }.joined(separator: ", ")
      return .record(
        Record(
          Shapes.term,
          [.text(redacted($0.term.text)), .text(redacted($0.means)), .text(also)]))
    }
    return (head(wording[.glossary], "", url: forum.urls.url("glossary/")), [.list(rows)])
  }

  func page(_ index: Int) -> (PageHead, [Value]) {
    let page = forum.pages[index]
    return (
      head(page.document.title, page.document.description, url: page.url),
      [
        .text(page.document.title), .text(redacted(page.document.description)),
        .html(pageBodies[index]),
      ]
    )
  }

  func redirect(_ redirect: Redirect) -> (PageHead, [Value]) {
    let target = forum.settings.url.absolute(redirect.target)
    let head = PageHead(title: redirect.title, canonical: target, description: "")
    return (head, [.text(redirect.target), .text(target), .text(redirect.title)])
  }

  func notFound() -> (PageHead, [Value]) {
    (head(wording[.notFoundTitle], "", url: forum.urls.url("404.html")), [])
  }
}

extension SiteViews {
  private func newest() -> ArraySlice<Int32> {
    forum.threads.indices.map { (forum.threads[$0].started.instant, Int32($0)) }
      .sorted { $0.0 != $1.0 ? $0.0 > $1.0 : $0.1 < $1.1 }
      .prefix(Self.newestCount).map(\.1)[...]
  }

  /// A category stands where the first of its boards does.
  private func categories() -> [Value] {
    var order: [String] = []
    var groups: [String: [Int]] = [:]
    for (index, board) in forum.boards.enumerated() {
      let category = board.document.category ?? ""
      if groups[category] == nil { order.append(category) }
      groups[category, default: []].append(index)
    }
    return order.map { category in
      .record(
        Record(
          Shapes.category,
          [
            category.isEmpty ? .missing : .text(redacted(category)),
            .list((groups[category] ?? []).map(boardRow)),
          ]))
    }
  }

  private func boardRow(_ index: Int) -> Value {
    let board = forum.boards[index]
    let newest = board.threadsByActivity.map { forum.threads[Int($0)] }
      .max { ($0.lastActivity, $1.path) < ($1.lastActivity, $0.path) }
    return .record(
      Record(
        Shapes.boardRow,
        [
          .text(board.document.title), .text(board.url),
          .text(redacted(board.document.description)),
          .text(wording.threads(board.threadsByStart.count)), .text(wording.posts(board.postCount)),
          .flag(board.document.isClosed), wording.date(newest?.lastActivity),
          newest.map { link($0.title, $0.url) } ?? .missing,
        ]))
  }

  private func postRow(_ reference: PostReference) -> Value {
    let thread = forum.threads[Int(reference.thread)]
    let number = Int(reference.number)
    return .record(
      Record(
        Shapes.memberPost,
        [
          .text(thread.title), .text(forum.postURL(thread, number)),
          wording.date(thread.posts[number - 1].date), link(toBoard: thread.board),
        ]))
  }
}
