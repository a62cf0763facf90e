package import Content
package import Fingerprints

/// What all other files can need to know of a thread; its text is let go.
///
/// A class, for there are many of them and they are passed on from stage to stage: as one reference.
package final class ThreadSummary: Sendable {
  /// The file, by its path below content/.
  package let path: String
  package let stamp: SourceStamp
  package let fingerprint: Fingerprint
  package let title: String
  package let slug: Slug
  /// Where the slug was written; nil when it is the file's name.
  package let slugOffset: Int?
  package let tags: [YAMLScalar]
  package let aliases: [YAMLScalar]
  package let isClosed: Bool
  package let isPinned: Bool
  package let isDraft: Bool
  /// Each spelling once, in the order of their first posts.
  package let authors: [AuthorSummary]
  package let posts: [PostSummary]
  package let references: References

  package init(
    path: String, stamp: SourceStamp, fingerprint: Fingerprint, title: String, slug: Slug,
    slugOffset: Int?, tags: [YAMLScalar], aliases: [YAMLScalar], isClosed: Bool, isPinned: Bool,
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
  /// The latest day that a post was written on, as far as it says: after the day of the build it
  /// makes a warning.
  var latestDay: Day {
    posts.lazy.map(\.date.day).max() ?? Day(daysSince1970: 0)
  }
}

/// Somebody who wrote in a thread, as the name is spelt there.
package struct AuthorSummary: Sendable {
  package let name: String
  /// A number that no other spelling has, though this one may have several (`NamePool`); -1: it has none.
  package let number: Int32
  /// Where the name was first written, above a post that was not removed where there is one.
  package internal(set) var offset: Int32
  /// The date of the earliest post that was not removed; nil: all were.
  package internal(set) var earliest: PostDate?
}

/// Plain bytes: of these there are a million.
package struct PostSummary: Sendable, BitwiseCopyable {
  let instant: Int64
  let offset: Int32
  /// Among the thread's authors.
  package let author: Int32
  /// The day on which the post was written, or reviewed since; in days since 1970.
  package let checkedDay: Int32
  /// In bytes from the file's beginning.
  let bodyStart: Int32
  let bodyEnd: Int32
  let marks: Marks

  struct Marks: OptionSet, BitwiseCopyable {
    let rawValue: Int32

    static let dayOnly = Marks(rawValue: 1)
    static let seconds = Marks(rawValue: 2)
    static let removed = Marks(rawValue: 4)
    static let accepted = Marks(rawValue: 8)
    static let noted = Marks(rawValue: 16)
    static let rareKeys = Marks(rawValue: 32)
  }
}

extension PostSummary {
  package var date: PostDate {
    PostDate(
      instant: instant, offset: offset, isDayOnly: marks.contains(.dayOnly),
      hasSeconds: marks.contains(.seconds))
  }

  package var isRemoved: Bool { marks.contains(.removed) }
  package var isAccepted: Bool { marks.contains(.accepted) }
  /// Carries a content note.
  package var isNoted: Bool { marks.contains(.noted) }
  /// Its block says more than a summary keeps.
  package var hasRareKeys: Bool { marks.contains(.rareKeys) }
  /// Markdown, in bytes from the file's beginning.
  package var body: Range<Int> { Int(bodyStart)..<Int(max(bodyStart, bodyEnd)) }

  init(_ post: Post, author: Int32) {
    let checked = max(post.date, post.reviewed ?? post.date)
    self.author = author
    instant = post.date.instant
    offset = post.date.offset
    checkedDay = Int32(clamping: checked.day.daysSince1970)
    bodyStart = Int32(clamping: post.body.lowerBound)
    bodyEnd = Int32(clamping: post.body.upperBound)
    var marks: Marks = []
    if post.date.isDayOnly { marks.insert(.dayOnly) }
    if post.date.hasSeconds { marks.insert(.seconds) }
    if post.removed != nil { marks.insert(.removed) }
    if post.isAccepted { marks.insert(.accepted) }
    if post.contentNote != nil { marks.insert(.noted) }
    if post.hasRareKeys { marks.insert(.rareKeys) }
    self.marks = marks
  }
}
