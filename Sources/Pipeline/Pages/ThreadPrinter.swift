import Content
import Fingerprints
import Forum

/// Fingerprints of a thread as a row of a list, as a link on a member's page, and as a related
/// thread.
package struct ThreadPrint: Sendable, BitwiseCopyable {
  fileprivate let row: Fingerprint
  fileprivate let link: Fingerprint
  fileprivate let related: Fingerprint
}

/// Fingerprints of all threads. Links have their own array, because they are looked up a million
/// times.
package struct ThreadPrints: Sendable {
  let rows: [Fingerprint]
  let links: [Fingerprint]
  /// Fingerprints of the threads as later threads' pages show them among related threads.
  let related: [Fingerprint]

  package init(_ prints: [ThreadPrint]) {
    rows = prints.map(\.row)
    links = prints.map(\.link)
    related = prints.map(\.related)
  }
}

/// Computes the fingerprints of threads. Each worker needs its own instance.
package final class ThreadPrinter {
  private let forum: Forum
  private let prints: NamePrints
  private let isNewestFirst: [Bool]
  private var printer = Fingerprinter()

  package init(_ site: Site) {
    forum = site.views.forum
    prints = site.prints
    isNewestFirst = site.views.isNewestFirst
  }

  /// Returns the fingerprints of the threads with these indices, in their order.
  package func print(_ range: Range<Int>) -> [ThreadPrint] {
    // Copied once, and not for each thread, because all workers contend for its reference counts.
    let prints = prints
    return forum.threads[range].map { print($0, prints) }
  }

  private func print(_ thread: ForumThread, _ prints: NamePrints) -> ThreadPrint {
    printer.add(thread.title)
    printer.add(thread.url)
    printer.add(prints.boards[thread.board])
    let link = printer.take()
    let related = related(thread, link)
    printer.add(link)
    printer.add(thread.posts.count)
    printer.add(thread.lastNumber)
    printer.add(thread.visibleCount)
    printer.add(thread.posts[0].isRemoved)
    printer.add(prints.author(thread.posts[0].member).look)
    printer.add(thread.started)
    printer.add(thread.lastActivity)
    printer.add(thread.isPinned)
    printer.add(thread.isClosed)
    printer.add(thread.acceptedNumber ?? 0)
    return ThreadPrint(row: printer.take(), link: link, related: related)
  }

  /// Returns the fingerprint for related threads. If the newest post comes first, the link leads
  /// to the last page, so it depends on the number of pages.
  private func related(_ thread: ForumThread, _ link: Fingerprint) -> Fingerprint {
    printer.add(link)
    printer.add(thread.started)
    printer.add(isNewestFirst[thread.board] ? forum.pageCount(posts: thread.posts.count) : 1)
    return printer.take()
  }
}

extension Fingerprinter {
  mutating func add(_ date: PostDate, post number: Int32 = 0) {
    add(Int(date.instant))
    // An offset is at most a day, so both fit into one number.
    let clock = Int(date.offset) * 4 + (date.isDayOnly ? 2 : 0) + (date.hasSeconds ? 1 : 0)
    add(Int(number) << 32 | clock & 0xFFFF_FFFF)
  }
}
