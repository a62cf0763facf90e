/// Words by numbers: each spelling that was met, and the key that it is found by.
///
/// A spelling's key is worked out once, not once for each of a hundred million words. One for each worker;
/// its numbers mean nothing outside of it.
struct Vocabulary: ~Copyable {
  private let forms: WordForms
  /// The keys' first ones are those of the stop words.
  private let stopKeyCount: Int32
  /// By hash; a power of two of them, half full at most.
  private var slots = Growing<Slot>()
  private var spellings = Growing<Spelling>()
  private var spellingBytes = Growing<UInt8>()
  private(set) var keys = KeyTable()
  /// Of each key the segment that it was last met in, and its number there.
  private var places = Growing<Place>()

  /// The spellings that the segment has, in the order in which they were met.
  private(set) var met = Growing<Met>()
  /// Of each of those the post that it was last met in, in the upper half, and in the lower how many have it:
  /// in one word, for the next one may be asked for before this one is stored.
  private var tallies = Growing<UInt64>()
  /// What was met last of each hash: of a hundred words more than ninety are found in it, and it is small
  /// enough to stay near the processor.
  private var near = Growing<Near>()
  private static let nearCount = 1 << 13

  private(set) var segment: UInt32 = 0
  /// The keys that the segment has, by their numbers in it.
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

  /// How many posts of the segment have it.
  func postCount(ofMet number: Int) -> Int32 { Int32(truncatingIfNeeded: tallies[number]) }
}

/// What is kept. (Not private: Swift 6.3 compiles no private type into the memory of a type that is not copied.)
extension Vocabulary {
  /// A spelling, and its number in the segment where it was last met.
  struct Slot: BitwiseCopyable {
    /// The first sixteen bytes, with zeros behind a shorter one.
    var first: UInt64 = 0
    var second: UInt64 = 0
    /// The spelling's number; -1 for a free slot.
    var spelling: Int32 = -1
    /// The segment that the rest is about.
    var segment: UInt32 = 0
    /// Among what the segment has met.
    var met: UInt32 = 0
  }

  struct Spelling: BitwiseCopyable {
    /// Where its bytes begin.
    let start: Int32
    let count: Int32
    let key: Int32
    let isStopWord: Bool
    /// Whether it is its own key.
    let isKey: Bool
  }

  /// A spelling that the segment has.
  struct Met: BitwiseCopyable {
    let spelling: Int32
    /// The key's number in the segment.
    let place: UInt32
    let isStopWord: Bool
    let isKey: Bool
  }

  /// As a slot, for the words that are met all the time.
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
  /// The word that was just found, met in a post of the segment: its key's number there, and whether it is
  /// a stop word.
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

  /// Puts it among the near ones.
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
      // In no post yet.
      tallies.append(UInt64(UInt32.max) << 32)
    }
    let met = met[Int(slot.met)]
    near[Int(hash) & (Self.nearCount - 1)] = Near(
      first: slot.first, second: slot.second, segment: segment, met: slot.met, place: met.place,
      isStopWord: met.isStopWord)
  }

  /// The number in the segment of a key, whatever it is.
  mutating func place(ofKey key: Int32) -> UInt32 {
    let known = places[Int(key)]
    if known.segment == segment { return known.number }
    let number = UInt32(truncatingIfNeeded: segmentKeys.count)
    segmentKeys.append(key)
    places[Int(key)] = Place(segment: segment, number: number)
    return number
  }

  /// The number of a key.
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
