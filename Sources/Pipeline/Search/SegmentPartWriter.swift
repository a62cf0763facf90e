import Fingerprints

/// Lays out a segment's part of the index.
///
///     head: magic, key (2 words) | buckets, pieces (a half word each)
///     for each bucket: where its entries end, their fingerprint (2 words)
///     for each piece of what is shown: number, part, where it ends, its fingerprint (2 words)
///     fingerprint of all above
///     the entries, one bucket behind the other; the pieces
///
/// An entry: the key, then its size, the number of posts, the spellings, and for each stream its run and the
/// run of its positions; lengths before each.
struct SegmentPartWriter: ~Copyable {
  static let magic: UInt64 = 0x3130_4753_4D55_5246
  static let headSize = 8 * 3 + 4 * 2
  static let bucketSize = 4 + 16
  static let pieceSize = 4 * 3 + 16

  private let bits: Int
  private var output: [UInt8] = []
  private var postings = PostingRunWriter()
  private var positions = PositionRunWriter()
  private var levels = LevelSplit()
  private var run: [UInt8] = []
  private var entryBytes: [UInt8] = []

  init(bits: Int) { self.bits = bits }

  mutating func bytes(
    of words: borrowing SegmentWords, _ shown: ShownPieces, key: Fingerprint
  ) -> [UInt8] {
    output.removeAll(keepingCapacity: true)
    let ends = appendEntries(ArrangedWords(words, bits: bits), words)
    var head = HalfWords()
    head.append(Self.magic)
    head.append(key)
    head.append(1 << bits)
    head.append(shown.pieces.count)
    var start = 0
    for end in ends {
      head.append(end)
      head.append(Fingerprint(of: Array(output[start..<end])))
      start = end
    }
    start = 0
    for (name, end) in shown.pieces {
      head.append(Int(name.number))
      head.append(Int(name.part))
      head.append(end)
      head.append(Fingerprint(of: Array(shown.bytes[start..<end])))
      start = end
    }
    head.append(Fingerprint(of: head.bytes))
    return head.bytes + output + shown.bytes
  }

  /// Answers with where each bucket ends.
  private mutating func appendEntries(
    _ arranged: borrowing ArrangedWords, _ words: borrowing SegmentWords
  ) -> [Int] {
    var ends = [Int](repeating: 0, count: 1 << bits)
    var bucket = 0
    for index in arranged.entries.indices {
      let entry = arranged.entries[index]
      while bucket < entry.bucket {
        ends[bucket] = output.count
        bucket += 1
      }
      entryBytes.removeAll(keepingCapacity: true)
      append(entry, arranged, words)
      let key = words.vocabulary.keys[Int(entry.key)].bytes
      output.appendVarint(key.count)
      output += key
      output.appendVarint(entryBytes.count)
      output += entryBytes
    }
    for bucket in bucket..<ends.count { ends[bucket] = output.count }
    return ends
  }

  private mutating func append(
    _ entry: ArrangedWords.KeyEntry, _ arranged: borrowing ArrangedWords,
    _ words: borrowing SegmentWords
  ) {
    guard entry.attributes.isEmpty else {
      entryBytes.appendVarint(entry.attributes.count)
      entryBytes.append(0)
      entryBytes.append(1 << 5)
      let posts = arranged.attributes[entry.attributes].map(\.post)
      return posts.withUnsafeBufferPointer { appendRun($0, smallest: 0) }
    }
    levels.split(arranged, entry, words.posts.buffer)
    entryBytes.appendVarint(levels.postCount)
    appendSpellings(entry, arranged, words)
    entryBytes.append(levels.mask)
    for stream in (0..<LevelSplit.streamCount).reversed() where !levels[stream].isEmpty {
      let (posts, places, ends) = levels.runs(of: stream)
      appendRun(posts, smallest: 1)
      run.removeAll(keepingCapacity: true)
      positions.append(places, ends: ends, to: &run)
      entryBytes.appendVarint(run.count)
      entryBytes += run
    }
  }

  private mutating func appendSpellings(
    _ entry: ArrangedWords.KeyEntry, _ arranged: borrowing ArrangedWords,
    _ words: borrowing SegmentWords
  ) {
    let key = words.vocabulary.keys[Int(entry.key)].bytes
    entryBytes.appendVarint(entry.spellings.count)
    for spelling in arranged.spellings[entry.spellings] {
      let bytes = words.vocabulary.bytes(ofSpelling: Int(spelling.spelling))
      let isKey = bytes.elementsEqual(key)
      entryBytes.appendVarint(isKey ? 0 : bytes.count)
      if !isKey { entryBytes.append(contentsOf: bytes) }
      entryBytes.appendVarint(Int(spelling.posts))
    }
  }

  private mutating func appendRun(_ posts: UnsafeBufferPointer<Coordinate>, smallest: Int32) {
    run.removeAll(keepingCapacity: true)
    postings.append(posts, smallest: smallest, to: &run)
    entryBytes.appendVarint(run.count)
    entryBytes += run
  }
}

/// Little-endian numbers one behind the other.
struct HalfWords {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ number: Int) {
    withUnsafeBytes(of: Int32(truncatingIfNeeded: number).littleEndian) {
      bytes.append(contentsOf: $0)
    }
  }

  mutating func append(_ word: UInt64) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func append(_ fingerprint: Fingerprint) {
    append(fingerprint.high)
    append(fingerprint.low)
  }
}
