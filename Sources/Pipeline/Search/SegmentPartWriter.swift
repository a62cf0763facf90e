import Fingerprints

/// Writes a segment's part of the index.
///
///     head: magic (8 bytes), key (16), number of buckets (4), number of shown pieces (4)
///     for each bucket: end of its entries (4), their fingerprint (16)
///     for each shown piece: number (4), part (4), end (4), fingerprint (16)
///     fingerprint of all bytes above (16)
///     the entries, bucket after bucket
///     the shown pieces
///
/// Integers are little-endian. Ends are offsets from the first entry or from the first piece.
///
/// An entry is a key and a body, each with its length before it. The body has the number of
/// posts, the number of spellings, the spellings (length, bytes, number of posts; length 0 for
/// the key itself), a mask of streams, and for each stream from the highest to the lowest a
/// posting run and a position run, each with its length before it. Attributes have no position
/// runs. Lengths and numbers are varints.
struct SegmentPartWriter: ~Copyable {
  static let magic: UInt64 = 0x3130_4753_4D55_5246
  static let headSize = 8 * 3 + 4 * 2
  static let bucketSize = 4 + 16
  static let pieceSize = 4 * 3 + 16

  private let bits: Int
  private var output = ByteOutput(capacity: 1 << 16)
  private var levels = StreamSplitter()

  init(bits: Int) { self.bits = bits }

  mutating func bytes(
    of words: borrowing SegmentWords, _ shown: ResultPieces, key: Fingerprint
  ) -> [UInt8] {
    output.removeAll()
    let ends = appendEntries(GroupedSegment(words, bits: bits), words)
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

  /// Appends the entries of all buckets and returns the end of each bucket.
  private mutating func appendEntries(
    _ arranged: borrowing GroupedSegment, _ words: borrowing SegmentWords
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
    _ entry: GroupedSegment.KeyEntry, _ arranged: borrowing GroupedSegment,
    _ words: borrowing SegmentWords, _ levels: borrowing StreamSplitter, to output: inout ByteOutput
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
    for stream in (0..<StreamSplitter.streamCount).reversed() { levels.append(stream, to: &output) }
  }

  /// Appends the body of an attribute's entry. Number 0 stands for a whole thread.
  private static func append(
    attribute posts: UnsafeBufferPointer<AttributePosting>, to output: inout ByteOutput
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
