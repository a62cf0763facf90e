package import Content

package final class Board: Sendable {
  package let slug: Slug
  package let document: BoardDocument
  package let path: String
  package let references: References
  package let url: String
  /// Pinned threads first, then by last activity, newest first.
  package let threadsByActivity: [Int32]
  /// Pinned threads first, then by start, newest first.
  package let threadsByStart: [Int32]
  package let postCount: Int
  /// Index of the thread with the newest post.
  package let newestThread: Int32?
  /// Index of the page whose text is shown above the board's threads.
  package let disclaimerPage: Int?

  init(
    slug: Slug,
    document: BoardDocument,
    path: String,
    references: References,
    url: String,
    threadsByActivity: [Int32],
    threadsByStart: [Int32],
    postCount: Int,
    newestThread: Int32?,
    disclaimerPage: Int?
  ) {
    self.slug = slug
    self.document = document
    self.path = path
    self.references = references
    self.url = url
    self.threadsByActivity = threadsByActivity
    self.threadsByStart = threadsByStart
    self.postCount = postCount
    self.newestThread = newestThread
    self.disclaimerPage = disclaimerPage
  }
}
