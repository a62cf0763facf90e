package import Diagnostics

/// The posts of a thread as its pages show them, in the order of their numbers.
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
package struct WrittenThread: Sendable {
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

/// One post: what its block says, and where its body lies in the file.
package struct Post: Sendable {
  /// Empty in a document that was made from a summary: that says who wrote it.
  package let author: YAMLScalar
  package let date: PostDate
  package let contentNote: String?
  /// A reply's own subject; nil means `Re: ` and the thread's title.
  package let subject: String?
  package let edited: PostDate?
  package let reviewed: PostDate?
  package let isAccepted: Bool
  /// Why a moderator took the post away.
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
  /// A post whose block says nothing else.
  init(_ author: YAMLScalar, _ date: PostDate, _ section: FileSection) {
    self.init(
      author: author, date: date, contentNote: nil, subject: nil, edited: nil, reviewed: nil,
      isAccepted: false, removed: nil, opening: section.opening, body: section.body)
  }
}
