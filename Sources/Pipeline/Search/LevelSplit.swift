/// The posts of one word, by how much it weighs in each, and those that it is in the title of.
struct LevelSplit: ~Copyable {
  /// The levels 0 to 3, and the titles.
  static let streamCount = ImpactLevel.count + 1
  private static let titles = ImpactLevel.count

  /// Of all streams, one post behind the other as they came.
  private var met = Growing<Met>()
  private var titled = Growing<UInt16>()
  private var counts: [Int] = Array(repeating: 0, count: LevelSplit.streamCount)
  private var posts = Growing<Coordinate>()
  private var places = Growing<UInt16>()
  private var ends = Growing<Int32>()
  private var words = UnsafeBufferPointer<Occurrence>(start: nil, count: 0)
  private var titleWords = UnsafeBufferPointer<Occurrence>(start: nil, count: 0)
  /// Posts that have the word in their text or title.
  private(set) var postCount = 0

  struct Met: BitwiseCopyable {
    let coordinate: Coordinate
    let stream: Int32
    let start: Int32
    let end: Int32
  }

  /// Whether there is nothing in a stream.
  subscript(stream: Int) -> Range<Int> { 0..<counts[stream] }

  var mask: UInt8 {
    (0..<Self.streamCount).reduce(0) { counts[$1] == 0 ? $0 : $0 | 1 << UInt8($1) }
  }

  /// Until the next call `arranged` has to stay.
  mutating func split(
    _ arranged: borrowing ArrangedWords, _ entry: ArrangedWords.KeyEntry,
    _ posts: UnsafeBufferPointer<IndexedPost>
  ) {
    met.removeAll()
    titled.removeAll()
    for stream in 0..<Self.streamCount { counts[stream] = 0 }
    words = arranged.body[entry.body]
    titleWords = arranged.titles[entry.titles]
    splitTitles(posts)
    splitBody(posts)
  }

  /// A stream's posts, the word's places in them, and where each post's end.
  mutating func runs(
    of stream: Int
  ) -> (
    posts: UnsafeBufferPointer<Coordinate>, places: UnsafeBufferPointer<UInt16>,
    ends: UnsafeBufferPointer<Int32>
  ) {
    posts.removeAll()
    places.removeAll()
    ends.removeAll()
    let words = stream == Self.titles ? titleWords : words
    for met in met.buffer where met.stream == Int32(truncatingIfNeeded: stream) {
      posts.append(met.coordinate)
      // A word that the clamped end of a very long post holds twice stands there once.
      var last = -1
      for index in Int(met.start)..<Int(met.end) where Int(words[index].place) != last {
        last = Int(words[index].place)
        places.append(words[index].place)
      }
      ends.append(Int32(truncatingIfNeeded: places.count))
    }
    return (posts.buffer, places.buffer, ends.buffer)
  }
}

extension LevelSplit {
  private mutating func splitTitles(_ posts: UnsafeBufferPointer<IndexedPost>) {
    var start = 0
    while start < titleWords.count {
      let end = Self.end(of: start, in: titleWords)
      let post = titleWords[start].post
      titled.append(post)
      add(posts[Int(post)].coordinate, Self.titles, start, end)
      start = end
    }
    postCount = titled.count
  }

  private mutating func splitBody(_ posts: UnsafeBufferPointer<IndexedPost>) {
    var (start, next) = (0, 0)
    while start < words.count {
      let end = Self.end(of: start, in: words)
      let post = words[start].post
      let indexed = posts[Int(post)]
      let level = ImpactLevel.of(
        frequency: end &- start, length: indexed.length, weighsMore: indexed.weighsMore)
      add(indexed.coordinate, level, start, end)
      while next < titled.count, titled[next] < post { next &+= 1 }
      if next == titled.count || titled[next] != post { postCount &+= 1 }
      start = end
    }
  }

  @inline(__always)
  private mutating func add(_ coordinate: Coordinate, _ stream: Int, _ start: Int, _ end: Int) {
    met.append(
      Met(
        coordinate: coordinate, stream: Int32(truncatingIfNeeded: stream),
        start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end)))
    counts[stream] &+= 1
  }

  /// Behind the words that are in the same post.
  @inline(__always)
  private static func end(of start: Int, in words: UnsafeBufferPointer<Occurrence>) -> Int {
    var end = start &+ 1
    while end < words.count, words[end].post == words[start].post { end &+= 1 }
    return end
  }
}
