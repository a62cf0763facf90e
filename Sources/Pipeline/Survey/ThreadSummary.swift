package import Content
package import Diagnostics
package import Fingerprints

/// Everything that other files need to know about a thread. Its text is not kept in memory.
///
/// A class, because passing on many summaries then copies only references.
package final class ThreadSummary: Sendable {
  /// Path of the file, relative to the content folder.
  package let path: String
  package let stamp: SourceStamp
  package let fingerprint: Fingerprint
  package let title: String
  package let slug: Slug
  /// Byte offset of the slug in the file. Nil if the slug is the name of the file.
  package let slugOffset: Int?
  package let tags: [LocatedText]
  package let aliases: [LocatedText]
  package let isClosed: Bool
  package let isPinned: Bool
  package let isDraft: Bool
  /// Each spelling once, in order of first posts.
  package let authors: [AuthorSummary]
  package let posts: [PostSummary]
  package let references: References

  package init(
    path: String, stamp: SourceStamp, fingerprint: Fingerprint, title: String, slug: Slug,
    slugOffset: Int?, tags: [LocatedText], aliases: [LocatedText], isClosed: Bool, isPinned: Bool,
    isDraft: Bool, authors: [AuthorSummary], posts: [PostSummary], references: References
  ) {
    (self.path, self.stamp, self.fingerprint) = (path, stamp, fingerprint)
    (self.title, self.slug, self.slugOffset) = (title, slug, slugOffset)
    (self.tags, self.aliases) = (tags, aliases)
    (self.isClosed, self.isPinned, self.isDraft) = (isClosed, isPinned, isDraft)
    (self.authors, self.posts, self.references) = (authors, posts, references)
  }
}

extension ThreadSummary {
  /// The latest day on which a post is dated. If it is after the day of the build, there is a
  /// warning.
  var latestDay: Day {
    posts.lazy.map(\.date.day).max() ?? Day(daysSince1970: 0)
  }
}

/// Somebody who wrote in a thread, as the name is spelt there.
package struct AuthorSummary: Sendable {
  package let name: String
  /// Number that no other spelling has, although this spelling can have several (`NameInterner`). -1
  /// if there is none.
  package let nameID: Int32
  /// Byte offset of the name in the author's first post that was not removed. If all were
  /// removed, its offset in the first one.
  package internal(set) var offset: Int32
  /// Earliest date of a post that was not removed. Nil if all were removed.
  package internal(set) var earliest: PostDate?
}

/// Summary of a post. Plain bytes, because a large forum has more than a million posts.
package struct PostSummary: Sendable, BitwiseCopyable {
  let instant: Int64
  let offset: Int32
  /// Index in the authors of the thread.
  package let author: Int32
  /// Day on which the post was written or last reviewed, in days since 1970.
  package let lastReviewedDay: Int32
  /// Byte offsets in the file.
  let bodyStart: Int32
  let bodyEnd: Int32
  let flags: Flags

  struct Flags: OptionSet, BitwiseCopyable {
    let rawValue: Int32

    static let dayOnly = Flags(rawValue: 1)
    static let seconds = Flags(rawValue: 2)
    static let removed = Flags(rawValue: 4)
    static let accepted = Flags(rawValue: 8)
    static let rareKeys = Flags(rawValue: 32)
  }
}

extension PostSummary {
  package var date: PostDate {
    PostDate(
      instant: instant, offset: offset, isDayOnly: flags.contains(.dayOnly),
      hasSeconds: flags.contains(.seconds))
  }

  package var isRemoved: Bool { flags.contains(.removed) }
  package var isAccepted: Bool { flags.contains(.accepted) }
  /// Whether the block has keys that the summary omits.
  package var hasRareKeys: Bool { flags.contains(.rareKeys) }
  /// Markdown. Byte range in the file.
  package var body: Range<Int> { Int(bodyStart)..<Int(max(bodyStart, bodyEnd)) }

  init(_ post: PostDocument, author: Int32) {
    let lastReviewed = max(post.date, post.reviewed ?? post.date)
    self.author = author
    instant = post.date.instant
    offset = post.date.offset
    lastReviewedDay = Int32(clamping: lastReviewed.day.daysSince1970)
    bodyStart = Int32(clamping: post.body.lowerBound)
    bodyEnd = Int32(clamping: post.body.upperBound)
    var flags: Flags = []
    if post.date.isDayOnly { flags.insert(.dayOnly) }
    if post.date.hasSeconds { flags.insert(.seconds) }
    if post.removed != nil { flags.insert(.removed) }
    if post.isAccepted { flags.insert(.accepted) }
    if post.hasRareKeys { flags.insert(.rareKeys) }
    self.flags = flags
  }
}
