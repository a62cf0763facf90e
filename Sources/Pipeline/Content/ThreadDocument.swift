package import Diagnostics

/// A thread file as it was written: its head and its posts, in the order of their numbers.
package struct ThreadDocument: Sendable {
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
}

extension Post {
  /// Says more than its author, its date and whether it is accepted.
  var hasRareKeys: Bool {
    contentNote != nil || subject != nil || edited != nil || reviewed != nil || removed != nil
  }
}
