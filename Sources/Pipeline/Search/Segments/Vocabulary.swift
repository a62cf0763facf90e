import Words

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
  /// Indexed by key number.
  private var keyIndices = GrowableBuffer<KeyIndex>()

  /// The spellings of the current segment, in the order of their first occurrence.
  private(set) var segmentTerms = GrowableBuffer<SegmentTerm>()
  /// The post in which each of those spellings last occurred (upper half) and the number of posts
  /// that have it (lower half). Both are in one integer, which takes one load and one store.
  private var postCounts = GrowableBuffer<UInt64>()
  /// A cache of `slots`: the last spelling for each hash. It has most words of a text, and is
  /// small enough for the processor's cache.
  private var hotEntries = GrowableBuffer<HotEntry>()
  private static let hotEntryCount = 1 << 13

  private(set) var segment: UInt32 = 0
  /// The keys of the current segment, by their indices in it.
  private(set) var segmentKeys: [Int32] = []

  init(_ forms: WordForms) {
    self.forms = forms
    let stopKeys = forms.stopKeys
    stopKeyCount = Int32(stopKeys.count)
    for key in stopKeys { _ = keys.number(of: key) }
    keyIndices.fill(KeyIndex(), count: stopKeys.count)
    slots.fill(Slot(), count: 1 << 13)
    hotEntries.fill(HotEntry(), count: Self.hotEntryCount)
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
    segmentTerms.removeAll()
    postCounts.removeAll()
  }

  /// Returns the number of posts of the segment that have a spelling. `index`: its index in
  /// `segmentTerms`.
  func postCount(ofTerm index: Int) -> Int32 { Int32(truncatingIfNeeded: postCounts[index]) }
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
    /// The index in the `segmentTerms` of that segment.
    var term: UInt32 = 0
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
  struct SegmentTerm: BitwiseCopyable {
    let spelling: Int32
    /// The key's index in the segment.
    let keyIndex: UInt32
    let isStopWord: Bool
    let isKey: Bool
  }

  /// An entry of the cache for frequent words.
  struct HotEntry: BitwiseCopyable {
    var first: UInt64 = 0
    var second: UInt64 = 0
    var segment: UInt32 = 0
    var term: UInt32 = 0
    var keyIndex: UInt32 = 0
    var isStopWord = false
  }

  /// The segment in which a key last occurred, and the key's index there.
  struct KeyIndex: BitwiseCopyable {
    var segment: UInt32 = 0
    var index: UInt32 = 0
  }
}

extension Vocabulary {
  /// Interns a word of a post. Returns the index of its key in the segment, and whether it is a
  /// stop word.
  @inline(__always)
  mutating func intern(
    _ word: FoundWord, inPost post: Int32
  ) -> (keyIndex: UInt32, isStopWord: Bool) {
    let hash = word.hash
    let index = Int(hash) & (Self.hotEntryCount &- 1)
    let (first, second) = (word.first, word.second)
    if hotEntries[index].first != first || hotEntries[index].second != second
      || hotEntries[index].segment != segment || word.isLong
    {
      internSlow(word, hash)
    }
    let term = Int(hotEntries[index].term)
    let lastPostAndCount = postCounts[term]
    let isNew: UInt64 = lastPostAndCount &>> 32 == UInt64(post) ? 0 : 1
    postCounts[term] = UInt64(post) &<< 32 | ((lastPostAndCount & 0xFFFF_FFFF) &+ isNew)
    return (hotEntries[index].keyIndex, hotEntries[index].isStopWord)
  }

  /// Looks the word up in `slots`, and adds it to the cache.
  @inline(never)
  private mutating func internSlow(_ word: FoundWord, _ hash: UInt32) {
    let index = slot(of: word, hash)
    var slot = slots[index]
    if slot.segment != segment {
      slot.segment = segment
      slot.term = UInt32(truncatingIfNeeded: segmentTerms.count)
      slots[index] = slot
      let spelling = spellings[Int(slot.spelling)]
      segmentTerms.append(
        SegmentTerm(
          spelling: slot.spelling, keyIndex: indexInSegment(ofKey: spelling.key),
          isStopWord: spelling.isStopWord, isKey: spelling.isKey))
      // No post has it yet.
      postCounts.append(UInt64(UInt32.max) << 32)
    }
    let term = segmentTerms[Int(slot.term)]
    hotEntries[Int(hash) & (Self.hotEntryCount - 1)] = HotEntry(
      first: slot.first, second: slot.second, segment: segment, term: slot.term,
      keyIndex: term.keyIndex, isStopWord: term.isStopWord)
  }

  /// Returns the index of a key in the segment, and adds the key to the segment if it is new
  /// there.
  mutating func indexInSegment(ofKey key: Int32) -> UInt32 {
    let known = keyIndices[Int(key)]
    if known.segment == segment { return known.index }
    let index = UInt32(truncatingIfNeeded: segmentKeys.count)
    segmentKeys.append(key)
    keyIndices[Int(key)] = KeyIndex(segment: segment, index: index)
    return index
  }

  /// Returns the number of a key, and adds the key if it is new.
  mutating func keyNumber(of key: [UInt8]) -> Int32 {
    let number = keys.number(of: key)
    if keys.count > keyIndices.count { keyIndices.append(KeyIndex()) }
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
    let keyNumber = self.keyNumber(of: key)
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
