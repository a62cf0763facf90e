import Content
package import Fingerprints
package import Forum
import Localisation
import Theme

/// Computes fingerprints of everything that the search index takes from the forum and its
/// threads.
package struct SearchPrints: Sendable {
  /// Fingerprint of the inputs that all threads share.
  package let base: Fingerprint
  private let forum: Forum
  private let links: [Fingerprint]
  private let tags: [Fingerprint]
  private let mentions: ThreadMentions
  private let authors: [Fingerprint]

  package init(_ site: Site, _ threads: ThreadPrints, _ mentions: ThreadMentions) {
    let forum = site.views.forum
    self.forum = forum
    self.mentions = mentions
    links = threads.links
    tags = site.prints.tags
    var printer = Fingerprinter()
    authors = forum.members.map { Self.print($0, &printer) }
    printer.add(forum.settings.language)
    printer.add(forum.settings.zone.canonicalBytes)
    printer.add(site.views.wording[.formerMember])
    for member in forum.members where member.isFormer { printer.add(member.name.shown) }
    for role in forum.settings.roles { printer.add(role.name) }
    for board in forum.boards { printer.add(board.slug.description) }
    base = printer.take()
  }

  /// Adds everything that the search index takes from the thread `index`.
  package func add(_ index: Int, to printer: inout Fingerprinter) {
    let thread = forum.threads[index]
    printer.add(thread.fingerprint)
    printer.add(links[index])
    printer.add(thread.isClosed)
    printer.add(thread.tags.count)
    for tag in thread.tags { printer.add(tags[Int(tag)]) }
    printer.add(thread.posts.members.count)
    for member in thread.posts.members where member >= 0 { printer.add(authors[Int(member)]) }
    for mention in mentions[index] {
      printer.add(Int(mention.byteCount))
      if mention.member >= 0 { printer.add(authors[Int(mention.member)]) }
    }
  }

  private static func print(_ member: Member, _ printer: inout Fingerprinter) -> Fingerprint {
    printer.add(member.isFormer ? "" : member.name.shown)
    printer.add(member.isFormer ? "" : member.name.key)
    printer.add(member.role?.name ?? "")
    printer.add(member.isOfficial)
    return printer.take()
  }
}
