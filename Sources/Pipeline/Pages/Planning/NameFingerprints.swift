import Content
import Diagnostics
import Fingerprints
import Forum
import SafeHTML

/// Fingerprints of how boards, tags and members appear where a page names them. They are computed
/// once, because each of them is named on many pages.
struct NameFingerprints: Sendable {
  /// Fingerprints of the boards as rows of lists and pages of threads name them.
  let boards: [Fingerprint]
  /// Fingerprints of the other parts of a board that its threads' pages show: the disclaimer
  /// page, and where readers can ask again if a thread is closed.
  let boardNotices: [Fingerprint]
  let tags: [Fingerprint]
  /// Fingerprint of the terms that posts explain, with their meanings.
  let glossary: Fingerprint
  private let authors: [AuthorFingerprint]
  private let removedAuthor: AuthorFingerprint

  init(_ views: SiteViews) {
    let forum = views.forum
    var hasher = Fingerprinter()
    boards = forum.boards.map { Self.fingerprint(of: $0, forum, &hasher) }
    boardNotices = forum.boards.map { Self.noticesFingerprint(of: $0, views, &hasher) }
    tags = forum.tags.map {
      hasher.combine($0.name)
      hasher.combine($0.url)
      return hasher.finish()
    }
    for term in forum.glossary {
      hasher.combine(term.term.text)
      hasher.combine(term.means)
      for spelling in term.also { hasher.combine(spelling.text) }
      hasher.combine(term.also.count)
    }
    glossary = hasher.finish()
    authors = forum.members.map {
      AuthorFingerprint(appearance: Self.fingerprint(of: $0, &hasher), isOfficial: $0.isOfficial)
    }
    removedAuthor = AuthorFingerprint(appearance: hasher.finish(), isOfficial: false)
  }

  /// `member` is negative for an author who is not a member, because all of their posts were
  /// removed.
  func author(_ member: Int32) -> AuthorFingerprint {
    member < 0 ? removedAuthor : authors[Int(member)]
  }
}

/// The appearance of an author in posts. These values are in one array, because a large forum
/// looks them up a million times.
struct AuthorFingerprint: Sendable, BitwiseCopyable {
  let appearance: Fingerprint
  let isOfficial: Bool
}

extension NameFingerprints {
  private static func fingerprint(
    of board: Board, _ forum: Forum, _ hasher: inout Fingerprinter
  ) -> Fingerprint {
    hasher.combine(board.document.title)
    hasher.combine(board.url)
    hasher.combine(forum.postOrder(of: board).rawValue)
    return hasher.finish()
  }

  private static func noticesFingerprint(
    of board: Board, _ views: SiteViews, _ hasher: inout Fingerprinter
  ) -> Fingerprint {
    hasher.combine(board.document.isClosed)
    hasher.combine(views.hasOpenBoard)
    if let page = board.disclaimerPage {
      hasher.combine(views.forum.pages[page].document.title)
      hasher.combine(views.forum.pages[page].url)
      hasher.combine(views.pageBodies[page].bytes)
    }
    return hasher.finish()
  }

  private static func fingerprint(
    of member: Member, _ hasher: inout Fingerprinter
  ) -> Fingerprint {
    hasher.combine(member.isFormer ? "" : member.name.displayName)
    hasher.combine(member.url ?? "")
    hasher.combine(member.role?.label ?? "")
    hasher.combine(member.rank?.label ?? "")
    hasher.combine(member.isOfficial)
    hasher.combine(member.isInMemory)
    return hasher.finish()
  }
}
