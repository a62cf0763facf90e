/// A position in a text where one of several phrases may begin.
struct PhraseStart {
  /// In bytes.
  let offset: Int
  /// Phrases that may begin here, as a range of `PhraseStartFinder.candidates`.
  let candidates: Range<Int>
  /// Number of scalars, all of ASCII, that are known to be equal.
  let sharedCount: Int
}

/// Finds the positions of a text where phrases may begin, and these phrases. It rejects most words.
///
/// A word is a run of ASCII letters and digits here. Its key is its first eight bytes in lower case,
/// which are loaded and compared as one number. All phrases are candidates where the text has a
/// character whose folded form may begin with an ASCII letter, such as a sharp s.
struct PhraseStartFinder: Sendable {
  private struct Slot: BitwiseCopyable {
    var key: UInt64 = 0
    var start: Int32 = 0
    var end: Int32 = 0
  }

  private enum Kind {
    static let other: UInt8 = 0
    static let wordByte: UInt8 = 1
    /// ASCII punctuation that a phrase begins with.
    static let punctuation: UInt8 = 2
    /// First byte of a non-ASCII character.
    static let nonASCII: UInt8 = 3
  }

  private var kinds = Array(repeating: Kind.other, count: 256)
  /// Open-addressing hash table of keys. A slot without phrases is free.
  private var slots: [Slot] = []
  private var shift: UInt64 = 0
  private var filter: ContinuationFilter
  /// Whether a phrase begins with a non-ASCII character, or with an apostrophe or hyphen, for which
  /// phones type non-ASCII characters.
  private var anyNonASCIIMayBegin = false
  /// Phrases, grouped by key. Each group is sorted by the folded form. The last group has all.
  private(set) var candidates: [Int32] = []
  private var all = 0..<0

  /// Creates the tables. `order` has the phrases sorted by their folded form.
  init(_ order: [Int32], _ phrases: [Phrase], _ rules: PhraseMatcher.Rules) {
    filter = ContinuationFilter(rules)
    for byte in UInt8.min...UInt8.max {
      if isASCIILetterOrDigit(byte) { kinds[Int(byte)] = Kind.wordByte }
      if byte >= 0xC2 { kinds[Int(byte)] = Kind.nonASCII }
    }
    var groups: [UInt64: [Int32]] = [:]
    for phrase in order {
      let folded = phrases[Int(phrase)].folded
      for head in phrases[Int(phrase)].heads {
        guard !head.isEmpty else {
          markStart(phrases[Int(phrase)].written[0])
          continue
        }
        let key = head.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1 | 0x20) }
        groups[key, default: []].append(phrase)
        filter.add(folded.dropFirst(head.count), after: key)
      }
    }
    makeSlots(for: groups.count)
    for (key, group) in groups.sorted(by: { $0.key < $1.key }) { insert(group, key) }
    all = candidates.count..<candidates.count + order.count
    candidates += order
  }

  /// Returns the next position at or after `index` where a phrase may begin. Moves `index` past
  /// what was examined.
  func next(in text: UnsafeBufferPointer<UInt8>, from index: inout Int) -> PhraseStart? {
    kinds.withUnsafeBufferPointer { kinds in
      filter.withTables { filter in
        while let (start, key) = nextWord(in: text, from: &index, kinds, filter) {
          guard key != 0 else {
            return PhraseStart(offset: start, candidates: all, sharedCount: 0)
          }
          let found = group(key)
          if found.isEmpty { continue }
          let count = 8 - key.leadingZeroBitCount / 8
          return PhraseStart(offset: start, candidates: found, sharedCount: count)
        }
        return nil
      }
    }
  }
}

extension PhraseStartFinder {
  /// Returns the start of the next word that `filter` does not reject, and its key. The key is 0 if
  /// every phrase may begin there.
  ///
  /// This is the innermost loop over the texts of all posts.
  @inline(__always)
  private func nextWord(
    in text: UnsafeBufferPointer<UInt8>, from index: inout Int, _ kinds: UnsafeBufferPointer<UInt8>,
    _ filter: ContinuationFilter.Tables
  ) -> (start: Int, key: UInt64)? {
    var end = index
    defer { index = end }
    while end < text.count {
      let (start, kind) = (end, kinds[Int(text[end])])
      end += 1
      if kind == Kind.wordByte {
        let (key, length) = Self.word(in: text, at: start)
        end = start + length
        let mayContinue = filter.mayContinue(key, in: text, at: end)
        if length == 8 {
          while end < text.count, kinds[Int(text[end])] == Kind.wordByte { end += 1 }
        } else if end < text.count, text[end] >= 0xC2, mayFoldToASCII(text, at: end) {
          return (start, 0)
        }
        if mayContinue { return (start, key) }
      } else if kind == Kind.punctuation {
        return (start, 0)
      } else if kind == Kind.nonASCII, anyNonASCIIMayBegin || mayFoldToASCII(text, at: start) {
        return (start, 0)
      }
    }
    return nil
  }

  /// Returns the key of the word that begins at `start`, and the number of its letters in the key,
  /// at most eight.
  @inline(__always)
  private static func word(
    in text: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> (key: UInt64, length: Int) {
    guard let base = text.baseAddress, text.count - start >= 8 else {
      let word = text[start...].prefix(8).prefix(while: isASCIILetterOrDigit)
      let key = word.reversed().reduce(0) { $0 << 8 | UInt64($1 | 0x20) }
      return (key, word.count)
    }
    let bytes = UInt64(
      littleEndian: UnsafeRawPointer(base + start).loadUnaligned(as: UInt64.self))
    let length = otherBytes(of: bytes).trailingZeroBitCount / 8
    let key = (bytes | 0x2020_2020_2020_2020) & (UInt64.max >> UInt64(64 - 8 * length))
    return (key, length)
  }

  /// Returns the high bit of each of eight bytes that is not an ASCII letter or digit.
  ///
  /// Each byte is below 0x80 before the additions, so no sum carries into the next byte. The high
  /// bit of a sum says whether the byte reaches a bound.
  @inline(__always)
  private static func otherBytes(of bytes: UInt64) -> UInt64 {
    let each: UInt64 = 0x0101_0101_0101_0101
    let low = bytes & (0x7F * each)
    let small = low | (0x20 * each)
    let letters = (small + (0x80 - 0x61) * each) & ~(small + (0x7F - 0x7A) * each)
    let digits = (low + (0x80 - 0x30) * each) & ~(low + (0x7F - 0x39) * each)
    return ~((letters | digits) & ~bytes) & (0x80 * each)
  }

  private func group(_ key: UInt64) -> Range<Int> {
    var slot = Int(Self.hash(key) >> shift)
    while slots[slot].start < slots[slot].end {
      if slots[slot].key == key { return Int(slots[slot].start)..<Int(slots[slot].end) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return 0..<0
  }

  /// Returns the hash of a key. Multiplying by 2^64 divided by the golden ratio spreads keys over
  /// the upper bits (Knuth, The Art of Computer Programming, volume 3, section 6.4). It needs no
  /// random seed, because the phrases come from the content's own lists.
  @inline(__always)
  static func hash(_ key: UInt64) -> UInt64 { key &* 0x9E37_79B9_7F4A_7C15 }

  private mutating func makeSlots(for count: Int) {
    var size: UInt64 = 8
    while size < 4 * count { size *= 2 }
    slots = Array(repeating: Slot(), count: Int(size))
    shift = UInt64(64 - size.trailingZeroBitCount)
  }

  private mutating func insert(_ group: [Int32], _ key: UInt64) {
    let start = candidates.count
    candidates += group
    var slot = Int(Self.hash(key) >> shift)
    while slots[slot].start < slots[slot].end { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Slot(key: key, start: Int32(start), end: Int32(candidates.count))
  }

  /// Records that a phrase may begin with a character that is not an ASCII letter or digit. A
  /// letter here is the base of an accented letter, which may be typed as one character.
  private mutating func markStart(_ scalar: Unicode.Scalar) {
    let isPunctuation = scalar.isASCII && !isWordScalar(scalar)
    if isPunctuation { kinds[Int(scalar.value)] = Kind.punctuation }
    if !isPunctuation || scalar == "'" || scalar == "-" { anyNonASCIIMayBegin = true }
  }
}

/// Returns whether the folded form of the non-ASCII character may begin with an ASCII letter,
/// accents not counted.
///
/// These are the characters that NFD maps to ASCII (Unicode's singleton decompositions U+037E,
/// U+1FEF and U+212A), and characters with a case mapping that begins with an ASCII letter
/// (SpecialCasing.txt): ı, ſ, ß, ǰ, ligatures, ẖ and similar ones. Some other characters with the
/// same first bytes are accepted too.
private func mayFoldToASCII(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
  let (second, third) = (byte(text, index + 1), byte(text, index + 2))
  switch text[index] {
  case 0xC3: return second == 0x9F
  case 0xC4: return second == 0xB0 || second == 0xB1
  case 0xC5: return second == 0x89 || second == 0xBF
  case 0xC7: return second == 0xB0
  case 0xCD: return second == 0xBE
  case 0xE1: return second == 0xBA || second == 0xBF && third == 0xAF
  case 0xE2: return second == 0x84 && third == 0xAA
  case 0xEF: return second == 0xAC
  default: return false
  }
}

private func byte(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt8 {
  index < text.count ? text[index] : 0
}
