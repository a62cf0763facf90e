package import Diagnostics

/// The posts of a thread as its pages show them, in the order of their numbers.
package struct ThreadDocument: Sendable {
  package let source: SourceText
  /// The first is `#post-1`.
  package let posts: [Post]
}

/// A thread file as it was written: its head and its posts, in the order of their numbers.
struct WrittenThread: Sendable {
  let source: SourceText
  let stamp: SourceStamp
  let title: String
  let tags: [YAMLScalar]
  let isClosed: Bool
  let isPinned: Bool
  let isDraft: Bool
  /// The `slug:` key, where there is one.
  let slug: YAMLScalar?
  let aliases: [YAMLScalar]
  /// The first is `#post-1`.
  let posts: [Post]
}

/// One post: what its block says, and where its body lies in the file.
package struct Post: Sendable {
  /// Empty in a document that was made from a summary: that says who wrote it.
  let author: YAMLScalar
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
  let opening: Int
  /// Markdown, in bytes from the file's beginning.
  package let body: Range<Int>
}

extension Post {
  /// Says more than its author, its date and whether it is accepted.
  var hasRareKeys: Bool {
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

  /// `summary` must say that there is no more to know.
  init(_ summary: PostSummary, opening: Int) {
    self.init(
      author: YAMLScalar(text: "", offset: opening), date: summary.date, contentNote: nil,
      subject: nil, edited: nil, reviewed: nil, isAccepted: summary.isAccepted, removed: nil,
      opening: opening, body: summary.body)
  }
}
