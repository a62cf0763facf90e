import Content
import Fingerprints
import Forum
import SafeHTML

/// Fingerprints of the pages that are lists, from those of their rows.
///
/// A row stands in several lists, and a large forum has a hundred thousand pages of them: showing
/// them all only to see that nothing changed would cost as much as the build. Whatever `ListViews`
/// takes into such a page has to be added here.
struct RowFingerprints {
  private let views: SiteViews
  /// Of the rows that were met, by thread.
  private var rows: [Fingerprint?]

  private var forum: Forum { views.forum }

  init(_ views: SiteViews) {
    self.views = views
    rows = Array(repeating: nil, count: views.forum.threads.count)
  }

  mutating func addBoard(
    _ index: Int, isByStart: Bool, page number: Int, to printer: inout Fingerprinter
  ) {
    let board = forum.boards[index]
    let list = isByStart ? board.threadsByStart : board.threadsByActivity
    printer.add("board")
    printer.add(board.document.title)
    printer.add(board.document.description)
    printer.add(board.document.isClosed ? 1 : 0)
    printer.add(board.url)
    printer.add(isByStart ? 1 : 0)
    if number == 1 { printer.add(views.boardBodies[index].bytes) }
    if let page = board.disclaimerPage {
      printer.add(forum.pages[page].document.title)
      printer.add(forum.pages[page].url)
    }
    add(rows: list, page: number, to: &printer)
  }

  mutating func addTag(_ index: Int, page number: Int, to printer: inout Fingerprinter) {
    let tag = forum.tags[index]
    printer.add("tag")
    printer.add(tag.name)
    printer.add(tag.url)
    add(rows: tag.threads, page: number, to: &printer)
  }

  /// For a member without a bio: what a bio links to is known once it is shown.
  func addMember(_ index: Int, page number: Int, to printer: inout Fingerprinter) {
    let member = forum.members[index]
    printer.add("member")
    printer.add(member.name.shown)
    printer.add(member.url ?? "")
    printer.add(member.role?.label ?? "")
    printer.add(member.rank?.label ?? "")
    printer.add(member.joined?.daysSince1970 ?? -1)
    printer.add(number)
    printer.add(member.posts.count)
    for reference in views.slice(member.posts, page: number) { add(reference, to: &printer) }
  }
}

extension RowFingerprints {
  private mutating func add(
    rows list: [Int32], page number: Int, to printer: inout Fingerprinter
  ) {
    printer.add(number)
    printer.add(list.count)
    for index in views.slice(list, page: number) { printer.add(row(Int(index))) }
  }

  private mutating func row(_ index: Int) -> Fingerprint {
    if let known = rows[index] { return known }
    let print = rowFingerprint(forum.threads[index])
    rows[index] = print
    return print
  }

  private func rowFingerprint(_ thread: ForumThread) -> Fingerprint {
    let board = forum.boards[thread.board]
    var printer = Fingerprinter()
    printer.add(thread.title)
    printer.add(thread.url)
    printer.add(thread.posts.count)
    printer.add(thread.lastNumber)
    printer.add(thread.visibleCount)
    printer.add(thread.posts[0].isRemoved ? -1 : Int(thread.posts[0].member))
    views.add(author: thread.posts[0].member, to: &printer)
    printer.add(thread.started)
    printer.add(thread.lastActivity)
    printer.add(thread.isPinned ? 1 : 0)
    printer.add(thread.isClosed ? 1 : 0)
    printer.add(thread.acceptedNumber ?? 0)
    printer.add(board.document.title)
    printer.add(board.url)
    printer.add(forum.postOrder(of: board).rawValue)
    return printer.fingerprint()
  }

  private func add(_ reference: PostReference, to printer: inout Fingerprinter) {
    let thread = forum.threads[Int(reference.thread)]
    printer.add(thread.title)
    printer.add(thread.url)
    printer.add(Int(reference.number))
    printer.add(thread.posts[Int(reference.number) - 1].date)
    printer.add(forum.boards[thread.board].document.title)
    printer.add(forum.boards[thread.board].url)
  }
}

extension SiteViews {
  /// How a member is shown beside what they wrote.
  func add(author index: Int32, to printer: inout Fingerprinter) {
    guard index >= 0 else { return printer.add(-1) }
    let member = forum.members[Int(index)]
    printer.add(member.isFormer ? "" : member.name.shown)
    printer.add(member.url ?? "")
    printer.add(member.role?.label ?? member.rank?.label ?? "")
    printer.add(member.isOfficial ? 1 : 0)
  }
}

extension Fingerprinter {
  mutating func add(_ date: PostDate) {
    add(Int(date.instant))
    add(Int(date.offset) * 4 + (date.isDayOnly ? 2 : 0) + (date.hasSeconds ? 1 : 0))
  }
}
