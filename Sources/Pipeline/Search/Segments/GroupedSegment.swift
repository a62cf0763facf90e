/// The occurrences of a segment's words, grouped by key. Keys are sorted by bucket, then by their
/// bytes. The occurrences of a key keep the order in which they were added.
struct GroupedSegment: ~Copyable {
  private(set) var entries: [KeyEntry] = []
  private(set) var body: GroupedByKey<Occurrence>
  private(set) var titles: GroupedByKey<Occurrence>
  private(set) var attributes: GroupedByKey<AttributePosting>
  private(set) var spellings: GroupedByKey<SpellingCount>

  /// One key of the segment, with its range in each of the four groupings.
  struct KeyEntry {
    /// The key's number in the worker's vocabulary.
    let keyNumber: Int32
    let bucket: Int
    let body: Range<Int>
    let titles: Range<Int>
    let attributes: Range<Int>
    let spellings: Range<Int>
  }

  struct SpellingCount: BitwiseCopyable {
    /// The key's index in the segment.
    let keyIndex: UInt32
    let spelling: Int32
    let posts: Int32
    let isKey: Bool
  }

  init(_ words: borrowing SegmentWords, bucketBits: Int) {
    let mask = UInt32(1 << bucketBits) - 1
    let keys = words.vocabulary.segmentKeys
    let sorted = Self.sorted(keys, words, mask)
    var ranks = [UInt32](repeating: 0, count: keys.count)
    for (rank, key) in sorted.enumerated() { ranks[Int(key.keyIndex)] = UInt32(rank) }
    body = GroupedByKey(words.body.buffer, ranks) { $0.keyIndex }
    titles = GroupedByKey(words.titles.buffer, ranks) { $0.keyIndex }
    attributes = GroupedByKey(words.attributes.buffer, ranks) { $0.keyIndex }
    var counts = GrowableBuffer<SpellingCount>(
      capacity: max(1, words.vocabulary.segmentTerms.count))
    for (index, term) in words.vocabulary.segmentTerms.buffer.enumerated() {
      let posts = words.vocabulary.postCount(ofTerm: index)
      counts.append(
        SpellingCount(
          keyIndex: term.keyIndex, spelling: term.spelling, posts: posts, isKey: term.isKey))
    }
    spellings = GroupedByKey(counts.buffer, ranks) { $0.keyIndex }
    entries.reserveCapacity(keys.count)
    for (rank, key) in sorted.enumerated() {
      entries.append(
        KeyEntry(
          keyNumber: keys[Int(key.keyIndex)], bucket: key.bucket, body: body.range(rank),
          titles: titles.range(rank), attributes: attributes.range(rank),
          spellings: spellings.range(rank)))
    }
  }

  /// Returns the segment's keys, sorted by bucket, then by their bytes.
  private static func sorted(
    _ keys: [Int32], _ words: borrowing SegmentWords, _ mask: UInt32
  ) -> [SortingKey] {
    var sorted = keys.enumerated().map { keyIndex, key in
      let key = words.vocabulary.keys[key]
      return SortingKey(
        first: UInt64(key.hash & mask) << 48 | key.first, keyIndex: UInt32(keyIndex))
    }
    SortingKey.sort(&sorted)
    // Few keys have the same bucket and the same first six bytes. These are compared whole.
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, sorted[end].first == sorted[start].first { end += 1 }
      if end - start > 1 {
        sorted[start..<end].sort {
          words.vocabulary.keys.bytes(of: keys[Int($0.keyIndex)])
            .lexicographicallyPrecedes(words.vocabulary.keys.bytes(of: keys[Int($1.keyIndex)]))
        }
      }
      start = end
    }
    return sorted
  }
}

/// Elements grouped by the rank of their key (a stable counting sort).
struct GroupedByKey<Element: BitwiseCopyable>: ~Copyable {
  private(set) var elements = GrowableBuffer<Element>()
  private var ends: [Int]

  init(
    _ source: UnsafeBufferPointer<Element>, _ ranks: [UInt32], key: (Element) -> UInt32
  ) {
    var next = [Int](repeating: 0, count: ranks.count + 1)
    elements = GrowableBuffer(capacity: max(1, source.count))
    if let first = source.first { elements.fill(first, count: source.count) }
    ranks.withUnsafeBufferPointer { ranks in
      next.withUnsafeMutableBufferPointer { next in
        for element in source { next[Int(ranks[Int(key(element))]) + 1] &+= 1 }
        for rank in 1..<next.count { next[rank] &+= next[rank - 1] }
      }
    }
    ends = Array(next.dropFirst())
    ranks.withUnsafeBufferPointer { ranks in
      next.withUnsafeMutableBufferPointer { next in
        for element in source {
          let rank = Int(ranks[Int(key(element))])
          elements[next[rank]] = element
          next[rank] &+= 1
        }
      }
    }
  }

  func range(_ rank: Int) -> Range<Int> { (rank == 0 ? 0 : ends[rank - 1])..<ends[rank] }

  subscript(range: Range<Int>) -> UnsafeBufferPointer<Element> {
    UnsafeBufferPointer(rebasing: elements.buffer[range])
  }
}

/// A key's bucket and first six bytes, for sorting.
private struct SortingKey: BitwiseCopyable {
  let first: UInt64
  /// The key's index in the segment.
  let keyIndex: UInt32

  var bucket: Int { Int(first >> 48) }

  /// Sorts by `first` with a radix sort, from the least significant byte to the most significant.
  /// A comparison sort is slow with the ten thousand keys of a segment.
  static func sort(_ keys: inout [SortingKey]) {
    var target = keys
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      var starts = [Int](repeating: 0, count: 257)
      for key in keys { starts[Int(key.first >> shift & 0xFF) + 1] += 1 }
      // All keys have the same byte here, for example in the upper byte of the bucket if there
      // are at most 256 buckets.
      if starts.contains(keys.count) { continue }
      for byte in 1..<256 { starts[byte] += starts[byte - 1] }
      for key in keys {
        let byte = Int(key.first >> shift & 0xFF)
        target[starts[byte]] = key
        starts[byte] += 1
      }
      swap(&keys, &target)
    }
  }
}
