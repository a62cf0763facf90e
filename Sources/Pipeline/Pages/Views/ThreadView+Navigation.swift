import Content
import Forum
import Localisation
import Mustache
import Theme

/// Links of a thread's page: within the thread, to related threads, and to where to ask again.
extension ThreadView {
  /// A thread on one page with at most this many posts has no link to its last post, which is
  /// nearly in sight.
  private static let maximumPostsWithoutJump = 5

  /// Returns the values in the order of the fields in `Shapes`. `number` is that of the page.
  func navigation(fromPage number: Int, _ values: inout ValueArena) -> [Value] {
    let targets = [
      number > 1 ? 1 : nil, lastNumber(onSeveralPages: pageCount > 1), officialNumber,
    ]
    let jumps = targets.map { number in
      number.map { views.url(of: $0, in: title, &values) } ?? .missing
    }
    let hasJumps = thread.acceptedNumber != nil || targets.contains { $0 != nil }
    let related = forum.related[index].map { views.relatedThread(Int($0), &values) }
    return [thread.isClosed ? views.askElsewhere(inBoard: thread.board) : .missing] + jumps
      + [.flag(hasJumps), values.list(related), .flag(!related.isEmpty)]
  }

  private func lastNumber(onSeveralPages hasSeveralPages: Bool) -> Int? {
    hasSeveralPages || thread.posts.count > Self.maximumPostsWithoutJump ? thread.lastNumber : nil
  }

  /// Nil for the first post and for the accepted answer, which has a link already.
  private var officialNumber: Int? {
    thread.officialNumber.flatMap { $0 == 1 || $0 == thread.acceptedNumber ? nil : $0 }
  }
}

extension SiteViews {
  func relatedThread(_ index: Int, _ values: inout ValueArena) -> Value {
    let thread = forum.threads[index]
    let title = title(ofThread: index, &values)
    return values.record(
      Shapes.relatedThread,
      [
        title.title, listURL(of: thread, title, &values), link(toBoard: thread.board),
        wording.date(thread.started, &values),
      ])
  }

  /// Returns the sentence that says where to ask again. If the board is closed, it names the
  /// other boards, provided that one of them is open.
  static func askElsewhere(
    _ board: Board, _ hasOpenBoard: Bool, _ forum: Forum, _ wording: Wording,
    _ values: inout ValueArena
  ) -> Value {
    if !board.document.isClosed {
      return wording.linkSentence(
        .newThreadIn, .board, board.document.title, to: board.url, in: &values)
    }
    guard hasOpenBoard else { return .missing }
    return wording.linkSentence(
      .askElsewhere, .boards, wording[.allBoards], to: forum.urls.home, in: &values)
  }
}
