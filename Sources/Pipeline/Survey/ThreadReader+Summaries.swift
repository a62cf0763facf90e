import Content
import Diagnostics

extension ThreadReader {
  /// Returns the summarised posts of the file. Parses a block again only if its summary omits
  /// something. Nil if the summaries cannot belong to these bytes.
  mutating func document(of summaries: [PostSummary]) -> ThreadDocument? {
    var posts: [PostDocument] = []
    posts.reserveCapacity(summaries.count)
    var fenceOffset = file.start
    for summary in summaries {
      let body = summary.body
      guard fenceOffset < body.lowerBound, body.upperBound <= file.source.bytes.count,
        let post = summary.hasRareKeys
          ? post(fenceAt: fenceOffset, body, isFirst: posts.isEmpty)
          : PostDocument(summary, fenceOffset: fenceOffset)
      else { return nil }
      posts.append(post)
      fenceOffset = body.upperBound
    }
    return ThreadDocument(source: file.source, posts: posts)
  }
}

extension PostDocument {
  /// `summary` must be complete, that is, without rare keys.
  fileprivate init(_ summary: PostSummary, fenceOffset: Int) {
    self.init(
      author: LocatedText(text: "", offset: fenceOffset), date: summary.date, contentNote: nil,
      subject: nil, edited: nil, reviewed: nil, isAccepted: summary.isAccepted, removed: nil,
      fenceOffset: fenceOffset, body: summary.body)
  }
}
