import Fingerprints

/// Writes a segment's part of the index.
///
///     head: magic (8 bytes), key (16), number of buckets (4), number of result pieces (4)
///     for each bucket: end of its entries (4), their fingerprint (16)
///     for each result piece: number (4), part (4), end (4), fingerprint (16)
///     fingerprint of all bytes above (16)
///     the entries, bucket after bucket
///     the result pieces
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

  private let bucketBits: Int
  private var output = ByteOutput(capacity: 1 << 16)
  private var splitter = StreamSplitter()

  init(bucketBits: Int) { self.bucketBits = bucketBits }

  mutating func bytes(
    of words: borrowing SegmentWords, _ results: ResultPieces, key: Fingerprint
  ) -> [UInt8] {
    output.removeAll()
    let ends = appendEntries(GroupedSegment(words, bucketBits: bucketBits), words)
    let head = head(ends: ends, results, key: key)
    var part: [UInt8] = []
    part.reserveCapacity(head.count + output.count + results.bytes.count)
    part += head
    part += output.buffer
    part += results.bytes
    return part
  }

  /// Returns the head. `ends`: the end of each bucket in `output`.
  private func head(ends: [Int], _ results: ResultPieces, key: Fingerprint) -> [UInt8] {
    var head = ByteOutput()
    head.append(uint64: Self.magic)
    head.append(key)
    head.append(int32: 1 << bucketBits)
    head.append(int32: results.pieces.count)
    var start = 0
    for end in ends {
      head.append(int32: end)
      head.append(Fingerprint(of: Array(output.buffer[start..<end])))
      start = end
    }
    start = 0
    for (name, end) in results.pieces {
      head.append(int32: Int(name.number))
      head.append(int32: Int(name.part))
      head.append(int32: end)
      head.append(Fingerprint(of: Array(results.bytes[start..<end])))
      start = end
    }
    head.append(Fingerprint(of: Array(head.buffer)))
    return Array(head.buffer)
  }

  /// Appends the entries of all buckets and returns the end of each bucket.
  private mutating func appendEntries(
    _ grouped: borrowing GroupedSegment, _ words: borrowing SegmentWords
  ) -> [Int] {
    var ends = [Int](repeating: 0, count: 1 << bucketBits)
    var bucket = 0
    for index in grouped.entries.indices {
      let entry = grouped.entries[index]
      while bucket < entry.bucket {
        ends[bucket] = output.count
        bucket += 1
      }
      let key = words.vocabulary.keys.bytes(of: entry.keyNumber)
      output.appendVarint(key.count)
      output.append(contentsOf: key)
      if entry.attributes.isEmpty {
        splitter.split(grouped, entry, words.posts.buffer)
        output.appendLengthPrefixed { Self.append(entry, grouped, words, splitter, to: &$0) }
      } else {
        let postings = grouped.attributes[entry.attributes]
        output.appendLengthPrefixed { Self.append(attribute: postings, to: &$0) }
      }
    }
    for bucket in bucket..<ends.count { ends[bucket] = output.count }
    return ends
  }

  private static func append(
    _ entry: GroupedSegment.KeyEntry, _ grouped: borrowing GroupedSegment,
    _ words: borrowing SegmentWords, _ splitter: borrowing StreamSplitter,
    to output: inout ByteOutput
  ) {
    output.appendVarint(splitter.postCount)
    output.appendVarint(entry.spellings.count)
    for spelling in grouped.spellings[entry.spellings] {
      if spelling.isKey {
        output.append(0)
      } else {
        let bytes = words.vocabulary.bytes(ofSpelling: spelling.spelling)
        output.appendVarint(bytes.count)
        output.append(contentsOf: bytes)
      }
      output.appendVarint(Int(spelling.posts))
    }
    output.append(splitter.mask)
    for stream in (0..<StreamSplitter.streamCount).reversed() {
      splitter.append(stream, to: &output)
    }
  }

  /// Appends the body of an attribute's entry. Number 0 stands for a whole thread.
  private static func append(
    attribute postings: UnsafeBufferPointer<AttributePosting>, to output: inout ByteOutput
  ) {
    output.appendVarint(postings.count)
    output.append(0)
    output.append(1 << 5)
    let posts = postings.map(\.post)
    output.appendLengthPrefixed { output in
      posts.withUnsafeBufferPointer { PostingRun.append($0, minimumNumber: 0, to: &output) }
    }
  }
}
