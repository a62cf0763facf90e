/// The words of a segment's posts as they come.
struct SegmentWords: ~Copyable {
  private(set) var vocabulary: Vocabulary
  private let forms: WordForms
  /// By the post's number in the segment.
  private(set) var posts = Growing<IndexedPost>()
  private(set) var body = Growing<Occurrence>(capacity: 1 << 18)
  private(set) var titles = Growing<Occurrence>()
  private(set) var attributes = Growing<AttributeOf>()
  private var post = IndexedPost(coordinate: Coordinate(thread: 0, number: 0), weighsMore: false)
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

  mutating func beginPost(_ coordinate: Coordinate, weighsMore: Bool) {
    post = IndexedPost(coordinate: coordinate, weighsMore: weighsMore)
  }

  /// Adds a post's text. A stop word or one that is too long is not looked for, but counts.
  mutating func addText(
    _ text: UnsafeBufferPointer<UInt8>, _ scratch: WordScratch, _ excerpts: inout ExcerptFinder
  ) {
    let number = Int32(posts.count)
    var scan = WordScan(text, scratch)
    while scan.next() {
      excerpts.add(scan.start, scan.end, in: text)
      if scan.isIndexed {
        let word = vocabulary.meet(scan, inPost: number)
        body.append(
          Occurrence(
            key: word.place, post: UInt16(truncatingIfNeeded: number),
            place: UInt16(clamping: post.length)), if: !word.isStopWord)
      }
      post.length &+= 1
    }
  }

  mutating func beginTitle() { titlePlace = 0 }

  mutating func addTitleWord(_ scan: borrowing WordScan) {
    if scan.isIndexed {
      let word = vocabulary.meet(scan, inPost: Int32(posts.count))
      titles.append(
        Occurrence(key: word.place, post: UInt16(clamping: posts.count), place: titlePlace))
    }
    if titlePlace < .max { titlePlace += 1 }
  }

  mutating func endPhrase() { titlePlace = UInt16(clamping: Int(titlePlace) + Self.phraseGap) }

  mutating func endPost() { posts.append(post) }

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
