/// The words of a segment's posts as they come.
struct SegmentWords: ~Copyable {
  private(set) var vocabulary: Vocabulary
  private let forms: WordForms
  /// By the post's number in the segment.
  private(set) var posts = Growing<IndexedPost>()
  private(set) var body = Growing<Occurrence>(capacity: 1 << 18)
  private(set) var titles = Growing<Occurrence>()
  private(set) var attributes = Growing<AttributeOf>()
  private var length = 0
  private var titlePlace: UInt16 = 0
  /// The vocabulary's number of each attribute that was met, else -1.
  private var attributeKeys: [Int32] = []

  /// A vocabulary that has grown larger is begun anew: the rare words of earlier segments are not met
  /// again, and a small table stays near the processor.
  private static let mostSpellings = 120_000
  /// Between the title and a tag, so that no phrase reaches from one into the other.
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

  /// Adds a post's text. A stop word or one that is too long is not looked for, but counts.
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

  /// `attribute`: by its number.
  mutating func addAttribute(
    _ attribute: Int, _ post: Coordinate, _ attributes: borrowing Attributes
  ) {
    while attributeKeys.count <= attribute { attributeKeys.append(-1) }
    if attributeKeys[attribute] < 0 {
      attributeKeys[attribute] = vocabulary.number(
        ofKey: Array(attributes.key(attribute).utf8))
    }
    let place = vocabulary.place(ofKey: attributeKeys[attribute])
    self.attributes.append(AttributeOf(key: place, post: post))
  }
}

/// A word at its place in a post.
struct Occurrence: BitwiseCopyable {
  /// The key's number in the segment.
  let key: UInt32
  /// The post's number in the segment.
  let post: UInt16
  let place: UInt16
}

struct AttributeOf: BitwiseCopyable {
  /// The key's number in the segment.
  let key: UInt32
  let post: Coordinate
}
