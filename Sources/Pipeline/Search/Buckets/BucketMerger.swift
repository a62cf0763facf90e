import Content
import Diagnostics
import Fingerprints
import Forum
import Words

/// Merges the parts of all segments, bucket by bucket.
package struct BucketMerger: Sendable {
  private let parts: [SegmentPart]
  private let segments: [Segment]
  private let timeline: Timeline
  private let suggestions: Suggestions
  private let store: SearchStore
  private let forum: Forum
  private let previousRecords: BucketRecords?
  private let rules: IndexRules
  private let bucketCache = BucketCache()

  /// A word is common if more than two fifths of the posts have it, and more posts than this.
  private static let minimumCommonThreshold = 4096

  init(
    parts: [SegmentPart], of segments: [Segment], timeline: Timeline, suggestions: Suggestions,
    store: SearchStore, forum: Forum,
    bits: (buckets: Int, dictionary: Int), previousRecords: BucketRecords?, program: String
  ) {
    (self.parts, self.segments, self.store) = (parts, segments, store)
    (self.timeline, self.suggestions, self.forum) = (timeline, suggestions, forum)
    self.previousRecords = previousRecords
    let posts = Self.rounded(forum.postCount)
    rules = IndexRules(
      segmentCount: parts.count, bucketBits: bits.buckets, dictionaryBits: bits.dictionary,
      commonThreshold: max(Self.minimumCommonThreshold, posts / 5 * 2),
      correctionThreshold: posts < 2000 ? 1 : 2 + posts / 50_000,
      glossaryWords: Self.glossaryWords(forum),
      stopKeys: WordForms(language: forum.settings.language).stopKeys,
      program: program)
  }

  /// Rounds a number down to its three most significant bits. Values that depend on the number of
  /// posts must not change with each post.
  private static func rounded(_ number: Int) -> Int {
    let shift = max(0, Int.bitWidth - max(1, number).leadingZeroBitCount - 3)
    return (number >> shift) << shift
  }

  /// Returns the words of the glossary's terms.
  private static func glossaryWords(_ forum: Forum) -> Set<[UInt8]> {
    var words: Set<[UInt8]> = []
    let scratch = WordScratch()
    for term in forum.glossary {
      for text in [term.term.text] + term.also.map(\.text) {
        Array(text.utf8).withUnsafeBufferPointer { text in
          var scan = WordScan(text, scratch)
          while scan.next() { words.insert(Array(scan.word.surface)) }
        }
      }
    }
    return words
  }

  /// Returns a bucket's files and spellings. Merges the bucket only if its words have changed
  /// since the last build.
  ///
  /// Throws `DamagedPartError` if a segment's part in the store is damaged.
  package func bucket(_ number: Int) throws(DamagedPartError) -> BucketResult {
    let fingerprint = fingerprint(ofBucket: number)
    if let record = previousRecords?.record(number, of: 1 << rules.bucketBits),
      record.fingerprint == fingerprint
    {
      return BucketResult(record: record)
    }
    let bucket = try SearchIndex.mergedBucket(number, parts, store, rules)
    bucketCache.insert(bucket, number)
    return BucketResult(
      record: BucketRecords.Record(
        fingerprint: fingerprint, files: bucket.files.map { ($0.name, Fingerprint(of: $0.bytes)) },
        spellings: bucket.spellings.map { SuggestedSpelling($0.spelling, count: $0.count) }))
  }

  private func fingerprint(ofBucket number: Int) -> Fingerprint {
    var hasher = Fingerprinter()
    hasher.combine(rules.fingerprint)
    for part in parts { hasher.combine(part.buckets[number].fingerprint) }
    return hasher.fingerprint()
  }

  /// Returns the index. `buckets`: all of them, by bucket number.
  package func makeIndex(from buckets: [BucketResult]) -> SearchIndex {
    let records = BucketRecords(buckets.map(\.record))
    if previousRecords?.hasSameFingerprints(as: records) != true {
      store.save(bucketRecords: records.bytes)
    }
    let spelling = SpellingPieces(records.records.flatMap(\.spellings))
    let root = RootFile(
      forum: forum, firstThreads: segments.compactMap(\.threads.first), rules: rules,
      spellingBits: spelling.bits, suggestionBits: suggestions.pieceBits,
      edition: edition(records, spelling), days: timeline.days)
    return SearchIndex(
      parts, store, rules, records, bucketCache,
      [suggestions.files, timeline.files, spelling.files + [root.file]])
  }
}

extension BucketMerger {
  private func edition(_ records: BucketRecords, _ spelling: SpellingPieces) -> Fingerprint {
    var hasher = Fingerprinter()
    for part in parts { hasher.combine(part.key) }
    for record in records.records { for file in record.files { hasher.combine(file.fingerprint) } }
    for file in spelling.files + timeline.files + suggestions.files {
      hasher.combine(file.fingerprint)
    }
    return hasher.fingerprint()
  }
}

/// What `BucketMerger.bucket` returns of a bucket, without the bytes of its files.
package struct BucketResult: Sendable {
  let record: BucketRecords.Record
}
