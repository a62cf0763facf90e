package import Diagnostics

/// The posts of a thread as its pages show them, in order of their numbers.
package struct ThreadDocument: Sendable {
  package let source: SourceText
  /// The first is `#post-1`.
  package let posts: [PostDocument]

  package init(source: SourceText, posts: [PostDocument]) {
    self.source = source
    self.posts = posts
  }
}

/// A parsed thread file: the keys of its first block and its posts, in order of their numbers.
package struct ParsedThread: Sendable {
  package let source: SourceText
  package let stamp: SourceStamp
  package let title: String
  package let tags: [LocatedText]
  package let isClosed: Bool
  package let isPinned: Bool
  package let isDraft: Bool
  /// The `slug:` key. Nil if there is none.
  package let slug: LocatedText?
  package let aliases: [LocatedText]
  /// The first is `#post-1`.
  package let posts: [PostDocument]
}

/// A post: the values of its block, and the range of its body in the file.
package struct PostDocument: Sendable {
  /// Empty in a document made from a summary, because the summary has the author.
  package let author: LocatedText
  package let date: PostDate
  package let contentNote: String?
  /// Subject of a reply. If nil, the subject is `Re: ` and the title of the thread.
  package let subject: String?
  package let edited: PostDate?
  package let reviewed: PostDate?
  package let isAccepted: Bool
  /// Reason for which a moderator removed the post.
  package let removed: String?
  /// Byte offset in the file of the `---` that opens the post's block.
  package let fenceOffset: Int
  /// Byte range of the Markdown in the file.
  package let body: Range<Int>

  package init(
    author: LocatedText, date: PostDate, contentNote: String?, subject: String?, edited: PostDate?,
    reviewed: PostDate?, isAccepted: Bool, removed: String?, fenceOffset: Int, body: Range<Int>
  ) {
    (self.author, self.date, self.contentNote, self.subject) = (author, date, contentNote, subject)
    (self.edited, self.reviewed, self.isAccepted) = (edited, reviewed, isAccepted)
    (self.removed, self.fenceOffset, self.body) = (removed, fenceOffset, body)
  }
}

extension PostDocument {
  /// Whether the post has other keys than `author`, `date` and `accepted`.
  package var hasRareKeys: Bool {
    contentNote != nil || subject != nil || edited != nil || reviewed != nil || removed != nil
  }
}

extension PostDocument {
  /// Creates a post whose block has no other keys.
  init(_ author: LocatedText, _ date: PostDate, _ section: FrontMatterSection) {
    self.init(
      author: author, date: date, contentNote: nil, subject: nil, edited: nil, reviewed: nil,
      isAccepted: false, removed: nil, fenceOffset: section.fenceOffset, body: section.body)
  }
}
