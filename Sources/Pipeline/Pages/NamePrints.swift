import Content
import Fingerprints
import Forum
import SafeHTML

/// Fingerprints of how boards, tags and members appear where a page names them. They are computed
/// once, because each of them is named on many pages.
struct NamePrints: Sendable {
  /// Fingerprints of the boards as rows of lists and pages of threads name them.
  let boards: [Fingerprint]
  /// Fingerprints of the other parts of a board that its threads' pages show: the disclaimer
  /// page, and where readers can ask again if a thread is closed.
  let notices: [Fingerprint]
  let tags: [Fingerprint]
  /// Fingerprint of the terms that posts explain, with their meanings.
  let glossary: Fingerprint
  private let authors: [AuthorPrint]
  private let nobody: AuthorPrint

  init(_ views: SiteViews) {
    let forum = views.forum
    var printer = Fingerprinter()
    boards = forum.boards.map { Self.print($0, forum, &printer) }
    notices = forum.boards.map { Self.print(noticesOf: $0, views, &printer) }
    tags = forum.tags.map {
      printer.add($0.name)
      printer.add($0.url)
      return printer.take()
    }
    for term in forum.glossary {
      printer.add(term.term.text)
      printer.add(term.means)
      for spelling in term.also { printer.add(spelling.text) }
      printer.add(term.also.count)
    }
    glossary = printer.take()
    authors = forum.members.map {
      AuthorPrint(look: Self.print($0, &printer), isOfficial: $0.isOfficial)
    }
    nobody = AuthorPrint(look: printer.take(), isOfficial: false)
  }

  /// `member` is negative for an author who is not a member, because all of their posts were
  /// removed.
  func author(_ member: Int32) -> AuthorPrint { member < 0 ? nobody : authors[Int(member)] }
}

/// The appearance of an author in posts. These values are in one array, because a large forum
/// looks them up a million times.
struct AuthorPrint: Sendable, BitwiseCopyable {
  let look: Fingerprint
  let isOfficial: Bool
}

extension NamePrints {
  private static func print(
    _ board: Board, _ forum: Forum, _ printer: inout Fingerprinter
  ) -> Fingerprint {
    printer.add(board.document.title)
    printer.add(board.url)
    printer.add(forum.postOrder(of: board).rawValue)
    return printer.take()
  }

  private static func print(
    noticesOf board: Board, _ views: SiteViews, _ printer: inout Fingerprinter
  ) -> Fingerprint {
    printer.add(board.document.isClosed)
    printer.add(views.hasOpenBoard)
    if let page = board.disclaimerPage {
      printer.add(views.forum.pages[page].document.title)
      printer.add(views.forum.pages[page].url)
      printer.add(views.pageBodies[page].bytes)
    }
    return printer.take()
  }

  private static func print(_ member: Member, _ printer: inout Fingerprinter) -> Fingerprint {
    printer.add(member.isFormer ? "" : member.name.shown)
    printer.add(member.url ?? "")
    printer.add(member.role?.label ?? "")
    printer.add(member.rank?.label ?? "")
    printer.add(member.isOfficial)
    printer.add(member.isInMemory)
    return printer.take()
  }
}
