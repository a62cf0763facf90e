import Content
import Fingerprints
import Forum

/// Fingerprints of a thread as a row of a list, as a link on a member's page, and as a related
/// thread.
package struct ThreadFingerprint: Sendable, BitwiseCopyable {
  fileprivate let row: Fingerprint
  fileprivate let link: Fingerprint
  fileprivate let related: Fingerprint
}

/// Fingerprints of all threads. Links have their own array, because they are looked up a million
/// times.
package struct ThreadFingerprints: Sendable {
  let rows: [Fingerprint]
  let links: [Fingerprint]
  /// Fingerprints of the threads as later threads' pages show them among related threads.
  let related: [Fingerprint]

  package init(_ fingerprints: [ThreadFingerprint]) {
    rows = fingerprints.map(\.row)
    links = fingerprints.map(\.link)
    related = fingerprints.map(\.related)
  }
}

/// Computes the fingerprints of threads. Each worker needs its own instance.
package final class ThreadFingerprinter {
  private let forum: Forum
  private let nameFingerprints: NameFingerprints
  private let isNewestFirst: [Bool]
  private var hasher = Fingerprinter()

  package init(_ site: Site) {
    forum = site.views.forum
    nameFingerprints = site.nameFingerprints
    isNewestFirst = site.views.isNewestFirst
  }

  /// Returns the fingerprints of the threads with these indices, in their order.
  package func fingerprints(of range: Range<Int>) -> [ThreadFingerprint] {
    // Copied once, and not for each thread, because all workers contend for its reference counts.
    let nameFingerprints = nameFingerprints
    return forum.threads[range].map { fingerprint(of: $0, nameFingerprints) }
  }

  private func fingerprint(
    of thread: ForumThread, _ nameFingerprints: NameFingerprints
  ) -> ThreadFingerprint {
    hasher.combine(thread.title)
    hasher.combine(thread.url)
    hasher.combine(nameFingerprints.boards[thread.board])
    let link = hasher.finish()
    let related = relatedFingerprint(of: thread, link)
    hasher.combine(link)
    hasher.combine(thread.posts.count)
    hasher.combine(thread.lastNumber)
    hasher.combine(thread.visibleCount)
    hasher.combine(thread.posts[0].isRemoved)
    hasher.combine(nameFingerprints.author(thread.posts[0].member).appearance)
    hasher.combine(thread.started)
    hasher.combine(thread.lastActivity)
    hasher.combine(thread.isPinned)
    hasher.combine(thread.isClosed)
    hasher.combine(thread.acceptedNumber ?? 0)
    return ThreadFingerprint(row: hasher.finish(), link: link, related: related)
  }

  /// Returns the fingerprint for related threads. If the newest post comes first, the link leads
  /// to the last page, so it depends on the number of pages.
  private func relatedFingerprint(of thread: ForumThread, _ link: Fingerprint) -> Fingerprint {
    hasher.combine(link)
    hasher.combine(thread.started)
    hasher.combine(isNewestFirst[thread.board] ? forum.pageCount(posts: thread.posts.count) : 1)
    return hasher.finish()
  }
}

extension Fingerprinter {
  mutating func combine(_ date: PostDate, post number: Int32 = 0) {
    combine(Int(date.instant))
    // An offset is at most a day, so both fit into one number.
    let clock = Int(date.offset) * 4 + (date.isDayOnly ? 2 : 0) + (date.hasSeconds ? 1 : 0)
    combine(Int(number) << 32 | clock & 0xFFFF_FFFF)
  }
}
