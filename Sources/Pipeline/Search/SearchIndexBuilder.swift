package import Content
import Fingerprints
package import Forum

/// Makes the index: `part` for each segment, `merging`, then `BucketMerger.bucket` for each bucket
/// and `BucketMerger.index`. The calls of one step may run on many threads. Each step needs the
/// results of the step before.
package struct SearchIndexBuilder: Sendable {
  private let source: any IndexSource
  private let forum: Forum
  private let store: SearchStore
  private let bits: Int
  private let wordBits: Int
  private let segments: [Segment]
  private let before: BucketRecords?
  private let program: String

  package init(
    _ source: any IndexSource, _ forum: Forum, _ plan: SegmentPlan, _ store: SearchStore,
    program: String
  ) {
    (self.source, self.forum, self.store) = (source, forum, store)
    segments = plan.segments
    (bits, wordBits) = Self.bits(posts: forum.postCount)
    before = store.buckets().flatMap(BucketRecords.init)
    self.program = program
  }

  /// One part for each segment, and one for the timeline.
  package var partCount: Int { segments.count + 1 }
  package var bucketCount: Int { 1 << bits }

  package func makeIndexer() -> SegmentIndexer {
    SegmentIndexer(source.makeTexts(), forum, bits: bits)
  }

  /// Returns the binary logarithms of the numbers of buckets and of dictionary pieces. There is
  /// one piece for every 250 to 500 posts, but between 16 and 16,384 pieces. There are a
  /// quarter as many buckets, but at least 16, because each segment stores a fingerprint for
  /// every bucket.
  private static func bits(posts: Int) -> (bits: Int, wordBits: Int) {
    var words = 4
    while words < 14, (posts / 250) >> (words + 1) > 0 { words += 1 }
    return (max(4, words - 2), words)
  }
}

extension SearchIndexBuilder {
  /// Step 1: returns the part of a segment, from the store if it has a current one. Returns the
  /// timeline if `number` is the number of segments. `read`: returns the posts of a thread.
  package func part<Failure: Error>(
    _ number: Int, _ indexer: SegmentIndexer,
    read: (ForumThread) throws(Failure) -> ThreadDocument
  ) throws(Failure) -> PartResult {
    if number == segments.count { return PartResult(timeline: Timeline(forum, segments)) }
    let segment = segments[number]
    let key = key(of: segment)
    if let (head, size) = store.head(ofSegment: number),
      let part = SegmentPart(head: head, size: size), part.key == key
    {
      return PartResult(part: part)
    }
    let bytes = try indexer.index(segment, key: key, read: read)
    store.keep(bytes, ofSegment: number)
    return PartResult(part: SegmentPart(head: bytes, size: bytes.count))
  }

  /// Makes a damaged part again and stores it. May be called during any step.
  package func mend<Failure: Error>(
    _ damage: DamagedPartError, _ indexer: SegmentIndexer,
    read: (ForumThread) throws(Failure) -> ThreadDocument
  ) throws(Failure) {
    let segment = segments[damage.segment]
    let bytes = try indexer.index(segment, key: key(of: segment), read: read)
    store.mend(bytes, ofSegment: damage.segment)
  }

  private func key(of segment: Segment) -> Fingerprint {
    var hasher = Fingerprinter()
    hasher.combine(program)
    hasher.combine(source.base)
    hasher.combine(bits)
    for thread in segment.threads { source.add(Int(thread), to: &hasher) }
    return hasher.fingerprint()
  }

  /// Step 2: returns the parts, ready to be merged. `segments`: the results of step 1.
  package func merging(_ segments: [PartResult]) -> BucketMerger {
    store.forget(segmentsFrom: self.segments.count)
    return BucketMerger(
      parts: segments.compactMap(\.part), of: self.segments,
      timeline: segments.compactMap(\.timeline).first, store: store,
      suggestionBits: source.suggestionBits, forum: forum, bits: (bits, wordBits), before: before,
      program: program)
  }
}

/// A result of step 1: the head of a segment's part in the store, or the timeline.
package struct PartResult: Sendable {
  var part: SegmentPart?
  var timeline: Timeline?
}
