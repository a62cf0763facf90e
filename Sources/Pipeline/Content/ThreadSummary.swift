package import Fingerprints

/// What all other files can need to know of a thread; its text is let go.
package struct ThreadSummary: Sendable {
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
}

/// What a text refers to that only the whole forum can resolve.
package struct References: Sendable {
  /// Links and images that name something of this forum.
  package let links: [LocalLink]
  /// What may be mentions, each text once.
  package let mentions: [MentionNote]
}

/// Somebody who wrote in a thread, as the name is spelt there.
package struct AuthorSummary: Sendable {
  package let name: String
  /// Where the name was first written, above a post that was not removed where there is one.
  package internal(set) var offset: Int32
  /// The date of the earliest post that was not removed; nil: all were.
  package internal(set) var earliest: PostDate?
}

/// Plain bytes: of these there are a million.
package struct PostSummary: Sendable, BitwiseCopyable {
  /// Among the thread's authors.
  package let author: Int32
  package let date: PostDate
  package let isRemoved: Bool
  package let isAccepted: Bool
  /// Carries a content note.
  package let isNoted: Bool
  /// The day on which the post was written, or reviewed since; in days since 1970.
  package let checkedDay: Int32
}

/// A link or an image that the forum has to resolve.
package struct LocalLink: Hashable, Sendable {
  package let target: InsideTarget
  package let isImage: Bool
  /// As it was written, for a diagnostic.
  package let text: String
  package let offset: Int
}

/// What stands behind an `@` that may be a mention.
package struct MentionNote: Hashable, Sendable {
  package let text: String
  package let offset: Int
}
