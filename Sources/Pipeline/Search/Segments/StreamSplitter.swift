/// The posts of one word, in streams: one for each level, and one for titles.
struct StreamSplitter: ~Copyable {
  /// Levels 0 to 3, and titles.
  static let streamCount = ImpactLevel.count + 1
  private static let titles = ImpactLevel.count

  /// There are `streamCount` of them.
  private var streams = InlineArray<5, PostingStream> { _ in PostingStream() }
  /// The indices of the posts that have the word in their title.
  private var postsWithTitle = GrowableBuffer<UInt16>()
  /// The number of posts that have the word in their text or title.
  private(set) var postCount = 0

  /// One bit for each stream, set if the stream is not empty.
  var mask: UInt8 {
    var mask: UInt8 = 0
    for stream in 0..<Self.streamCount where !streams[stream].isEmpty { mask |= 1 << stream }
    return mask
  }

  /// Appends a stream's posts, and the positions of the word in them.
  func append(_ stream: Int, to output: inout ByteOutput) { streams[stream].append(to: &output) }

  mutating func split(
    _ grouped: borrowing GroupedSegment, _ entry: GroupedSegment.KeyEntry,
    _ posts: UnsafeBufferPointer<IndexedPost>
  ) {
    for stream in 0..<Self.streamCount { streams[stream].removeAll() }
    postsWithTitle.removeAll()
    splitTitles(grouped.titles[entry.titles], posts)
    splitBody(grouped.body[entry.body], posts)
  }
}

extension StreamSplitter {
  private mutating func splitTitles(
    _ words: UnsafeBufferPointer<Occurrence>, _ posts: UnsafeBufferPointer<IndexedPost>
  ) {
    var start = 0
    while start < words.count {
      let end = Self.end(of: start, in: words)
      let post = words[start].postIndex
      postsWithTitle.append(post)
      streams[Self.titles].add(posts[Int(post)].coordinate, words, start, end)
      start = end
    }
    postCount = postsWithTitle.count
  }

  private mutating func splitBody(
    _ words: UnsafeBufferPointer<Occurrence>, _ posts: UnsafeBufferPointer<IndexedPost>
  ) {
    var (start, next) = (0, 0)
    while start < words.count {
      let end = Self.end(of: start, in: words)
      let post = words[start].postIndex
      let indexed = posts[Int(post)]
      streams[indexed.level(ofFrequency: end &- start)].add(indexed.coordinate, words, start, end)
      while next < postsWithTitle.count, postsWithTitle[next] < post { next &+= 1 }
      if next == postsWithTitle.count || postsWithTitle[next] != post { postCount &+= 1 }
      start = end
    }
  }

  /// Returns the index after the occurrences in the same post.
  @inline(__always)
  private static func end(of start: Int, in words: UnsafeBufferPointer<Occurrence>) -> Int {
    var end = start &+ 1
    while end < words.count, words[end].postIndex == words[start].postIndex { end &+= 1 }
    return end
  }
}

/// Posts, and the positions of the word in them.
struct PostingStream: ~Copyable {
  private var posts = GrowableBuffer<SegmentCoordinate>()
  private var positions = GrowableBuffer<UInt16>()
  /// The end of each post's positions in `positions`.
  private var ends = GrowableBuffer<Int32>()

  var isEmpty: Bool { posts.count == 0 }

  mutating func removeAll() {
    posts.removeAll()
    positions.removeAll()
    ends.removeAll()
  }

  @inline(__always)
  mutating func add(
    _ post: SegmentCoordinate, _ words: UnsafeBufferPointer<Occurrence>, _ start: Int, _ end: Int
  ) {
    posts.append(post)
    positions.append(words[start].position)
    for index in start &+ 1..<end {
      // Positions above 65,535 are clamped. A word that is there several times has that position
      // once.
      positions.append(
        words[index].position, if: words[index].position != words[index &- 1].position)
    }
    ends.append(Int32(truncatingIfNeeded: positions.count))
  }

  /// Appends nothing if there are no posts.
  func append(to output: inout ByteOutput) {
    if isEmpty { return }
    output.appendLengthPrefixed { PostingRun.append(posts.buffer, minimumNumber: 1, to: &$0) }
    output.appendLengthPrefixed { PositionRun.append(positions.buffer, ends: ends.buffer, to: &$0) }
  }
}
