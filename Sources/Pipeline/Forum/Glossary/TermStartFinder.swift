import Markdown

/// A position in a text where one of several spellings may begin.
struct TermStart {
  let start: Int
  /// Spellings that may begin here, as a range of `TermStartFinder.candidates`.
  let candidates: Range<Int>
  /// Number of letters, all of ASCII, that are known to be equal.
  let shared: Int
}

/// Finds the positions of a text where spellings may begin, and these spellings. It rejects most
/// words.
///
/// A word is a run of ASCII letters and digits here. Its key is its first eight bytes in lower
/// case, which are loaded and compared as one number.
struct TermStartFinder: Sendable {
  private struct Slot: BitwiseCopyable {
    var key: UInt64 = 0
    var start: Int32 = 0
    var end: Int32 = 0
  }

  private static let letter: UInt8 = 1
  private static let odd: UInt8 = 2

  /// Kind of each byte: part of a word, or another byte that a term may begin with (`odd`).
  private var kinds = Array(repeating: UInt8(0), count: 256)
  /// Open-addressing hash table of keys. A slot without spellings is free.
  private var slots: [Slot] = []
  private var shift: UInt64 = 0
  private var followers = TermContinuationFilter()
  /// Spellings, grouped by key. Each group is sorted by the lower-case form.
  private(set) var candidates: [Int32] = []
  /// Range of the spellings that do not begin with an ASCII letter or digit.
  private var oddOnes = 0..<0

  /// Creates the tables. `order` has the spellings sorted by their lower-case form.
  init(_ order: [Int32], _ spellings: [TermSpelling]) {
    for byte in UInt8.min...UInt8.max where isASCIIAlphanumeric(byte) {
      kinds[Int(byte)] = Self.letter
    }
    var groups: [UInt64: [Int32]] = [:]
    for spelling in order {
      for head in spellings[Int(spelling)].heads {
        // No word has the key 0.
        let (key, length) =
          head.isEmpty ? (0, 0) : head.withUnsafeBufferPointer { Self.word(in: $0, at: 0) }
        groups[key, default: []].append(spelling)
        followers.add(spellings[Int(spelling)].folded.dropFirst(length), behind: key)
        if head.isEmpty { markOdd(spellings[Int(spelling)]) }
      }
    }
    makeSlots(for: groups.count)
    for (key, group) in groups.sorted(by: { $0.key < $1.key }) { insert(group, key) }
  }

  /// Returns the next position at or after `index` where a spelling may begin. Moves `index` past
  /// what was examined.
  func next(
    in text: UnsafeBufferPointer<UInt8>, from index: inout Int
  ) -> TermStart? {
    kinds.withUnsafeBufferPointer { kinds in
      followers.withTables { followers in
        while let (start, key) = mark(in: text, from: &index, kinds, followers) {
          guard key != 0 else {
            return TermStart(start: start, candidates: oddOnes, shared: 0)
          }
          let found = group(key)
          if found.isEmpty { continue }
          let shared = 8 - key.leadingZeroBitCount / 8
          return TermStart(start: start, candidates: found, shared: shared)
        }
        return nil
      }
    }
  }
}

extension TermStartFinder {
  /// Returns the start of the next word that `followers` does not reject, and its key. The key is
  /// 0 for a character that is not an ASCII letter or digit.
  ///
  /// This is the innermost loop over the texts of all posts.
  @inline(__always)
  private func mark(
    in text: UnsafeBufferPointer<UInt8>, from index: inout Int, _ kinds: UnsafeBufferPointer<UInt8>,
    _ followers: TermContinuationFilter.Tables
  ) -> (start: Int, key: UInt64)? {
    var end = index
    defer { index = end }
    while end < text.count {
      let (start, kind) = (end, kinds[Int(text[end])])
      end += 1
      if kind == Self.letter {
        let (key, length) = Self.word(in: text, at: start)
        end = start + length
        let mayFollow = followers.mayFollow(key, in: text, at: end)
        if length == 8 {
          while end < text.count, kinds[Int(text[end])] == Self.letter { end += 1 }
        }
        if mayFollow { return (start, key) }
      } else if kind == Self.odd {
        return (start, 0)
      }
    }
    return nil
  }

  /// Returns the key of the word that begins at `start`, and the number of its letters in the
  /// key, at most eight.
  @inline(__always)
  private static func word(
    in text: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> (key: UInt64, length: Int) {
    guard let base = text.baseAddress, text.count - start >= 8 else {
      let word = text[start...].prefix(8).prefix(while: isASCIIAlphanumeric)
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
    var place = Int(Self.hash(key) >> shift)
    while slots[place].start < slots[place].end {
      if slots[place].key == key { return Int(slots[place].start)..<Int(slots[place].end) }
      place = (place + 1) & (slots.count - 1)
    }
    return 0..<0
  }

  /// Returns the hash of a key. Multiplying by 2^64 divided by the golden ratio spreads keys over
  /// the upper bits (Knuth, The Art of Computer Programming, volume 3, section 6.4). It needs no
  /// random seed, because all keys in the table come from the glossary.
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
    guard key != 0 else { return oddOnes = start..<candidates.count }
    var place = Int(Self.hash(key) >> shift)
    while slots[place].start < slots[place].end { place = (place + 1) & (slots.count - 1) }
    slots[place] = Slot(key: key, start: Int32(start), end: Int32(candidates.count))
  }

  /// Marks the bytes that may begin a spelling if an ASCII letter or digit need not begin it.
  ///
  /// A non-ASCII letter may be typed in several forms, so any non-ASCII byte may begin the term.
  /// This applies to apostrophes and hyphens too, because phones type non-ASCII characters for
  /// them.
  private mutating func markOdd(_ spelling: TermSpelling) {
    guard let first = spelling.written.first else { return }
    // An ASCII letter here is the base of an accented letter. Its kind is `letter` already.
    let isSign = first.isASCII && !isWordScalar(first)
    if isSign { kinds[Int(first.value)] = Self.odd }
    if !isSign || first == "'" || first == "-" {
      for byte in 0xC2...0xF4 { kinds[byte] = Self.odd }
    }
  }
}
