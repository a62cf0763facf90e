import Foundation

/// What a word is, to the index and to the reader's script alike: `templates/assets` holds the same
/// rules, and one table of texts and words is checked by both sides' tests.
///
/// A run of letters, marks and digits (Unicode 15, general categories L, M, N). Within it an apostrophe
/// is dropped, so "don't" is "dont", and `'s` at the end; a point or comma between two digits is kept as a
/// point. URLs are passed over.
struct WordScan: ~Copyable {
  let text: UnsafeBufferPointer<UInt8>
  /// Keeps the memory for as long as this.
  private let scratch: WordScratch
  private let memory: UnsafeMutablePointer<UInt8>
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var count = 0
  /// Where the word just found begins, in bytes, and where it ends.
  private(set) var start = 0
  private(set) var end = 0

  /// In Unicode scalars; what is longer has no place in the index.
  static let longest = 40

  /// `scratch`: where the words are put together; of nobody else at the same time.
  init(_ text: UnsafeBufferPointer<UInt8>, _ scratch: WordScratch) {
    self.text = text
    self.scratch = scratch
    memory = scratch.memory
  }

  /// The word just found; valid until the next one.
  ///
  /// A value of its own, as all that looks at the text is the text's: what is called with a scan, and is not
  /// allowed to change it, is given a copy of it, and a hundred million copies take longer than the words.
  @inline(__always)
  var word: FoundWord { FoundWord(first: first, second: second, count: count, memory: memory) }

  /// Goes on to the next word; false at the end of the text.
  mutating func next() -> Bool {
    var index = end
    // Between most words there is one space.
    if index < text.count, text[index] == 0x20 { index &+= 1 }
    while index < text.count {
      let (letters, length) = lettersOfEight(text.eightBytes(at: index))
      if length > 0 {
        guard mayBeginURL(letters), text.isURL(at: index) else {
          return takeWord(letters, length, at: index)
        }
        index = text.endOfURL(from: index)
      } else if text[index] < 0x80 {
        index &+= 1
      } else if text.beginsLongWord(at: index) {
        if takeLongWord(from: index) { return true }
        index = end
      } else {
        index &+= text.scalarLength(at: index)
      }
    }
    end = index
    return false
  }

  /// Whether they begin with `http`, or are `www`.
  @inline(__always)
  private func mayBeginURL(_ letters: UInt64) -> Bool {
    letters & 0xFFFF_FFFF == 0x7074_7468 || letters == 0x0077_7777
  }
}

/// A word as it is in the index: lower case, NFC.
struct FoundWord: BitwiseCopyable {
  /// Its first sixteen bytes, with zeros behind a shorter one.
  let first: UInt64
  let second: UInt64
  let count: Int
  fileprivate let memory: UnsafeMutablePointer<UInt8>

  fileprivate init(
    first: UInt64, second: UInt64, count: Int, memory: UnsafeMutablePointer<UInt8>
  ) {
    (self.first, self.second, self.count, self.memory) = (first, second, count, memory)
  }

  var surface: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: memory, count: count) }

  /// Whether there is more of it than `first` and `second` tell.
  var isLong: Bool { count >= 16 }

  /// Whether it is short enough to be looked for.
  @inline(__always)
  var isIndexed: Bool { count <= WordScan.longest || hasFewScalars }

  @inline(never)
  private var hasFewScalars: Bool {
    count < WordScratch.capacity
      && String(decoding: surface, as: UTF8.self).unicodeScalars.count <= WordScan.longest
  }

  var hash: UInt32 { Self.hash(first, second) }

  @inline(__always)
  static func hash(_ first: UInt64, _ second: UInt64) -> UInt32 {
    var mixed = (first ^ second &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
    mixed = (mixed ^ mixed >> 32) &* 0xD6E8_FEB8_6659_FD93
    return UInt32(truncatingIfNeeded: mixed >> 32)
  }
}

extension WordScan {
  /// Nearly all words are ASCII: eight letters at a time, until something else shows up.
  @inline(__always)
  private mutating func takeWord(_ letters: UInt64, _ length: Int, at index: Int) -> Bool {
    (first, second, count) = (letters, 0, length)
    (start, end) = (index, index &+ length)
    UnsafeMutableRawPointer(memory).storeBytes(of: letters.littleEndian, as: UInt64.self)
    // Most are of fewer letters than eight, with a space behind them.
    if length < 8, end < text.count, text[end] == 0x20 { return true }
    if length == 8 { appendLetters() }
    return takeRest()
  }

  @inline(never)
  private mutating func takeRest() -> Bool {
    while end < text.count {
      switch text[end] {
      case UInt8(ascii: "'"): if !takeApostrophe(of: 1) { return true }
      case UInt8(ascii: "."), UInt8(ascii: ","):
        guard text.isDigit(at: end - 1), text.isDigit(at: end + 1) else { return true }
        append(UInt64(UInt8(ascii: ".")), 1)
        end += 1
      case 0x80...:
        if text.isCurlyApostrophe(at: end) {
          if !takeApostrophe(of: 3) { return true }
        } else {
          return text.beginsLongWord(at: end) ? takeLongWord(from: start) : true
        }
      default: return true
      }
      appendLetters()
    }
    return true
  }

  /// The letters and digits of ASCII from here on.
  @inline(__always)
  private mutating func appendLetters() {
    while true {
      let (letters, length) = lettersOfEight(text.eightBytes(at: end))
      append(letters, length)
      end &+= length
      if length < 8 { return }
    }
  }

  /// What does not fit is dropped: the word is too long anyway.
  @inline(__always)
  private mutating func append(_ bytes: UInt64, _ length: Int) {
    guard count <= WordScratch.capacity &- 8 else { return count = WordScratch.capacity }
    UnsafeMutableRawPointer(memory).storeBytes(
      of: bytes.littleEndian, toByteOffset: count, as: UInt64.self)
    let shift = UInt64(count &* 8)
    if shift < 64 {
      first |= bytes &<< shift
      if shift > 0 { second |= bytes &>> (64 &- shift) }
    } else if shift < 128 {
      second |= bytes &<< (shift &- 64)
    }
    count &+= length
  }

  /// Passes over an apostrophe within the word, or over one with an s that ends it; false: the word ends.
  private mutating func takeApostrophe(of length: Int) -> Bool {
    guard text.isLetter(at: end + length) else { return false }
    if text.isPossessive(at: end + length) {
      end += length + 1
      return false
    }
    end += length
    return true
  }

  /// A word with letters beyond ASCII. Out of line: what Unicode's tables ask for on the stack would slow all words
  /// down. False for marks alone, which are passed over.
  @inline(never)
  private mutating func takeLongWord(from index: Int) -> Bool {
    (start, end) = (index, index)
    let scalars = text.takeScalars(from: &end)
    guard scalars.contains(where: { !$0.properties.generalCategory.isMark }) else { return false }
    // Each letter by itself: languages differ in what a word's end does to it.
    let small = scalars.map(\.properties.lowercaseMapping).joined()
    (count, first, second) = (0, 0, 0)
    for byte in small.precomposedStringWithCanonicalMapping.utf8 { append(UInt64(byte), 1) }
    return true
  }
}
