/// The entries of one bucket of the dictionary from all segments.
struct BucketEntries {
  /// The segments' entries, as `SegmentPartWriter` writes them, segment after segment.
  private var bytes: [UInt8] = []
  private var entries: [Entry] = []

  private struct Entry {
    let key: Range<Int>
    let body: Range<Int>
    let segment: Int
    /// The key's first eight bytes, zero-padded. They distinguish nearly all keys.
    let first: UInt64
  }

  /// Adds a segment's entries of this bucket.
  mutating func add(_ part: ArraySlice<UInt8>, ofSegment segment: Int) {
    let start = bytes.count
    bytes += part
    var reader = ByteReader(bytes, from: start)
    while !reader.isAtEnd {
      let key = reader.readRange(reader.varint())
      let body = reader.readRange(reader.varint())
      entries.append(
        Entry(key: key, body: body, segment: segment, first: Self.first(of: bytes[key])))
    }
  }

  /// Calls `use` for each key, in the order of the keys' bytes.
  func forEachWord(_ use: (MergedWord) -> Void) {
    let sorted = entries.indices.sorted { precedes(entries[$0], entries[$1]) }
    var start = 0
    while start < sorted.count {
      let key = bytes[entries[sorted[start]].key]
      var end = start + 1
      while end < sorted.count, entries[sorted[end]].first == entries[sorted[start]].first,
        bytes[entries[sorted[end]].key] == key
      {
        end += 1
      }
      use(word(key, sorted[start..<end]))
      start = end
    }
  }

  private func word(_ key: ArraySlice<UInt8>, _ indices: ArraySlice<Int>) -> MergedWord {
    var word = MergedWord(key: key, bytes: bytes)
    for index in indices { word.add(entries[index].body, ofSegment: entries[index].segment) }
    return word
  }

  private func precedes(_ left: Entry, _ right: Entry) -> Bool {
    if left.first != right.first { return left.first < right.first }
    let (first, second) = (bytes[left.key], bytes[right.key])
    if first == second { return left.segment < right.segment }
    return first.lexicographicallyPrecedes(second)
  }

  private static func first(of key: ArraySlice<UInt8>) -> UInt64 {
    var first: UInt64 = 0
    var count = 0
    for byte in key.prefix(8) {
      first = first << 8 | UInt64(byte)
      count += 1
    }
    return first << (8 * UInt64(8 - count))
  }
}

/// One key of the dictionary, with its data from all segments.
struct MergedWord {
  let key: ArraySlice<UInt8>
  private let bytes: [UInt8]
  private(set) var postCount = 0
  private(set) var spellings: [(spelling: ArraySlice<UInt8>, count: Int)] = []
  /// Indexed by stream: levels 0 to 3, titles, attributes.
  private(set) var streams = [[Run]](repeating: [], count: Self.streamCount)

  static let streamCount = 6
  static let titles = 4
  static let attributes = 5

  /// A segment's postings and positions in one stream, as ranges of `bytes`.
  struct Run {
    let segment: Int
    let postings: Range<Int>
    let positions: Range<Int>
  }

  fileprivate init(key: ArraySlice<UInt8>, bytes: [UInt8]) {
    (self.key, self.bytes) = (key, bytes)
  }

  subscript(range: Range<Int>) -> ArraySlice<UInt8> { bytes[range] }

  var isAttribute: Bool { !streams[Self.attributes].isEmpty }

  /// The spelling with the most posts. If there are several, the first by its bytes. The key if
  /// there are no spellings.
  var displaySpelling: ArraySlice<UInt8> {
    let best = spellings.min { left, right in
      if left.count != right.count { return left.count > right.count }
      return left.spelling.lexicographicallyPrecedes(right.spelling)
    }
    return best?.spelling ?? key
  }

  fileprivate mutating func add(_ body: Range<Int>, ofSegment segment: Int) {
    var reader = ByteReader(bytes, from: body.lowerBound)
    postCount += reader.varint()
    for _ in 0..<reader.varint() {
      let range = reader.readRange(reader.varint())
      add(spelling: range.isEmpty ? key : bytes[range], reader.varint())
    }
    let mask = reader.byte()
    for stream in (0..<Self.streamCount).reversed() where mask & 1 << UInt8(stream) != 0 {
      let postings = reader.readRange(reader.varint())
      let positions = stream == Self.attributes ? 0..<0 : reader.readRange(reader.varint())
      streams[stream].append(Run(segment: segment, postings: postings, positions: positions))
    }
  }

  private mutating func add(spelling: ArraySlice<UInt8>, _ count: Int) {
    if let index = spellings.firstIndex(where: { $0.spelling == spelling }) {
      spellings[index].count += count
    } else {
      spellings.append((spelling, count))
    }
  }
}
