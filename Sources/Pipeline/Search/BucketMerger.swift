import Content
import Fingerprints
import Forum

/// Merges the parts of all segments, bucket by bucket.
package struct BucketMerger: Sendable {
  private let parts: [SegmentPart]
  private let segments: [Segment]
  private let timeline: Timeline
  private let store: SearchStore
  private let suggestionBits: Int
  private let forum: Forum
  private let before: BucketRecords?
  private let rules: IndexRules
  private let fresh = BucketCache()

  /// A word is common if more than two fifths of the posts have it, and more posts than this.
  private static let fewestCommon = 4096

  init(
    parts: [SegmentPart], of segments: [Segment], timeline: Timeline?, store: SearchStore,
    suggestionBits: Int, forum: Forum,
    bits: (bits: Int, wordBits: Int), before: BucketRecords?, program: String
  ) {
    (self.parts, self.segments, self.store) = (parts, segments, store)
    self.timeline = timeline ?? Timeline(forum, segments)
    (self.suggestionBits, self.forum) = (suggestionBits, forum)
    self.before = before
    let posts = Self.rounded(forum.postCount)
    rules = IndexRules(
      segmentCount: parts.count, bits: bits.bits, wordBits: bits.wordBits,
      common: max(Self.fewestCommon, posts / 5 * 2),
      fewest: posts < 2000 ? 1 : 2 + posts / 50_000, explained: Self.explained(forum),
      stopKeys: StopWords.keys(isEnglish: WordForms(language: forum.settings.language).isEnglish),
      program: program)
  }

  /// Rounds a number down to its three most significant bits. Values that depend on the number of
  /// posts must not change with each post.
  private static func rounded(_ number: Int) -> Int {
    let shift = max(0, Int.bitWidth - max(1, number).leadingZeroBitCount - 3)
    return (number >> shift) << shift
  }

  /// Returns the words of the glossary's terms.
  private static func explained(_ forum: Forum) -> Set<[UInt8]> {
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
    let print = fingerprint(ofBucket: number)
    if let before, before.rows.count == 1 << rules.bits, before.rows[number].fingerprint == print {
      return BucketResult(row: before.rows[number])
    }
    let bucket = try SearchIndex.merged(number, parts, store, rules)
    fresh.put(bucket, number)
    return BucketResult(
      row: BucketRecords.Row(
        fingerprint: print, files: bucket.files.map { ($0.name, Fingerprint(of: $0.bytes)) },
        spellings: bucket.spellings.map { SuggestedSpelling($0.spelling, count: $0.count) }))
  }

  private func fingerprint(ofBucket number: Int) -> Fingerprint {
    var hasher = Fingerprinter()
    hasher.combine(rules.fingerprint)
    for part in parts { hasher.combine(part.buckets[number].fingerprint) }
    return hasher.fingerprint()
  }

  /// Returns the index. `buckets`: all of them, by bucket number.
  package func index(_ buckets: [BucketResult]) -> SearchIndex {
    let memory = BucketRecords(buckets.map(\.row))
    if before.map({ zip($0.rows, memory.rows).contains { $0.fingerprint != $1.fingerprint } })
      ?? true || before?.rows.count != memory.rows.count
    {
      store.keep(buckets: memory.bytes)
    }
    let spelling = SpellingPieces(memory.rows.flatMap(\.spellings))
    let root = RootFile(
      forum: forum, firstThreads: segments.compactMap(\.threads.first), rules: rules,
      spellingBits: spelling.bits, suggestionBits: suggestionBits,
      edition: edition(memory, spelling), days: timeline.days)
    return SearchIndex(
      parts, store, rules, memory, fresh, spelling, timeline, root: root.bytes)
  }
}

extension BucketMerger {
  private func edition(_ memory: BucketRecords, _ spelling: SpellingPieces) -> Fingerprint {
    var hasher = Fingerprinter()
    for part in parts { hasher.combine(part.key) }
    for row in memory.rows { for file in row.files { hasher.combine(file.fingerprint) } }
    for piece in spelling.pieces { hasher.combine(piece) }
    for file in timeline.files { hasher.combine(file.fingerprint) }
    return hasher.fingerprint()
  }
}

package struct BucketResult: Sendable {
  let row: BucketRecords.Row
}
