import Content
import Forum
import Localisation
import Mustache
import Theme

/// The parts of an author that posts show. These values are trivially copyable and in one array,
/// because a large forum looks them up a million times. The `Member` objects are not read.
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

/// The parts of a thread that lists show besides its dates and counts. Like `AuthorView`, these
/// values are in one array, so that a row of a member's page does not read the thread object.
struct ThreadTitle: Sendable, BitwiseCopyable {
  let title: Value
  /// URL of the thread's first page.
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
