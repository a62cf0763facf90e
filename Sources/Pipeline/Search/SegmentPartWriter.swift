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
struct SegmentPartWriter {
  static let magic: UInt64 = 0x3130_4753_4D55_5246
  static let headSize = 8 * 3 + 4 * 2
  static let bucketSize = 4 + 16
  static let pieceSize = 4 * 3 + 16

  private let bits: Int
  private var output: [UInt8] = []
  private var postings = PostingRunWriter()
  private var positions = PositionRunWriter()
  private var levels = LevelSplit()

  init(bits: Int) { self.bits = bits }

  mutating func bytes(of words: SegmentWords, _ shown: ShownPieces, key: Fingerprint) -> [UInt8] {
    let arranged = words.arranged(bits: bits)
    output.removeAll(keepingCapacity: true)
    let ends = appendEntries(arranged, words)
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
  private mutating func appendEntries(_ arranged: ArrangedWords, _ words: SegmentWords) -> [Int] {
    var ends = [Int](repeating: 0, count: 1 << bits)
    var entry: [UInt8] = []
    var bucket = 0
    for of in arranged.entries {
      while bucket < of.bucket {
        ends[bucket] = output.count
        bucket += 1
      }
      entry.removeAll(keepingCapacity: true)
      append(of, arranged, words, to: &entry)
      output.appendVarint(of.key.count)
      output += of.key
      output.appendVarint(entry.count)
      output += entry
    }
    for bucket in bucket..<ends.count { ends[bucket] = output.count }
    return ends
  }

  private mutating func append(
    _ entry: KeyEntry, _ arranged: ArrangedWords, _ words: SegmentWords, to output: inout [UInt8]
  ) {
    guard entry.attributes.isEmpty else {
      output.appendVarint(entry.attributes.count)
      output.appendVarint(0)
      output.append(1 << 5)
      return appendRun(arranged.attributes[entry.attributes], smallest: 0, to: &output)
    }
    levels.split(arranged, entry, words.posts)
    output.appendVarint(levels.postCount)
    output.appendVarint(entry.spellings.count)
    for (number, count) in arranged.spellings[entry.spellings] {
      let spelling = words.vocabulary.bytes(ofSpelling: Int(number))
      let isKey = spelling.elementsEqual(entry.key)
      output.appendVarint(isKey ? 0 : spelling.count)
      if !isKey { output += spelling }
      output.appendVarint(Int(count))
    }
    output.append(levels.mask)
    for stream in levels.streams.reversed() where !stream.posts.isEmpty {
      appendRun(stream.posts[...], smallest: 1, to: &output)
      var run: [UInt8] = []
      positions.append(stream.places, ends: stream.ends, to: &run)
      output.appendVarint(run.count)
      output += run
    }
  }

  private mutating func appendRun(
    _ posts: ArraySlice<Coordinate>, smallest: Int32, to output: inout [UInt8]
  ) {
    var run: [UInt8] = []
    postings.append(Array(posts), smallest: smallest, to: &run)
    output.appendVarint(run.count)
    output += run
  }
}

/// The posts of one word, by how much it weighs in each, and those that it is in the title of.
private struct LevelSplit {
  struct Stream {
    var posts: [Coordinate] = []
    /// Of each post one behind the other.
    var places: [UInt16] = []
    var ends: [Int] = []

    mutating func removeAll() {
      posts.removeAll(keepingCapacity: true)
      places.removeAll(keepingCapacity: true)
      ends.removeAll(keepingCapacity: true)
    }

    mutating func append(_ post: Coordinate, _ words: ArraySlice<Occurrence>) {
      posts.append(post)
      // A word that the clamped end of a very long post holds twice stands there once.
      for word in words where ends.last == places.count || places.last != word.place {
        places.append(word.place)
      }
      ends.append(places.count)
    }
  }

  /// The levels 0 to 3, and the titles.
  private(set) var streams = [Stream](repeating: Stream(), count: ImpactLevel.count + 1)
  /// Posts that have the word in their text or title.
  private(set) var postCount = 0

  var mask: UInt8 {
    streams.indices.reduce(0) { streams[$1].posts.isEmpty ? $0 : $0 | 1 << UInt8($1) }
  }

  mutating func split(_ words: ArrangedWords, _ entry: KeyEntry, _ posts: [IndexedPost]) {
    for index in streams.indices { streams[index].removeAll() }
    var titled: [UInt16] = []
    forEachPost(words.titles[entry.titles]) { post, words in
      streams[ImpactLevel.count].append(posts[post].coordinate, words)
      titled.append(UInt16(post))
    }
    postCount = titled.count
    var next = 0
    forEachPost(words.body[entry.body]) { post, words in
      let indexed = posts[post]
      let level = ImpactLevel.of(
        frequency: words.count, length: indexed.length, weighsMore: indexed.weighsMore)
      streams[level].append(indexed.coordinate, words)
      while next < titled.count, Int(titled[next]) < post { next += 1 }
      if next == titled.count || Int(titled[next]) != post { postCount += 1 }
    }
  }

  private func forEachPost(
    _ words: ArraySlice<Occurrence>, _ use: (Int, ArraySlice<Occurrence>) -> Void
  ) {
    var start = words.startIndex
    while start < words.endIndex {
      let post = words[start].post
      var end = start + 1
      while end < words.endIndex, words[end].post == post { end += 1 }
      use(Int(post), words[start..<end])
      start = end
    }
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
