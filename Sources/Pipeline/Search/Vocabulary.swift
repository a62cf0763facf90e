/// Words by numbers: each spelling that was met, and the key that it is found by.
///
/// A spelling's key is worked out once, not once for each of a hundred million words. One for each worker;
/// its numbers mean nothing outside of it.
struct Vocabulary: ~Copyable {
  private let forms: WordForms
  private let stopKeys: Set<[UInt8]>
  /// By hash; a power of two of them, half full at most.
  private var slots = Growing<Slot>()
  /// The bytes of all spellings, and where each begins; the end of the last one behind them.
  private var bytes = Growing<UInt8>()
  private var starts: [Int] = [0]
  /// The numbers of keys by their hash, as `slots`; -1: free.
  private var keySlots = Growing<Int32>()
  private(set) var keys: [Key] = []
  /// Of each key the segment that it was last met in, and its number there.
  private var places: [(segment: UInt32, number: UInt32)] = []

  /// The spellings that the segment has, in the order in which they were met.
  private(set) var met = Growing<Met>()
  /// Of each of those the post that it was last met in, in the upper half, and in the lower how many have it:
  /// in one word, for the next one may be asked for before this one is stored.
  private var tallies = Growing<UInt64>()
  /// What was met last of each hash: of a hundred words ninety are found in it, and it is small enough to
  /// stay near the processor.
  private var near = Growing<Near>()
  private static let nearCount = 1 << 12

  private(set) var segment: UInt32 = 0
  /// The keys that the segment has, by their numbers in it.
  private(set) var segmentKeys: [Int32] = []

  struct Key {
    let bytes: [UInt8]
    /// By FNV-1a: says in which bucket of the dictionary it is.
    let hash: UInt32
  }

  /// A spelling, and its number in the segment where it was last met.
  struct Slot: BitwiseCopyable {
    /// The first sixteen bytes, with zeros behind a shorter one.
    fileprivate var first: UInt64 = 0
    fileprivate var second: UInt64 = 0
    fileprivate var hash: UInt32 = 0
    /// The spelling's number; -1 for a free slot.
    fileprivate var spelling: Int32 = -1
    fileprivate var key: Int32 = -1
    /// The segment that the rest is about.
    fileprivate var segment: UInt32 = 0
    /// Among what the segment has met.
    fileprivate var met: UInt32 = 0
    fileprivate var isStopWord = false
  }

  /// A spelling that the segment has.
  struct Met: BitwiseCopyable {
    let spelling: Int32
    /// The key's number in the segment.
    let place: UInt32
    let isStopWord: Bool
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

  init(_ forms: WordForms) {
    self.forms = forms
    stopKeys = StopWords.keys(isEnglish: forms.isEnglish)
    slots.fill(Slot(), count: 1 << 13)
    near.fill(Near(), count: Self.nearCount)
    keySlots.fill(-1, count: 1 << 13)
  }

  var spellingCount: Int { starts.count - 1 }

  func bytes(ofSpelling number: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes.buffer[starts[number]..<starts[number + 1]])
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

extension Vocabulary {
  /// The word that was just found, met in a post of the segment: its key's number there, and whether it is
  /// a stop word.
  @inline(__always)
  mutating func meet(
    _ word: borrowing WordScan, inPost post: Int32
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
  private mutating func meetFar(_ word: borrowing WordScan, _ hash: UInt32) {
    let index = slot(of: word, hash)
    var slot = slots[index]
    if slot.segment != segment {
      slot.segment = segment
      slot.met = UInt32(met.count)
      met.append(
        Met(spelling: slot.spelling, place: place(ofKey: slot.key), isStopWord: slot.isStopWord))
      // In no post yet.
      tallies.append(UInt64(UInt32.max) << 32)
      slots[index] = slot
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
    let number = UInt32(segmentKeys.count)
    segmentKeys.append(key)
    places[Int(key)] = (segment, number)
    return number
  }

  /// The number of a key.
  mutating func number(ofKey key: [UInt8]) -> Int32 {
    let hash = fnv(key)
    var index = Int(hash) & (keySlots.count - 1)
    while keySlots[index] >= 0 {
      let known = Int(keySlots[index])
      if keys[known].hash == hash, keys[known].bytes == key { return keySlots[index] }
      index = (index + 1) & (keySlots.count - 1)
    }
    let number = Int32(keys.count)
    keySlots[index] = number
    keys.append(Key(bytes: key, hash: hash))
    places.append((0, 0))
    if keys.count * 2 > keySlots.count { growKeys() }
    return number
  }

  private mutating func growKeys() {
    let count = keySlots.count * 2
    keySlots.fill(-1, count: count)
    for (number, key) in keys.enumerated() {
      var index = Int(key.hash) & (count - 1)
      while keySlots[index] >= 0 { index = (index + 1) & (count - 1) }
      keySlots[index] = Int32(number)
    }
  }

  private mutating func slot(of word: borrowing WordScan, _ hash: UInt32) -> Int {
    let (first, second, spelling) = (word.first, word.second, word.surface)
    let mask = slots.count - 1
    var index = Int(hash) & mask
    while true {
      let slot = slots[index]
      if slot.first == first, slot.second == second, slot.hash == hash,
        spelling.count < 16 || isSpelling(slot.spelling, spelling)
      {
        return index
      }
      if slot.spelling < 0 { return insert(word, hash, at: index) }
      index = (index + 1) & mask
    }
  }

  private func isSpelling(_ number: Int32, _ spelling: UnsafeBufferPointer<UInt8>) -> Bool {
    number >= 0 && bytes(ofSpelling: Int(number)).elementsEqual(spelling)
  }

  private mutating func insert(
    _ word: borrowing WordScan, _ hash: UInt32, at index: Int
  ) -> Int {
    let spelling = word.surface
    let key = forms.key(of: Array(spelling))
    var slot = Slot()
    (slot.first, slot.second, slot.hash) = (word.first, word.second, hash)
    slot.spelling = Int32(spellingCount)
    slot.key = number(ofKey: key)
    slot.isStopWord = stopKeys.contains(key)
    for byte in spelling { bytes.append(byte) }
    starts.append(bytes.count)
    slots[index] = slot
    guard spellingCount * 2 > slots.count else { return index }
    grow()
    return self.slot(of: word, hash)
  }

  private mutating func grow() {
    let old = slots.buffer.filter { $0.spelling >= 0 }
    let count = slots.count * 2
    slots.fill(Slot(), count: count)
    for slot in old {
      var index = Int(slot.hash) & (count - 1)
      while slots[index].spelling >= 0 { index = (index + 1) & (count - 1) }
      slots[index] = slot
    }
  }
}

/// FNV-1a, 32 bits (Fowler, Noll, Vo; draft-eastlake-fnv): a few instructions a byte, in any language.
func fnv<Bytes: Sequence<UInt8>>(_ bytes: Bytes) -> UInt32 {
  var hash: UInt32 = 2_166_136_261
  for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
  return hash
}
