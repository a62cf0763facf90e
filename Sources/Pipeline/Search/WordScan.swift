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
  let memory: UnsafeMutablePointer<UInt8>
  /// The first sixteen bytes of the word just found, with zeros behind a shorter one. (Not side by side: what is
  /// stored as two numbers and read as one waits for both.)
  var first: UInt64 = 0
  var index = 0
  var second: UInt64 = 0
  var count = 0
  /// Where the word just found begins, in bytes.
  var start = 0

  /// In Unicode scalars; what is longer has no place in the index.
  static let longest = 40

  /// `scratch`: where the words are put together; of nobody else at the same time.
  init(_ text: UnsafeBufferPointer<UInt8>, _ scratch: WordScratch) {
    self.text = text
    self.scratch = scratch
    memory = scratch.memory
  }

  /// Where the word just found ends.
  var end: Int { index }

  /// The word in lower case, NFC; valid until the next one.
  var surface: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: memory, count: count) }

  var hash: UInt32 {
    var mixed = (first ^ second &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
    mixed = (mixed ^ mixed >> 32) &* 0xD6E8_FEB8_6659_FD93
    return UInt32(truncatingIfNeeded: mixed >> 32)
  }

  /// Goes on to the next word; false at the end of the text.
  mutating func next() -> Bool {
    while index < text.count {
      let byte = text[index]
      let letter = wordLetter(byte)
      if letter != 0 {
        if mayBeURL(letter), isURL(at: index) { skipURL() } else { return takeWord() }
      } else if byte < 0x80 {
        index &+= 1
      } else if beginsLongWord(at: index) {
        return takeLongWord(from: index)
      } else {
        index += scalarLength(at: index)
      }
    }
    return false
  }

  /// Whether there is more of it than `first` and `second` tell.
  var isLong: Bool { count >= 16 }

  /// Whether the word just found is short enough to be looked for.
  var isIndexed: Bool { count <= Self.longest || hasFewScalars }

  @inline(never)
  private var hasFewScalars: Bool {
    count < WordScratch.capacity
      && String(decoding: surface, as: UTF8.self).unicodeScalars.count <= Self.longest
  }
}

extension WordScan {
  /// Nearly all words are ASCII: letter by letter, until something else shows up.
  @inline(__always)
  mutating func takeWord() -> Bool {
    start = index
    // Most are of fewer letters than eight, with a space behind them.
    let (letters, length) = lettersOfEight(eightBytes(at: index))
    (first, second, count) = (letters, 0, length)
    UnsafeMutableRawPointer(memory).storeBytes(of: letters.littleEndian, as: UInt64.self)
    index &+= length
    if length < 8, index < text.count, text[index] == 0x20 { return true }
    if length == 8 { appendLetters() }
    return takeRest()
  }

  @inline(never)
  mutating func takeRest() -> Bool {
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "'"): if !takeApostrophe(of: 1) { return true }
      case UInt8(ascii: "."), UInt8(ascii: ","):
        guard isDigit(at: index - 1), isDigit(at: index + 1) else { return true }
        append(UInt8(ascii: "."))
        index += 1
      case 0x80...:
        if isCurlyApostrophe(at: index) {
          if !takeApostrophe(of: 3) { return true }
        } else {
          return beginsLongWord(at: index) ? takeLongWord(from: start) : true
        }
      default: return true
      }
      appendLetters()
    }
    return true
  }

  /// The letters and digits of ASCII from here on, eight at a time.
  @inline(__always)
  mutating func appendLetters() {
    while true {
      let (letters, length) = lettersOfEight(eightBytes(at: index))
      append(letters, length)
      index &+= length
      if length < 8 { return }
    }
  }

  /// Zeros behind the text's end.
  @inline(__always)
  func eightBytes(at index: Int) -> UInt64 {
    if index &+ 8 <= text.count {
      let bytes = UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped)
      return UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    }
    return lastBytes(from: index)
  }

  @inline(never)
  func lastBytes(from index: Int) -> UInt64 {
    text[min(index, text.count)...].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  mutating func append(_ byte: UInt8) { append(UInt64(byte), 1) }

  /// What does not fit is dropped: the word is too long anyway.
  @inline(__always)
  mutating func append(_ bytes: UInt64, _ length: Int) {
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
  mutating func takeApostrophe(of length: Int) -> Bool {
    guard isLetter(at: index + length) else { return false }
    if isPossessive(at: index + length) {
      index += length + 1
      return false
    }
    index += length
    return true
  }

  func isDigit(at index: Int) -> Bool {
    index >= 0 && index < text.count && text[index] &- 0x30 < 10
  }

  /// A letter or digit of ASCII, or another script's.
  func isLetter(at index: Int) -> Bool {
    guard index < text.count else { return false }
    let byte = text[index]
    return byte < 0x80 ? wordLetter(byte) != 0 : beginsLongWord(at: index)
  }

  /// An `s`, and no more of the word behind it.
  @inline(never)
  func isPossessive(at index: Int) -> Bool {
    guard text[index] | 0x20 == UInt8(ascii: "s") else { return false }
    let next = index + 1
    if isLetter(at: next) { return false }
    // "rock'n's'x": another apostrophe may go on with the word.
    if next < text.count, text[next] == UInt8(ascii: "'") { return !isLetter(at: next + 1) }
    if isCurlyApostrophe(at: next) { return !isLetter(at: next + 3) }
    return true
  }

  /// U+2019.
  func isCurlyApostrophe(at index: Int) -> Bool {
    index + 2 < text.count && text[index] == 0xE2 && text[index + 1] == 0x80
      && text[index + 2] == 0x99
  }
}
