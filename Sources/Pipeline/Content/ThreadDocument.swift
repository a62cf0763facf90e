package import Diagnostics

/// The posts of a thread as its pages show them, in order of their numbers.
package struct ThreadDocument: Sendable {
  package let source: SourceText
  /// The first is `#post-1`.
  package let posts: [Post]

  package init(source: SourceText, posts: [Post]) {
    self.source = source
    self.posts = posts
  }
}

/// A thread file as it was written: its head and its posts, in the order of their numbers.
package struct ParsedThread: Sendable {
  package let source: SourceText
  package let stamp: SourceStamp
  package let title: String
  package let tags: [YAMLScalar]
  package let isClosed: Bool
  package let isPinned: Bool
  package let isDraft: Bool
  /// The `slug:` key, where there is one.
  package let slug: YAMLScalar?
  package let aliases: [YAMLScalar]
  /// The first is `#post-1`.
  package let posts: [Post]
}

/// A post: the values of its block, and the range of its body in the file.
package struct Post: Sendable {
  /// Empty in a document that was made from a summary: that says who wrote it.
  package let author: YAMLScalar
  package let date: PostDate
  package let contentNote: String?
  /// Subject of a reply. If nil, the subject is `Re: ` and the title of the thread.
  package let subject: String?
  package let edited: PostDate?
  package let reviewed: PostDate?
  package let isAccepted: Bool
  /// Reason for which a moderator removed the post.
  package let removed: String?
  /// The `---` that opens the post's block, in bytes from the file's beginning.
  package let opening: Int
  /// Markdown, in bytes from the file's beginning.
  package let body: Range<Int>

  package init(
    author: YAMLScalar, date: PostDate, contentNote: String?, subject: String?, edited: PostDate?,
    reviewed: PostDate?, isAccepted: Bool, removed: String?, opening: Int, body: Range<Int>
  ) {
    (self.author, self.date, self.contentNote, self.subject) = (author, date, contentNote, subject)
    (self.edited, self.reviewed, self.isAccepted) = (edited, reviewed, isAccepted)
    (self.removed, self.opening, self.body) = (removed, opening, body)
  }
}

extension Post {
  /// Says more than its author, its date and whether it is accepted.
  package var hasRareKeys: Bool {
    contentNote != nil || subject != nil || edited != nil || reviewed != nil || removed != nil
  }
}

extension Post {
  /// Creates a post whose block has no other keys.
  init(_ author: YAMLScalar, _ date: PostDate, _ section: FrontMatterSection) {
    self.init(
      author: author, date: date, contentNote: nil, subject: nil, edited: nil, reviewed: nil,
      isAccepted: false, removed: nil, opening: section.opening, body: section.body)
  }
}
