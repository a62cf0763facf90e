/// Collects the words and attributes of a segment's posts.
struct SegmentWords: ~Copyable {
  private(set) var vocabulary: Vocabulary
  private let forms: WordForms
  /// Indexed by the post's index in the segment.
  private(set) var posts = GrowableBuffer<IndexedPost>()
  private(set) var body = GrowableBuffer<Occurrence>(capacity: 1 << 18)
  private(set) var titles = GrowableBuffer<Occurrence>()
  private(set) var attributes = GrowableBuffer<AttributePosting>()
  private var length = 0
  private var titlePlace: UInt16 = 0
  /// The index of each attribute's key in the vocabulary. -1 for an attribute that has not
  /// occurred.
  private var attributeKeys: [Int32] = []

  /// A vocabulary with more spellings is replaced by an empty one before the next segment. The
  /// rare words of earlier segments hardly occur again, and a small table stays in the
  /// processor's cache.
  private static let mostSpellings = 120_000
  /// The gap in positions between the title and a tag, so that no phrase matches across it.
  private static let phraseGap = 8

  init(_ forms: WordForms) {
    self.forms = forms
    vocabulary = Vocabulary(forms)
  }

  mutating func begin() {
    if vocabulary.spellingCount > Self.mostSpellings {
      vocabulary = Vocabulary(forms)
      attributeKeys = []
    }
    vocabulary.beginSegment()
    posts.removeAll()
    body.removeAll()
    titles.removeAll()
    attributes.removeAll()
  }

  mutating func beginPost() { length = 0 }

  /// Adds a post's text. Stop words and words that are too long are not indexed, but take a
  /// position.
  mutating func addText(
    _ text: UnsafeBufferPointer<UInt8>, _ scratch: WordScratch, _ excerpts: inout ExcerptFinder
  ) {
    let number = Int32(posts.count)
    var scan = WordScan(text, scratch)
    while scan.next() {
      excerpts.add(scan.start, scan.end, in: text)
      let word = scan.word
      if word.isIndexed {
        let (key, isStopWord) = vocabulary.meet(word, inPost: number)
        body.append(
          Occurrence(
            key: key, post: UInt16(truncatingIfNeeded: number), place: UInt16(clamping: length)),
          if: !isStopWord)
      }
      length &+= 1
    }
  }

  mutating func beginTitle() { titlePlace = 0 }

  mutating func addTitleWord(_ word: FoundWord) {
    if word.isIndexed {
      let (key, _) = vocabulary.meet(word, inPost: Int32(posts.count))
      titles.append(
        Occurrence(key: key, post: UInt16(clamping: posts.count), place: titlePlace))
    }
    if titlePlace < .max { titlePlace += 1 }
  }

  mutating func endPhrase() { titlePlace = UInt16(clamping: Int(titlePlace) + Self.phraseGap) }

  mutating func endPost(_ coordinate: Coordinate, weighsMore: Bool) {
    posts.append(IndexedPost(coordinate, length: length, weighsMore: weighsMore))
  }

  /// Adds an attribute of a post. `attribute`: its number in `attributes`.
  mutating func addAttribute(
    _ attribute: Int, _ post: Coordinate, _ attributes: borrowing Attributes
  ) {
    while attributeKeys.count <= attribute { attributeKeys.append(-1) }
    if attributeKeys[attribute] < 0 {
      attributeKeys[attribute] = vocabulary.number(
        ofKey: Array(attributes.key(attribute).utf8))
    }
    let place = vocabulary.place(ofKey: attributeKeys[attribute])
    self.attributes.append(AttributePosting(key: place, post: post))
  }
}

/// A word at a position in a post.
struct Occurrence: BitwiseCopyable {
  /// The key's index in the segment.
  let key: UInt32
  /// The post's index in the segment.
  let post: UInt16
  let place: UInt16
}

struct AttributePosting: BitwiseCopyable {
  /// The key's index in the segment.
  let key: UInt32
  let post: Coordinate
}
