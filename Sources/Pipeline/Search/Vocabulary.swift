/// Interned words: each spelling that has occurred, and the key by which it is found.
///
/// The key of a spelling is computed once, because a large forum has a hundred million words.
/// Each worker has a vocabulary of its own, with its own numbers.
struct Vocabulary: ~Copyable {
  private let forms: WordForms
  /// The number of stop words, whose keys have the lowest numbers.
  private let stopKeyCount: Int32
  /// A hash table of the spellings. The number of slots is a power of two, and at most half are
  /// used.
  private var slots = GrowableBuffer<Slot>()
  private var spellings = GrowableBuffer<Spelling>()
  private var spellingBytes = GrowableBuffer<UInt8>()
  private(set) var keys = KeyTable()
  /// The segment in which each key last occurred, and the key's index there.
  private var places = GrowableBuffer<Place>()

  /// The spellings of the current segment, in the order of their first occurrence.
  private(set) var met = GrowableBuffer<Met>()
  /// The post in which each of those spellings last occurred (upper half) and the number of posts
  /// that have it (lower half). Both are in one integer, which takes one load and one store.
  private var tallies = GrowableBuffer<UInt64>()
  /// A cache of `slots`: the last spelling for each hash. It has most words of a text, and is
  /// small enough for the processor's cache.
  private var near = GrowableBuffer<Near>()
  private static let nearCount = 1 << 13

  private(set) var segment: UInt32 = 0
  /// The keys of the current segment, by their indices in it.
  private(set) var segmentKeys: [Int32] = []

  init(_ forms: WordForms) {
    self.forms = forms
    let stopKeys = StopWords.keys(isEnglish: forms.isEnglish)
    stopKeyCount = Int32(stopKeys.count)
    for key in stopKeys { _ = keys.number(of: key) }
    places.fill(Place(), count: stopKeys.count)
    slots.fill(Slot(), count: 1 << 13)
    near.fill(Near(), count: Self.nearCount)
  }

  var spellingCount: Int { spellings.count }

  func bytes(ofSpelling number: Int32) -> UnsafeBufferPointer<UInt8> {
    let spelling = spellings[Int(number)]
    let start = Int(spelling.start)
    return UnsafeBufferPointer(
      rebasing: spellingBytes.buffer[start..<start + Int(spelling.count)])
  }

  mutating func beginSegment() {
    segment &+= 1
    segmentKeys.removeAll(keepingCapacity: true)
    met.removeAll()
    tallies.removeAll()
  }

  /// Returns the number of posts of the segment that have a spelling. `number`: its index in
  /// `met`.
  func postCount(ofMet number: Int) -> Int32 { Int32(truncatingIfNeeded: tallies[number]) }
}

/// The elements of the tables. They are not private, because Swift 6.3 cannot compile a
/// noncopyable type that stores values of a private type.
extension Vocabulary {
  /// A spelling, and its index in the segment in which it last occurred.
  struct Slot: BitwiseCopyable {
    /// The first sixteen bytes, zero-padded.
    var first: UInt64 = 0
    var second: UInt64 = 0
    /// The index in `spellings`. -1 for a free slot.
    var spelling: Int32 = -1
    /// The segment in which the spelling last occurred.
    var segment: UInt32 = 0
    /// The index in the `met` of that segment.
    var met: UInt32 = 0
  }

  struct Spelling: BitwiseCopyable {
    /// The offset of its bytes in `spellingBytes`.
    let start: Int32
    let count: Int32
    let key: Int32
    let isStopWord: Bool
    /// Whether the spelling is the same as its key.
    let isKey: Bool
  }

  /// A spelling of the current segment.
  struct Met: BitwiseCopyable {
    let spelling: Int32
    /// The key's index in the segment.
    let place: UInt32
    let isStopWord: Bool
    let isKey: Bool
  }

  /// An entry of the cache for frequent words.
  struct Near: BitwiseCopyable {
    var first: UInt64 = 0
    var second: UInt64 = 0
    var segment: UInt32 = 0
    var met: UInt32 = 0
    var place: UInt32 = 0
    var isStopWord = false
  }

  struct Place: BitwiseCopyable {
    var segment: UInt32 = 0
    var number: UInt32 = 0
  }
}

extension Vocabulary {
  /// Interns a word of a post. Returns the index of its key in the segment, and whether it is a
  /// stop word.
  @inline(__always)
  mutating func meet(
    _ word: FoundWord, inPost post: Int32
  ) -> (place: UInt32, isStopWord: Bool) {
    let hash = word.hash
    let index = Int(hash) & (Self.nearCount &- 1)
    let (first, second) = (word.first, word.second)
    if near[index].first != first || near[index].second != second
      || near[index].segment != segment || word.isLong
    {
      meetFar(word, hash)
    }
    let number = Int(near[index].met)
    let tally = tallies[number]
    let isNew: UInt64 = tally &>> 32 == UInt64(post) ? 0 : 1
    tallies[number] = UInt64(post) &<< 32 | ((tally & 0xFFFF_FFFF) &+ isNew)
    return (near[index].place, near[index].isStopWord)
  }

  /// Looks the word up in `slots`, and adds it to the cache.
  @inline(never)
  private mutating func meetFar(_ word: FoundWord, _ hash: UInt32) {
    let index = slot(of: word, hash)
    var slot = slots[index]
    if slot.segment != segment {
      slot.segment = segment
      slot.met = UInt32(truncatingIfNeeded: met.count)
      slots[index] = slot
      let spelling = spellings[Int(slot.spelling)]
      met.append(
        Met(
          spelling: slot.spelling, place: place(ofKey: spelling.key),
          isStopWord: spelling.isStopWord, isKey: spelling.isKey))
      // No post has it yet.
      tallies.append(UInt64(UInt32.max) << 32)
    }
    let met = met[Int(slot.met)]
    near[Int(hash) & (Self.nearCount - 1)] = Near(
      first: slot.first, second: slot.second, segment: segment, met: slot.met, place: met.place,
      isStopWord: met.isStopWord)
  }

  /// Returns the index of a key in the segment, and adds the key to the segment if it is new
  /// there.
  mutating func place(ofKey key: Int32) -> UInt32 {
    let known = places[Int(key)]
    if known.segment == segment { return known.number }
    let number = UInt32(truncatingIfNeeded: segmentKeys.count)
    segmentKeys.append(key)
    places[Int(key)] = Place(segment: segment, number: number)
    return number
  }

  /// Returns the number of a key, and adds the key if it is new.
  mutating func number(ofKey key: [UInt8]) -> Int32 {
    let number = keys.number(of: key)
    if keys.count > places.count { places.append(Place()) }
    return number
  }

  private mutating func slot(of word: FoundWord, _ hash: UInt32) -> Int {
    let (first, second) = (word.first, word.second)
    let mask = slots.count - 1
    var index = Int(hash) & mask
    while true {
      let slot = slots[index]
      if slot.first == first, slot.second == second,
        !word.isLong || bytes(ofSpelling: slot.spelling).elementsEqual(word.surface)
      {
        return index
      }
      if slot.spelling < 0 { return insert(word, hash, at: index) }
      index = (index + 1) & mask
    }
  }

  private mutating func insert(
    _ word: FoundWord, _ hash: UInt32, at index: Int
  ) -> Int {
    let surface = Array(word.surface)
    let key = forms.key(of: surface)
    let keyNumber = self.number(ofKey: key)
    let number = Int32(truncatingIfNeeded: spellings.count)
    spellings.append(
      Spelling(
        start: Int32(truncatingIfNeeded: spellingBytes.count), count: Int32(surface.count),
        key: keyNumber, isStopWord: keyNumber < stopKeyCount, isKey: key == surface))
    spellingBytes.append(contentsOf: word.surface)
    slots[index] = Slot(first: word.first, second: word.second, spelling: number)
    guard spellingCount * 2 > slots.count else { return index }
    grow()
    return slot(of: word, hash)
  }

  private mutating func grow() {
    let old = slots.buffer.filter { $0.spelling >= 0 }
    let count = slots.count * (slots.count < 1 << 16 ? 4 : 2)
    slots.fill(Slot(), count: count)
    for slot in old {
      var index = Int(FoundWord.hash(slot.first, slot.second)) & (count - 1)
      while slots[index].spelling >= 0 { index = (index + 1) & (count - 1) }
      slots[index] = slot
    }
  }
}
