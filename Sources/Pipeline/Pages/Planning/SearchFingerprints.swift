import Content
package import Fingerprints
package import Forum
import Localisation
import Theme

/// Computes fingerprints of everything that the search index takes from the forum and its
/// threads.
package struct SearchFingerprints: Sendable {
  /// Fingerprint of the inputs that all threads share.
  package let sharedFingerprint: Fingerprint
  private let forum: Forum
  private let links: [Fingerprint]
  private let tags: [Fingerprint]
  private let mentions: ThreadMentions
  private let authors: [Fingerprint]

  package init(_ site: Site, _ threads: ThreadFingerprints, _ mentions: ThreadMentions) {
    let forum = site.views.forum
    self.forum = forum
    self.mentions = mentions
    links = threads.links
    tags = site.nameFingerprints.tags
    var hasher = Fingerprinter()
    authors = forum.members.map { Self.fingerprint(of: $0, &hasher) }
    hasher.combine(forum.settings.language)
    hasher.combine(forum.settings.zone.canonicalBytes)
    hasher.combine(site.views.wording[.formerMember])
    for member in forum.members where member.isFormer { hasher.combine(member.name.displayName) }
    for role in forum.settings.roles { hasher.combine(role.name) }
    for board in forum.boards { hasher.combine(board.slug.description) }
    sharedFingerprint = hasher.finish()
  }

  /// Adds everything that the search index takes from the thread `index`.
  package func add(_ index: Int, to hasher: inout Fingerprinter) {
    let thread = forum.threads[index]
    hasher.combine(thread.fingerprint)
    hasher.combine(links[index])
    hasher.combine(thread.isClosed)
    hasher.combine(thread.tags.count)
    for tag in thread.tags { hasher.combine(tags[Int(tag)]) }
    hasher.combine(thread.posts.members.count)
    for member in thread.posts.members where member >= 0 { hasher.combine(authors[Int(member)]) }
    for mention in mentions[index] {
      hasher.combine(Int(mention.byteCount))
      if mention.member >= 0 { hasher.combine(authors[Int(mention.member)]) }
    }
  }

  private static func fingerprint(
    of member: Member, _ hasher: inout Fingerprinter
  ) -> Fingerprint {
    hasher.combine(member.isFormer ? "" : member.name.displayName)
    hasher.combine(member.isFormer ? "" : member.name.key)
    hasher.combine(member.role?.name ?? "")
    hasher.combine(member.isOfficial)
    return hasher.finish()
  }
}
