/// The posts of one word, by how much it weighs in each, and those that it is in the title of.
struct LevelSplit: ~Copyable {
  /// The levels 0 to 3, and the titles.
  static let streamCount = ImpactLevel.count + 1
  private static let titles = ImpactLevel.count

  /// As many as `streamCount`.
  private var streams = InlineArray<5, LevelStream> { _ in LevelStream() }
  /// The posts that have the word in their title.
  private var titled = Growing<UInt16>()
  /// Posts that have the word in their text or title.
  private(set) var postCount = 0

  /// Which streams have anything, a bit each.
  var mask: UInt8 {
    var mask: UInt8 = 0
    for stream in 0..<Self.streamCount where !streams[stream].isEmpty { mask |= 1 << stream }
    return mask
  }

  /// Appends a stream's posts, and the word's places in them.
  func append(_ stream: Int, to output: inout ByteOutput) { streams[stream].append(to: &output) }

  mutating func split(
    _ arranged: borrowing ArrangedWords, _ entry: ArrangedWords.KeyEntry,
    _ posts: UnsafeBufferPointer<IndexedPost>
  ) {
    for stream in 0..<Self.streamCount { streams[stream].removeAll() }
    titled.removeAll()
    splitTitles(arranged.titles[entry.titles], posts)
    splitBody(arranged.body[entry.body], posts)
  }
}

extension LevelSplit {
  private mutating func splitTitles(
    _ words: UnsafeBufferPointer<Occurrence>, _ posts: UnsafeBufferPointer<IndexedPost>
  ) {
    var start = 0
    while start < words.count {
      let end = Self.end(of: start, in: words)
      let post = words[start].post
      titled.append(post)
      streams[Self.titles].add(posts[Int(post)].coordinate, words, start, end)
      start = end
    }
    postCount = titled.count
  }

  private mutating func splitBody(
    _ words: UnsafeBufferPointer<Occurrence>, _ posts: UnsafeBufferPointer<IndexedPost>
  ) {
    var (start, next) = (0, 0)
    while start < words.count {
      let end = Self.end(of: start, in: words)
      let post = words[start].post
      let indexed = posts[Int(post)]
      streams[indexed.level(ofFrequency: end &- start)].add(indexed.coordinate, words, start, end)
      while next < titled.count, titled[next] < post { next &+= 1 }
      if next == titled.count || titled[next] != post { postCount &+= 1 }
      start = end
    }
  }

  /// Behind the words that are in the same post.
  @inline(__always)
  private static func end(of start: Int, in words: UnsafeBufferPointer<Occurrence>) -> Int {
    var end = start &+ 1
    while end < words.count, words[end].post == words[start].post { end &+= 1 }
    return end
  }
}

/// Posts, and the word's places in them.
struct LevelStream: ~Copyable {
  private var posts = Growing<Coordinate>()
  private var places = Growing<UInt16>()
  /// Where each post's places end.
  private var ends = Growing<Int32>()

  var isEmpty: Bool { posts.count == 0 }

  mutating func removeAll() {
    posts.removeAll()
    places.removeAll()
    ends.removeAll()
  }

  @inline(__always)
  mutating func add(
    _ post: Coordinate, _ words: UnsafeBufferPointer<Occurrence>, _ start: Int, _ end: Int
  ) {
    posts.append(post)
    places.append(words[start].place)
    for index in start &+ 1..<end {
      // A word that the clamped end of a very long post holds twice stands there once.
      places.append(words[index].place, if: words[index].place != words[index &- 1].place)
    }
    ends.append(Int32(truncatingIfNeeded: places.count))
  }

  /// Nothing when there are no posts.
  func append(to output: inout ByteOutput) {
    if isEmpty { return }
    output.appendCounted { PostingRun.append(posts.buffer, smallest: 1, to: &$0) }
    output.appendCounted { PositionRun.append(places.buffer, ends: ends.buffer, to: &$0) }
  }
}
