package import Content
import Fingerprints
package import Forum

/// Makes the index: `part` for each segment, `makeMerger`, then `BucketMerger.bucket` for each
/// bucket and `BucketMerger.makeIndex`. The calls of one step may run on many threads. Each step
/// needs the results of the step before.
package struct SearchIndexBuilder: Sendable {
  private let source: any IndexSource
  private let forum: Forum
  private let store: SearchStore
  private let bucketBits: Int
  private let dictionaryBits: Int
  private let segments: [Segment]
  private let previousRecords: BucketRecords?
  private let program: String

  package init(
    _ source: any IndexSource, _ forum: Forum, _ plan: SegmentPlan, _ store: SearchStore,
    program: String
  ) {
    (self.source, self.forum, self.store) = (source, forum, store)
    segments = plan.segments
    (bucketBits, dictionaryBits) = Self.bits(postCount: forum.postCount)
    previousRecords = store.bucketRecords().flatMap(BucketRecords.init)
    self.program = program
  }

  var segmentCount: Int { segments.count }
  /// One part for each segment, one for the timeline and one for the suggestions.
  package var partCount: Int { segmentCount + 2 }
  package var bucketCount: Int { 1 << bucketBits }

  package func makeIndexer() -> SegmentIndexer {
    SegmentIndexer(source.makeTexts(), forum, bucketBits: bucketBits)
  }

  /// Returns the binary logarithms of the numbers of buckets and of dictionary pieces. There is
  /// one piece for every 250 to 500 posts, but between 16 and 16,384 pieces. There are a
  /// quarter as many buckets, but at least 16, because each segment stores a fingerprint for
  /// every bucket.
  private static func bits(postCount: Int) -> (buckets: Int, dictionary: Int) {
    var dictionary = 4
    while dictionary < 14, (postCount / 250) >> (dictionary + 1) > 0 { dictionary += 1 }
    return (max(4, dictionary - 2), dictionary)
  }
}

extension SearchIndexBuilder {
  /// Step 1: returns the suggestions for number 0, the timeline for number 1, and for each later
  /// number the part of a segment, from the store if it has a current one. The first two come
  /// first, because after a reply they take longest. `read`: returns the posts of a thread.
  package func part<Failure: Error>(
    _ number: Int, _ indexer: SegmentIndexer,
    read: (ForumThread) throws(Failure) -> ThreadDocument
  ) throws(Failure) -> PartResult {
    switch number {
    case 0: return PartResult(suggestions: Suggestions(forum, terms: source.glossaryLinks))
    case 1: return PartResult(timeline: Timeline(forum, segments))
    default: return PartResult(part: try segmentPart(number - 2, indexer, read: read))
    }
  }

  private func segmentPart<Failure: Error>(
    _ number: Int, _ indexer: SegmentIndexer,
    read: (ForumThread) throws(Failure) -> ThreadDocument
  ) throws(Failure) -> SegmentPart? {
    let segment = segments[number]
    let key = key(of: segment)
    if let (head, size) = store.head(ofSegment: number),
      let part = SegmentPart(head: head, size: size), part.key == key
    {
      return part
    }
    let bytes = try indexer.index(segment, key: key, read: read)
    store.save(bytes, ofSegment: number)
    return SegmentPart(head: bytes, size: bytes.count)
  }

  /// Makes a new part instead of a damaged one and stores it. May be called during any step.
  package func rebuild<Failure: Error>(
    _ damage: DamagedPartError, _ indexer: SegmentIndexer,
    read: (ForumThread) throws(Failure) -> ThreadDocument
  ) throws(Failure) {
    let segment = segments[damage.segment]
    let bytes = try indexer.index(segment, key: key(of: segment), read: read)
    store.replaceDamagedPart(ofSegment: damage.segment, with: bytes)
  }

  private func key(of segment: Segment) -> Fingerprint {
    var hasher = Fingerprinter()
    hasher.combine(program)
    hasher.combine(source.forumFingerprint)
    hasher.combine(bucketBits)
    for thread in segment.threads { source.addThread(Int(thread), to: &hasher) }
    return hasher.fingerprint()
  }

  /// Step 2: returns the merger of all parts. `results`: those of step 1.
  package func makeMerger(_ results: [PartResult]) -> BucketMerger {
    store.removeParts(fromSegment: segments.count)
    return BucketMerger(
      parts: results.compactMap(\.part), of: segments,
      timeline: results.compactMap(\.timeline).first ?? Timeline(forum, segments),
      suggestions: results.compactMap(\.suggestions).first
        ?? Suggestions(forum, terms: source.glossaryLinks),
      store: store, forum: forum, bits: (bucketBits, dictionaryBits),
      previousRecords: previousRecords, program: program)
  }
}

/// A result of step 1: the head of a segment's part in the store, the timeline, or the
/// suggestions.
package struct PartResult: Sendable {
  var part: SegmentPart?
  var timeline: Timeline?
  var suggestions: Suggestions?
}
