// The Search room: words → the index that the reader's script searches. Its door is `SearchIndex.Making`:
// segments are indexed one by one and kept, then merged bucket by bucket. What is merged follows from the
// parts alone; so a build after an edit indexes the one segment that the edit is in, merges the buckets of
// its words, and comes to the same bytes as a build from nothing.

package import Content
package import Files
package import Fingerprints
package import Forum
package import Pages
import Synchronization

/// The whole index, as files below /search/index/.
package struct SearchIndex: Sendable {
  private let parts: [SegmentPart]
  private let store: SearchStore
  private let rules: BucketWriter.Rules
  private let memory: BucketMemory
  private let spelling: SpellingPieces
  private let root: [UInt8]
  /// Those that were merged by this build, until they are written.
  private let fresh: FreshBuckets

  fileprivate init(
    _ parts: [SegmentPart], _ store: SearchStore, _ rules: BucketWriter.Rules,
    _ memory: BucketMemory, _ fresh: FreshBuckets, _ site: Site, _ forum: Forum
  ) {
    (self.parts, self.store, self.rules) = (parts, store, rules)
    (self.memory, self.fresh) = (memory, fresh)
    spelling = SpellingPieces(memory.rows.flatMap(\.spellings))
    let root = RootFile(
      forum: forum, segmentCount: parts.count, rules: rules,
      spellingBits: spelling.bits, suggestionBits: site.suggestions.bits)
    self.root = root.bytes
  }
}

/// A file of the index.
package enum SearchFile: Sendable {
  case root
  case spelling(Int)
  /// A file of a bucket.
  case bucket(Int, file: Int)
  /// What is shown of some posts of a segment.
  case shown(segment: Int, piece: Int)
}

extension SearchIndex {
  /// All files, in groups that are best written together.
  package var groups: [[SearchFile]] {
    var groups = memory.rows.enumerated().map { number, row in
      row.files.indices.map { SearchFile.bucket(number, file: $0) }
    }
    groups += parts.enumerated().map { number, part in
      part.shown.indices.map { SearchFile.shown(segment: number, piece: $0) }
    }
    groups.append(spelling.pieces.indices.map(SearchFile.spelling) + [.root])
    return groups
  }

  package func appendPath(of file: SearchFile, to path: inout [UInt8]) {
    path += "search/index/".utf8
    switch file {
    case .root: path += "root.json".utf8
    case .spelling(let number): path += "c/\(number).json".utf8
    case .bucket(let number, let file): path += memory.rows[number].files[file].name.utf8
    case .shown(let segment, let piece):
      path += "s/\(segment)/\(parts[segment].shown[piece].name.fileName)".utf8
    }
  }

  /// Stands for the file's bytes.
  package func fingerprint(of file: SearchFile) -> Fingerprint {
    switch file {
    case .root: return Fingerprint(of: root)
    case .spelling(let number): return Fingerprint(of: spelling.pieces[number])
    case .bucket(let number, let file): return memory.rows[number].files[file].fingerprint
    case .shown(let segment, let piece): return parts[segment].shown[piece].piece.fingerprint
    }
  }

  package func bytes(of file: SearchFile) throws(FileProblem) -> [UInt8] {
    switch file {
    case .root: return root
    case .spelling(let number): return spelling.pieces[number]
    case .bucket(let number, let file): return try bucket(number).files[file].bytes
    case .shown(let segment, let piece):
      return try Self.bytes(of: parts[segment].shown[piece].piece, segment, store)
    }
  }

  /// To be called when the bucket's files are written.
  package func done(with group: [SearchFile]) {
    if case .bucket(let number, _)? = group.first { fresh.drop(number) }
  }

  /// Merged by this build, or by an earlier one and now anew, for a file of it is missing.
  private func bucket(_ number: Int) throws(FileProblem) -> Bucket {
    if let bucket = fresh[number] { return bucket }
    let bucket = try Self.merged(number, parts, store, rules)
    fresh.put(bucket, number)
    return bucket
  }

  fileprivate static func merged(
    _ number: Int, _ parts: [SegmentPart], _ store: SearchStore, _ rules: BucketWriter.Rules
  ) throws(FileProblem) -> Bucket {
    var entries = BucketEntries()
    for (segment, part) in parts.enumerated() {
      entries.add(try bytes(of: part.buckets[number], segment, store)[...], ofSegment: segment)
    }
    return BucketWriter.bucket(number, rules, entries)
  }

  private static func bytes(
    of piece: SegmentPart.Piece, _ segment: Int, _ store: SearchStore
  ) throws(FileProblem) -> [UInt8] {
    let bytes = try store.read(piece.range, ofSegment: segment)
    guard Fingerprint(of: bytes) == piece.fingerprint else {
      store.forget(segment: segment)
      throw FileProblem(path: "the search index's cache", reason: .changed)
    }
    return bytes
  }
}

/// Merged buckets, from many threads.
private final class FreshBuckets: Sendable {
  private let buckets = Mutex<[Int: Bucket]>([:])

  subscript(number: Int) -> Bucket? { buckets.withLock { $0[number] } }

  func put(_ bucket: Bucket, _ number: Int) { buckets.withLock { $0[number] = bucket } }
  func drop(_ number: Int) { buckets.withLock { $0[number] = nil } }
}

extension SearchIndex {
  /// The index as it is made. Each step's items may be done by many threads; the steps follow each other.
  package struct Making: Sendable {
    private let site: Site
    private let forum: Forum
    private let store: SearchStore
    private let prints: SearchPrints
    private let bits: Int
    private let wordBits: Int
    private let segments: [Segment]
    private let before: BucketMemory?
    private let fresh = FreshBuckets()

    package init(
      _ site: Site, _ forum: Forum, _ prints: SearchPrints, _ store: SearchStore, program: String
    ) {
      (self.site, self.forum, self.prints) = (site, forum, prints)
      self.store = store
      segments = SegmentPlan(forum).segments
      (bits, wordBits) = Self.bits(posts: forum.postCount)
      before = store.buckets().flatMap(BucketMemory.init)
      self.program = program
    }

    private let program: String

    package var segmentCount: Int { segments.count }
    package var bucketCount: Int { 1 << bits }

    package func makeIndexer() -> SegmentIndexer { SegmentIndexer(site, forum, bits: bits) }

    /// So many pieces of the dictionary that each stays some kilobytes; a quarter as many buckets, for each
    /// asks for a fingerprint in each segment.
    private static func bits(posts: Int) -> (bits: Int, wordBits: Int) {
      var words = 4
      while words < 14, (posts / 250) >> (words + 1) > 0 { words += 1 }
      return (max(4, words - 2), words)
    }
  }
}

extension SearchIndex.Making {
  /// Step 1, for each segment: its part, from the store where that has it. `read`: the posts of a thread.
  package func part<Failure: Error>(
    _ number: Int, _ indexer: SegmentIndexer,
    read: (ForumThread) throws(Failure) -> ThreadDocument
  ) throws(Failure) -> IndexedSegment {
    let segment = segments[number]
    let key = key(of: segment)
    if let (head, size) = store.head(ofSegment: number),
      let part = SegmentPart(head: head, size: size), part.key == key
    {
      return IndexedSegment(part: part)
    }
    let bytes = try indexer.index(segment, key: key, read: read)
    store.keep(bytes, ofSegment: number)
    return IndexedSegment(part: SegmentPart(head: bytes, size: bytes.count))
  }

  private func key(of segment: Segment) -> Fingerprint {
    var printer = Fingerprinter()
    printer.add(program)
    printer.add(prints.base)
    printer.add(bits)
    for thread in segment.threads { prints.add(Int(thread), to: &printer) }
    return printer.fingerprint()
  }

  /// Step 2: what is to be merged.
  package func merging(_ segments: [IndexedSegment]) -> Merging {
    store.forget(segmentsFrom: segments.count)
    return Merging(
      parts: segments.compactMap(\.part), store: store, site: site, forum: forum,
      bits: (bits, wordBits), before: before)
  }
}

/// A segment's part, where it lies.
package struct IndexedSegment: Sendable {
  let part: SegmentPart?
}

/// Parts of all segments, to be merged.
package struct Merging: Sendable {
  fileprivate let parts: [SegmentPart]
  private let store: SearchStore
  private let site: Site
  private let forum: Forum
  private let before: BucketMemory?
  private let rules: BucketWriter.Rules
  private let fresh = FreshBuckets()

  /// Words in more than two fifths of the posts are common; in a small forum none is.
  private static let fewestCommon = 4096

  fileprivate init(
    parts: [SegmentPart], store: SearchStore, site: Site, forum: Forum,
    bits: (bits: Int, wordBits: Int), before: BucketMemory?
  ) {
    (self.parts, self.store) = (parts, store)
    (self.site, self.forum) = (site, forum)
    self.before = before
    let posts = Self.rounded(forum.postCount)
    rules = BucketWriter.Rules(
      segmentCount: parts.count, bits: bits.bits, wordBits: bits.wordBits,
      common: max(Self.fewestCommon, posts / 5 * 2),
      fewest: posts < 2000 ? 1 : 2 + posts / 50_000, explained: Self.explained(forum),
      stopKeys: StopWords.keys(isEnglish: WordForms(language: forum.settings.language).isEnglish))
  }

  /// To three bits: what hangs on the number of posts must not change with each of them.
  private static func rounded(_ number: Int) -> Int {
    let shift = max(0, Int.bitWidth - max(1, number).leadingZeroBitCount - 3)
    return (number >> shift) << shift
  }

  /// The words of the glossary.
  private static func explained(_ forum: Forum) -> Set<[UInt8]> {
    var words: Set<[UInt8]> = []
    let scratch = WordScratch()
    for term in forum.glossary {
      for text in [term.term.text] + term.also.map(\.text) {
        Array(text.utf8).withUnsafeBufferPointer { text in
          var scan = WordScan(text, scratch)
          while scan.next() { words.insert(Array(scan.surface)) }
        }
      }
    }
    return words
  }

  /// For each bucket: its files and spellings. Merged only when its words changed since the last build.
  package func bucket(_ number: Int) throws(FileProblem) -> MergedBucket {
    let print = fingerprint(ofBucket: number)
    if let before, before.rows.count == 1 << rules.bits, before.rows[number].fingerprint == print {
      return MergedBucket(row: before.rows[number])
    }
    let bucket = try SearchIndex.merged(number, parts, store, rules)
    fresh.put(bucket, number)
    return MergedBucket(
      row: BucketMemory.Row(
        fingerprint: print, files: bucket.files.map { ($0.name, Fingerprint(of: $0.bytes)) },
        spellings: bucket.spellings.map { CorrectSpelling($0.spelling, count: $0.count) }))
  }

  private func fingerprint(ofBucket number: Int) -> Fingerprint {
    var printer = Fingerprinter()
    printer.add(rules.fingerprint)
    for part in parts { printer.add(part.buckets[number].fingerprint) }
    return printer.fingerprint()
  }

  /// The index, with all buckets in their order.
  package func index(_ buckets: [MergedBucket]) -> SearchIndex {
    let memory = BucketMemory(buckets.map(\.row))
    if before.map({ zip($0.rows, memory.rows).contains { $0.fingerprint != $1.fingerprint } })
      ?? true || before?.rows.count != memory.rows.count
    {
      store.keep(buckets: memory.bytes)
    }
    return SearchIndex(parts, store, rules, memory, fresh, site, forum)
  }
}

package struct MergedBucket: Sendable {
  let row: BucketMemory.Row
}
