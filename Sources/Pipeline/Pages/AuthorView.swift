import Content
import Forum
import Localisation
import Mustache
import Theme

/// What a post shows of the member who wrote it. A million posts ask: the answers lie close together,
/// and the members themselves are not touched.
struct AuthorView: Sendable, BitwiseCopyable {
  let author: Value
  let rank: Value
  let isOfficial: Bool

  init(_ member: Member, _ wording: Wording, _ values: inout ValueArena) {
    isOfficial = member.isOfficial
    rank = values.text(member.rank?.label)
    author = values.record(
      Shapes.author,
      [
        values.text(wording.name(of: member)), values.text(member.url),
        values.text(member.role?.label),
        .flag(isOfficial), .flag(member.isInMemory),
      ])
  }
}

/// What lists show of a thread besides its dates and counts. A million rows ask, and do not touch the
/// threads themselves.
struct ThreadTitle: Sendable, BitwiseCopyable {
  let title: Value
  /// Of the thread's first page.
  let url: Value
  let board: Int32
  let thread: Int32

  init(_ forum: Forum, _ index: Int, _ values: inout ValueArena) {
    let thread = forum.threads[index]
    self.thread = Int32(index)
    title = values.text(thread.title)
    url = values.text(thread.url)
    board = Int32(thread.board)
  }
}
