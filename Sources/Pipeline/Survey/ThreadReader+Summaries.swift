import Content
import Diagnostics

extension ThreadReader {
  /// The posts that were summarised, of the very bytes that they were summarised from: only where a
  /// summary leaves something out is a block read again. Nil when they cannot be those bytes.
  mutating func document(of summaries: [PostSummary]) -> ThreadDocument? {
    var posts: [Post] = []
    posts.reserveCapacity(summaries.count)
    var opening = file.start
    for summary in summaries {
      let body = summary.body
      guard opening < body.lowerBound, body.upperBound <= file.source.bytes.count,
        let post = summary.hasRareKeys
          ? post(openedAt: opening, body, isFirst: posts.isEmpty) : Post(summary, opening: opening)
      else { return nil }
      posts.append(post)
      opening = body.upperBound
    }
    return ThreadDocument(source: file.source, posts: posts)
  }
}

extension Post {
  /// `summary` must say that there is no more to know.
  fileprivate init(_ summary: PostSummary, opening: Int) {
    self.init(
      author: YAMLScalar(text: "", offset: opening), date: summary.date, contentNote: nil,
      subject: nil, edited: nil, reviewed: nil, isAccepted: summary.isAccepted, removed: nil,
      opening: opening, body: summary.body)
  }
}
