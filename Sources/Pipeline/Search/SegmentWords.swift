/// The words of a segment's posts as they come, and then by key.
struct SegmentWords {
  private(set) var vocabulary: Vocabulary
  private let forms: WordForms
  /// By the post's number in the segment.
  private(set) var posts: [IndexedPost] = []
  private(set) var body: [Occurrence] = []
  private(set) var titles: [Occurrence] = []
  private(set) var attributes: [(key: Int32, post: Coordinate)] = []
  private var tally = SpellingTally()
  private var post = IndexedPost(coordinate: Coordinate(thread: 0, number: 0), weighsMore: false)
  private var titlePlace: UInt16 = 0

  /// A vocabulary that has grown larger is begun anew: the rare words of earlier segments are not met
  /// again.
  private static let mostSpellings = 400_000
  /// Between the title and a tag, so that no phrase reaches from one into the other.
  private static let phraseGap: UInt16 = 8

  init(_ forms: WordForms) {
    self.forms = forms
    vocabulary = Vocabulary(forms)
  }

  mutating func begin() {
    if vocabulary.spellingCount > Self.mostSpellings { vocabulary = Vocabulary(forms) }
    posts.removeAll(keepingCapacity: true)
    body.removeAll(keepingCapacity: true)
    titles.removeAll(keepingCapacity: true)
    attributes.removeAll(keepingCapacity: true)
    tally = SpellingTally()
  }

  mutating func beginPost(_ coordinate: Coordinate, weighsMore: Bool) {
    post = IndexedPost(coordinate: coordinate, weighsMore: weighsMore)
  }

  /// Nil: a word that is not looked for, but counts.
  mutating func addWord(_ spelling: [UInt8]?) {
    if let spelling { body.append(occurrence(of: spelling, at: UInt16(clamping: post.length))) }
    post.length += 1
  }

  mutating func beginTitle() { titlePlace = 0 }

  mutating func addTitleWord(_ spelling: [UInt8]?) {
    if let spelling { titles.append(occurrence(of: spelling, at: titlePlace)) }
    if titlePlace < .max { titlePlace += 1 }
  }

  mutating func endPhrase() { titlePlace = UInt16(clamping: Int(titlePlace + Self.phraseGap)) }

  mutating func endPost() { posts.append(post) }

  mutating func addAttribute(_ key: String, _ post: Coordinate) {
    attributes.append((vocabulary.number(ofKey: Array(key.utf8)), post))
  }

  private mutating func occurrence(of spelling: [UInt8], at place: UInt16) -> Occurrence {
    let number = vocabulary.number(of: spelling)
    tally.count(Int(number), inPost: Int32(posts.count))
    return Occurrence(
      key: vocabulary.key(ofSpelling: Int(number)), post: UInt16(clamping: posts.count),
      place: place)
  }
}

/// A word at its place in a post.
struct Occurrence: BitwiseCopyable {
  let key: Int32
  /// The post's number in the segment.
  let post: UInt16
  let place: UInt16
}

struct IndexedPost: BitwiseCopyable {
  let coordinate: Coordinate
  /// An official answer, or the accepted one.
  let weighsMore: Bool
  /// In words.
  var length = 0

  init(coordinate: Coordinate, weighsMore: Bool) {
    self.coordinate = coordinate
    self.weighsMore = weighsMore
  }
}

/// How many posts of a segment have each spelling.
private struct SpellingTally {
  private var lastPosts: [Int32] = []
  fileprivate private(set) var counts: [Int32] = []
  /// In the order in which they were first met.
  fileprivate private(set) var met: [Int32] = []

  mutating func count(_ spelling: Int, inPost post: Int32) {
    if spelling >= counts.count {
      let more = spelling + 1 - counts.count
      lastPosts += repeatElement(-1, count: max(more, counts.count))
      counts += repeatElement(0, count: max(more, counts.count))
    }
    guard lastPosts[spelling] != post else { return }
    lastPosts[spelling] = post
    if counts[spelling] == 0 { met.append(Int32(spelling)) }
    counts[spelling] += 1
  }
}

/// All that a segment has of one key.
struct KeyEntry {
  let key: ArraySlice<UInt8>
  let bucket: Int
  /// Rising by post and place.
  let body: Range<Int>
  let titles: Range<Int>
  let attributes: Range<Int>
  let spellings: Range<Int>
}

extension SegmentWords {
  /// By bucket, then by the keys' bytes. The ranges of an entry are of what `arranged` holds.
  func arranged(bits: Int) -> ArrangedWords {
    ArrangedWords(
      vocabulary.keys, bits: bits, body: body, titles: titles, attributes: attributes,
      spellings: tally.met.map { (vocabulary.key(ofSpelling: Int($0)), $0, tally.counts[Int($0)]) })
  }
}

/// The words of a segment by key.
struct ArrangedWords {
  private(set) var entries: [KeyEntry] = []
  let body: [Occurrence]
  let titles: [Occurrence]
  let attributes: [Coordinate]
  /// The vocabulary's number of each, and how many posts have it.
  let spellings: [(number: Int32, count: Int32)]

  fileprivate init(
    _ keys: [Vocabulary.Key], bits: Int, body: [Occurrence], titles: [Occurrence],
    attributes: [(key: Int32, post: Coordinate)],
    spellings: [(key: Int32, number: Int32, count: Int32)]
  ) {
    var groups = KeyGroups(keyCount: keys.count)
    for word in body { groups.meet(word.key) }
    for word in titles { groups.meet(word.key) }
    for attribute in attributes { groups.meet(attribute.key) }
    let mask = UInt32(1 << bits) - 1
    groups.sort { SortingKey(keys[Int($0)], mask: mask) }
    let (bodyOrder, bodyEnds) = groups.gather(body.count) { body[$0].key }
    let (titleOrder, titleEnds) = groups.gather(titles.count) { titles[$0].key }
    let (attributeOrder, attributeEnds) = groups.gather(attributes.count) { attributes[$0].key }
    let (spellingOrder, spellingEnds) = groups.gather(spellings.count) { spellings[$0].key }
    self.body = bodyOrder.map { body[Int($0)] }
    self.titles = titleOrder.map { titles[Int($0)] }
    self.attributes = attributeOrder.map { attributes[Int($0)].post }
    self.spellings = spellingOrder.map { (spellings[Int($0)].number, spellings[Int($0)].count) }
    entries = groups.keys.enumerated().map { place, key in
      let key = keys[Int(key)]
      let range = { (ends: [Int]) in (place == 0 ? 0 : ends[place - 1])..<ends[place] }
      return KeyEntry(
        key: key.bytes[...], bucket: Int(key.hash & mask), body: range(bodyEnds),
        titles: range(titleEnds), attributes: range(attributeEnds),
        spellings: range(spellingEnds))
    }
  }
}

/// The keys that a segment has, of all in the vocabulary.
private struct KeyGroups {
  private(set) var keys: [Int32] = []
  /// Of each key of the vocabulary its place among `keys`, or -1.
  private var places: [Int32]

  init(keyCount: Int) { places = Array(repeating: -1, count: keyCount) }

  mutating func meet(_ key: Int32) {
    guard places[Int(key)] < 0 else { return }
    places[Int(key)] = 0
    keys.append(key)
  }

  mutating func sort(_ sortingKey: (Int32) -> SortingKey) {
    var sorted = keys.map { (sortingKey($0), $0) }
    sorted.sort { $0.0 < $1.0 }
    keys = sorted.map(\.1)
    for (place, key) in keys.enumerated() { places[Int(key)] = Int32(place) }
  }

  /// The things by key, in each the order they came in; and where each key's end.
  func gather(_ count: Int, key: (Int) -> Int32) -> (order: [Int32], ends: [Int]) {
    var next = [Int](repeating: 0, count: keys.count + 1)
    for index in 0..<count { next[Int(places[Int(key(index))]) + 1] += 1 }
    for place in 1..<next.count { next[place] += next[place - 1] }
    let ends = Array(next.dropFirst())
    let order = [Int32](unsafeUninitializedCapacity: count) { order, initialized in
      for index in 0..<count {
        let place = Int(places[Int(key(index))])
        order[next[place]] = Int32(index)
        next[place] += 1
      }
      initialized = count
    }
    return (order, ends)
  }
}

/// By bucket, then by bytes: the first six of a key tell nearly all apart.
private struct SortingKey: Comparable {
  private let first: UInt64
  private let bytes: [UInt8]

  init(_ key: Vocabulary.Key, mask: UInt32) {
    var first = UInt64(key.hash & mask)
    for index in 0..<6 {
      first = first << 8 | (index < key.bytes.count ? UInt64(key.bytes[index]) : 0)
    }
    self.first = first
    bytes = key.bytes
  }

  static func < (left: SortingKey, right: SortingKey) -> Bool {
    if left.first != right.first { return left.first < right.first }
    return left.bytes.lexicographicallyPrecedes(right.bytes)
  }

  static func == (left: SortingKey, right: SortingKey) -> Bool { left.bytes == right.bytes }
}
