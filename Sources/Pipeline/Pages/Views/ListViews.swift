import Content
import Diagnostics
import Forum
import Localisation
import Mustache
import Theme

extension SiteViews {
  func home(_ values: inout ValueArena) -> (PageHead, [Value]) {
    let head = head(
      forum.settings.title, forum.settings.description, url: forum.urls.home,
      .home(HomeStructuredData(self)))
    return (
      head,
      [
        categories(&values),
        values.list(forum.newestThreads.map { row($0, showsBoard: true, &values) }),
        values.text(wording.posts(forum.postCount)),
        values.text(wording.members(forum.memberCount)), feed(of: .forum, &values),
      ]
    )
  }

  func board(_ index: Int, isByStart: Bool, page number: Int, _ values: inout ValueArena) -> (
    PageHead, [Value]
  ) {
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
        values.text(title), values.text(redacted(board.document.description)),
        number == 1 ? values.html(boardBodies[index]) : .missing, .flag(board.document.isClosed),
        values.text(board.url), values.text(board.url + "started/"), .flag(isByStart),
        link(toPage: board.disclaimerPage),
        values.list(slice(list, page: number).map { row($0, showsBoard: false, &values) }),
        pagination(number, rows: list.count, of: url, &values), feed(of: .board(index), &values),
        values.text("\(board.slug)"),
        values.text(wording.formatted(.searchInBoard, [.board: title])),
      ]
    )
  }

  func tag(_ index: Int, page number: Int, _ values: inout ValueArena) -> (PageHead, [Value]) {
    let tag = forum.tags[index]
    let rows = slice(tag.threads, page: number).map { row($0, showsBoard: true, &values) }
    return (
      head(tag.name, "", url: tag.url, .breadcrumb(.tags, tag.name), page: number),
      [
        values.text(tag.name), values.list(rows),
        pagination(number, rows: tag.threads.count, of: tag.url, &values),
        feed(of: .tag(index), &values),
      ]
    )
  }

  func tags(page number: Int, _ values: inout ValueArena) -> (PageHead, [Value]) {
    let rows = slice(forum.tags, page: number).map {
      values.record(
        Shapes.tagRow,
        [
          values.text($0.name), values.text($0.url),
          values.text(wording.threads($0.threads.count)),
        ])
    }
    return (
      head(wording[.tags], "", url: forum.urls.tags, page: number),
      [values.list(rows), pagination(number, rows: forum.tags.count, of: forum.urls.tags, &values)]
    )
  }

  func members(page number: Int, visible: [Int], _ values: inout ValueArena) -> (PageHead, [Value])
  {
    let rows = slice(visible, page: number).map {
      let member = forum.members[$0]
      return values.record(
        Shapes.memberRow,
        [
          values.text(member.name.displayName), values.text(member.url),
          values.text(member.role?.label),
        ])
    }
    return (
      head(wording[.members], "", url: forum.urls.members, page: number),
      [values.list(rows), pagination(number, rows: visible.count, of: forum.urls.members, &values)]
    )
  }

  func member(_ index: Int, page number: Int, _ bodies: BodyRenderer, _ values: inout ValueArena)
    -> (PageHead, [Value])
  {
    let member = forum.members[index]
    let url = member.url ?? forum.urls.members
    let bio = number == 1 ? member.bio.map { bodies.html($0.text, in: "members.yml") } : nil
    let bioValue = bio.map { values.html($0) } ?? .missing
    return (
      head(
        member.name.displayName, "", url: url, .breadcrumb(.members, member.name.displayName),
        page: number),
      [
        values.text(member.name.displayName), values.text(member.role?.label),
        values.text(member.rank?.label), .flag(member.isInMemory),
        wording.date(member.joined, &values), bioValue,
        values.list(slice(member.posts, page: number).map { row($0, &values) }),
        pagination(number, rows: member.posts.count, of: url, &values),
      ]
    )
  }

  func page(_ index: Int, _ values: inout ValueArena) -> (PageHead, [Value]) {
    let page = forum.pages[index]
    return (
      head(page.document.title, page.document.description, url: page.url),
      [
        values.text(page.document.title), values.text(redacted(page.document.description)),
        values.html(pageBodies[index]),
      ]
    )
  }

  func redirect(_ redirect: Redirect, _ values: inout ValueArena) -> (PageHead, [Value]) {
    let target = forum.settings.url.absolute(redirect.target)
    let head = PageHead(
      title: redirect.title, url: redirect.target, description: "", structuredData: .omitted)
    return (head, [values.text(redirect.target), values.text(target), values.text(redirect.title)])
  }

  func notFound(_ values: inout ValueArena) -> (PageHead, [Value]) {
    (head(wording[.notFoundTitle], "", url: forum.urls.url("404.html"), .omitted), [])
  }
}

extension SiteViews {
  /// Returns the boards by category. A category is listed at the position of its first board.
  private func categories(_ values: inout ValueArena) -> Value {
    var order: [String] = []
    var groups: [String: [Int]] = [:]
    for (index, board) in forum.boards.enumerated() {
      let category = board.document.category ?? ""
      if groups[category] == nil { order.append(category) }
      groups[category, default: []].append(index)
    }
    let categories = order.map { category in
      let boards = (groups[category] ?? []).map { boardRow($0, &values) }
      return values.record(
        Shapes.category,
        [
          category.isEmpty ? .missing : values.text(redacted(category)), values.list(boards),
        ])
    }
    return values.list(categories)
  }

  private func boardRow(_ index: Int, _ values: inout ValueArena) -> Value {
    let board = forum.boards[index]
    let newest = board.newestThread.map { forum.threads[Int($0)] }
    return values.record(
      Shapes.boardRow,
      [
        values.text(board.document.title), values.text(board.url),
        values.text(redacted(board.document.description)),
        values.text(wording.threads(board.threadsByStart.count)),
        values.text(wording.posts(board.postCount)),
        .flag(board.document.isClosed), wording.date(newest?.lastActivity, &values),
        newest.map { link(to: $0, &values) } ?? .missing,
      ])
  }

  private func row(_ reference: PostReference, _ values: inout ValueArena) -> Value {
    let thread = title(ofThread: Int(reference.thread), &values)
    return values.record(
      Shapes.memberPost,
      [
        thread.title, url(of: Int(reference.number), in: thread, &values),
        wording.date(reference.date, &values), link(toBoard: Int(thread.board)),
      ])
  }
}
