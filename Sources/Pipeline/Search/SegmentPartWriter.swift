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
  private var output = ByteOutput(capacity: 1 << 16)
  private var levels = LevelSplit()

  init(bits: Int) { self.bits = bits }

  mutating func bytes(
    of words: borrowing SegmentWords, _ shown: ShownPieces, key: Fingerprint
  ) -> [UInt8] {
    output.removeAll()
    let ends = appendEntries(ArrangedWords(words, bits: bits), words)
    var head = ByteOutput()
    head.append(number: Self.magic)
    head.append(key)
    head.append(half: 1 << bits)
    head.append(half: shown.pieces.count)
    var start = 0
    for end in ends {
      head.append(half: end)
      head.append(Fingerprint(of: Array(output.buffer[start..<end])))
      start = end
    }
    start = 0
    for (name, end) in shown.pieces {
      head.append(half: Int(name.number))
      head.append(half: Int(name.part))
      head.append(half: end)
      head.append(Fingerprint(of: Array(shown.bytes[start..<end])))
      start = end
    }
    head.append(Fingerprint(of: Array(head.buffer)))
    var part: [UInt8] = []
    part.reserveCapacity(head.count + output.count + shown.bytes.count)
    part += head.buffer
    part += output.buffer
    part += shown.bytes
    return part
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
      let key = words.vocabulary.keys.bytes(of: entry.key)
      output.appendVarint(key.count)
      output.append(contentsOf: key)
      if entry.attributes.isEmpty {
        levels.split(arranged, entry, words.posts.buffer)
        output.appendCounted { Self.append(entry, arranged, words, levels, to: &$0) }
      } else {
        let posts = arranged.attributes[entry.attributes]
        output.appendCounted { Self.append(attribute: posts, to: &$0) }
      }
    }
    for bucket in bucket..<ends.count { ends[bucket] = output.count }
    return ends
  }

  private static func append(
    _ entry: ArrangedWords.KeyEntry, _ arranged: borrowing ArrangedWords,
    _ words: borrowing SegmentWords, _ levels: borrowing LevelSplit, to output: inout ByteOutput
  ) {
    output.appendVarint(levels.postCount)
    output.appendVarint(entry.spellings.count)
    for spelling in arranged.spellings[entry.spellings] {
      if spelling.isKey {
        output.append(0)
      } else {
        let bytes = words.vocabulary.bytes(ofSpelling: spelling.spelling)
        output.appendVarint(bytes.count)
        output.append(contentsOf: bytes)
      }
      output.appendVarint(Int(spelling.posts))
    }
    output.append(levels.mask)
    for stream in (0..<LevelSplit.streamCount).reversed() { levels.append(stream, to: &output) }
  }

  /// Whole threads among them have the number 0.
  private static func append(
    attribute posts: UnsafeBufferPointer<AttributeOf>, to output: inout ByteOutput
  ) {
    output.appendVarint(posts.count)
    output.append(0)
    output.append(1 << 5)
    let posts = posts.map(\.post)
    output.appendCounted { output in
      posts.withUnsafeBufferPointer { PostingRun.append($0, smallest: 0, to: &output) }
    }
  }
}
