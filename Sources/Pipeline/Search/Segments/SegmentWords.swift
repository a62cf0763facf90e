import Words

/// Collects the words and attributes of a segment's posts.
struct SegmentWords: ~Copyable {
  private(set) var vocabulary: Vocabulary
  private let forms: WordForms
  /// Indexed by the post's index in the segment.
  private(set) var posts = GrowableBuffer<IndexedPost>()
  private(set) var body = GrowableBuffer<Occurrence>(capacity: 1 << 18)
  private(set) var titles = GrowableBuffer<Occurrence>()
  private(set) var attributes = GrowableBuffer<AttributePosting>()
  /// The number of words in the current post's text.
  private var length = 0
  private var titlePosition: UInt16 = 0
  /// The number of each attribute's key in the vocabulary. -1 for an attribute that has not
  /// occurred.
  private var attributeKeyNumbers: [Int32] = []

  /// A vocabulary with more spellings is replaced by an empty one before the next segment. The
  /// rare words of earlier segments hardly occur again, and a small table stays in the
  /// processor's cache.
  private static let maximumSpellings = 120_000
  /// The gap in positions between the title and a tag, so that no phrase matches across it.
  private static let phraseGap = 8

  init(_ forms: WordForms) {
    self.forms = forms
    vocabulary = Vocabulary(forms)
  }

  mutating func beginSegment() {
    if vocabulary.spellingCount > Self.maximumSpellings {
      vocabulary = Vocabulary(forms)
      attributeKeyNumbers = []
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
        let (keyIndex, isStopWord) = vocabulary.intern(word, inPost: number)
        body.append(
          Occurrence(
            keyIndex: keyIndex, postIndex: UInt16(truncatingIfNeeded: number),
            position: UInt16(clamping: length)),
          if: !isStopWord)
      }
      length &+= 1
    }
  }

  mutating func beginTitle() { titlePosition = 0 }

  mutating func addTitleWord(_ word: FoundWord) {
    if word.isIndexed {
      let (keyIndex, _) = vocabulary.intern(word, inPost: Int32(posts.count))
      titles.append(
        Occurrence(
          keyIndex: keyIndex, postIndex: UInt16(clamping: posts.count), position: titlePosition))
    }
    if titlePosition < .max { titlePosition += 1 }
  }

  mutating func endPhrase() {
    titlePosition = UInt16(clamping: Int(titlePosition) + Self.phraseGap)
  }

  mutating func endPost(_ coordinate: SegmentCoordinate, isBoosted: Bool) {
    posts.append(IndexedPost(coordinate, length: length, isBoosted: isBoosted))
  }

  /// Adds an attribute of a post. `attribute`: its number in `attributes`.
  mutating func addAttribute(
    _ attribute: Int, _ post: SegmentCoordinate, _ attributes: borrowing Attributes
  ) {
    while attributeKeyNumbers.count <= attribute { attributeKeyNumbers.append(-1) }
    if attributeKeyNumbers[attribute] < 0 {
      attributeKeyNumbers[attribute] = vocabulary.keyNumber(
        of: Array(attributes.key(attribute).utf8))
    }
    let keyIndex = vocabulary.indexInSegment(ofKey: attributeKeyNumbers[attribute])
    self.attributes.append(AttributePosting(keyIndex: keyIndex, post: post))
  }
}

/// A word at a position in a post.
struct Occurrence: BitwiseCopyable {
  /// The key's index in the segment.
  let keyIndex: UInt32
  /// The post's index in the segment.
  let postIndex: UInt16
  let position: UInt16
}

/// An attribute of a post or a whole thread.
struct AttributePosting: BitwiseCopyable {
  /// The key's index in the segment.
  let keyIndex: UInt32
  let post: SegmentCoordinate
}
