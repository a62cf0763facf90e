import Foundation

/// What a word is, to the index and to the reader's script alike: `templates/assets` holds the same
/// rules, and one table of texts and words is checked by both sides' tests.
///
/// A run of letters, marks and digits (Unicode 15, general categories L, M, N). Within it an apostrophe
/// is dropped, so "don't" is "dont", and `'s` at the end; a point or comma between two digits is kept as a
/// point. URLs are passed over.
struct WordScan {
  private let text: UnsafeBufferPointer<UInt8>
  private let memory: UnsafeMutablePointer<UInt8>
  private var index = 0
  private var count = 0
  /// Where the word just found begins, in bytes.
  private(set) var start = 0
  /// Its first sixteen bytes, with zeros behind a shorter one.
  private(set) var first: UInt64 = 0
  private(set) var second: UInt64 = 0

  /// In Unicode scalars; what is longer has no place in the index.
  static let longest = 40

  /// `scratch`: where the words are put together; of nobody else at the same time, and to be kept for as
  /// long as this.
  init(_ text: UnsafeBufferPointer<UInt8>, _ scratch: WordScratch) {
    self.text = text
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

  /// Whether the word just found is short enough to be looked for.
  var isIndexed: Bool { count <= Self.longest || hasFewScalars }

  @inline(never)
  private var hasFewScalars: Bool {
    count < WordScratch.capacity
      && String(decoding: surface, as: UTF8.self).unicodeScalars.count <= Self.longest
  }
}

/// Memory in which words are put together.
final class WordScratch {
  /// More bytes than the longest word has, in four bytes a scalar.
  fileprivate static let capacity = 4 * WordScan.longest + 16

  fileprivate let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: WordScratch.capacity)

  deinit { memory.deallocate() }
}

/// Of eight bytes the letters and digits that they begin with, made small, and how many there are: all are
/// looked at in one step, each in its own eight bits of a number.
@inline(__always)
private func lettersOfEight(_ bytes: UInt64) -> (letters: UInt64, length: Int) {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let high = ones &* 0x80
  // Digits have that bit already.
  let small = bytes | ones &* 0x20
  let seven = small & ~high
  let digit = bytes & ~high
  // A sum reaches the high bit where the byte is at least so much.
  let isLetter = (seven &+ ones &* (0x80 - 0x61)) & ~(seven &+ ones &* (0x80 - 0x7B))
  let isDigit = (digit &+ ones &* (0x80 - 0x30)) & ~(digit &+ ones &* (0x80 - 0x3A))
  let fits = (isLetter | isDigit) & ~bytes & high
  let length = (fits ^ high).trailingZeroBitCount &>> 3
  if length == 8 { return (small, 8) }
  return (small & ((1 &<< UInt64(length &* 8)) &- 1), length)
}

/// The small letter or digit that a byte of ASCII is in a word; 0: none.
@inline(__always)
private func wordLetter(_ byte: UInt8) -> UInt8 {
  let small = byte | 0x20
  if small &- 0x61 < 26 { return small }
  return byte &- 0x30 < 10 ? byte : 0
}

extension WordScan {
  /// Nearly all words are ASCII: letter by letter, until something else shows up.
  private mutating func takeWord() -> Bool {
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
  private mutating func takeRest() -> Bool {
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
  private mutating func appendLetters() {
    while true {
      let (letters, length) = lettersOfEight(eightBytes(at: index))
      append(letters, length)
      index &+= length
      if length < 8 { return }
    }
  }

  /// Zeros behind the text's end.
  @inline(__always)
  private func eightBytes(at index: Int) -> UInt64 {
    if index &+ 8 <= text.count {
      let bytes = UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped)
      return UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    }
    return lastBytes(from: index)
  }

  @inline(never)
  private func lastBytes(from index: Int) -> UInt64 {
    text[min(index, text.count)...].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private mutating func append(_ byte: UInt8) { append(UInt64(byte), 1) }

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
    guard isLetter(at: index + length) else { return false }
    if isPossessive(at: index + length) {
      index += length + 1
      return false
    }
    index += length
    return true
  }

  private func isDigit(at index: Int) -> Bool {
    index >= 0 && index < text.count && text[index] &- 0x30 < 10
  }

  /// A letter or digit of ASCII, or another script's.
  private func isLetter(at index: Int) -> Bool {
    guard index < text.count else { return false }
    let byte = text[index]
    return byte < 0x80 ? wordLetter(byte) != 0 : beginsLongWord(at: index)
  }

  /// An `s`, and no more of the word behind it.
  @inline(never)
  private func isPossessive(at index: Int) -> Bool {
    guard text[index] | 0x20 == UInt8(ascii: "s") else { return false }
    let next = index + 1
    if isLetter(at: next) { return false }
    // "rock'n's'x": another apostrophe may go on with the word.
    if next < text.count, text[next] == UInt8(ascii: "'") { return !isLetter(at: next + 1) }
    if isCurlyApostrophe(at: next) { return !isLetter(at: next + 3) }
    return true
  }

  /// U+2019.
  private func isCurlyApostrophe(at index: Int) -> Bool {
    index + 2 < text.count && text[index] == 0xE2 && text[index + 1] == 0x80
      && text[index + 2] == 0x99
  }
}

extension WordScan {
  /// A look at two letters.
  @inline(__always)
  private func mayBeURL(_ letter: UInt8) -> Bool {
    guard letter == UInt8(ascii: "h") || letter == UInt8(ascii: "w"), index &+ 1 < text.count
    else { return false }
    let next = text[index &+ 1] | 0x20
    return next == (letter == UInt8(ascii: "h") ? UInt8(ascii: "t") : UInt8(ascii: "w"))
  }

  /// `http://`, `https://` or `www.` at a word's beginning, in any letter case.
  private func isURL(at index: Int) -> Bool {
    switch text[index] | 0x20 {
    case UInt8(ascii: "h"): begins("http://", at: index) || begins("https://", at: index)
    case UInt8(ascii: "w"): begins("www.", at: index)
    default: false
    }
  }

  private func begins(_ word: StaticString, at index: Int) -> Bool {
    guard index + word.utf8CodeUnitCount <= text.count else { return false }
    for offset in 0..<word.utf8CodeUnitCount {
      let byte = text[index + offset]
      let small = byte &- 0x41 < 26 ? byte | 0x20 : byte
      if small != word.utf8Start[offset] { return false }
    }
    return true
  }

  @inline(never)
  private mutating func skipURL() {
    while index < text.count, !endsURL(text[index]) {
      // White space beyond ASCII is rare, and looked for.
      if text[index] >= 0xC2, scalar(at: index).properties.isWhitespace { return }
      index += 1
    }
  }

  private func endsURL(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
      || byte == UInt8(ascii: "\"")
  }
}

/// Words with letters beyond ASCII. Kept out of line: what Unicode's tables ask for on the stack would slow all words
/// down.
extension WordScan {
  @inline(never)
  private mutating func takeLongWord(from start: Int) -> Bool {
    self.start = start
    index = start
    var scalars = String.UnicodeScalarView()
    var isAfterDigit = false
    while index < text.count {
      let scalar = scalar(at: index)
      if isPartOfWord(scalar) {
        scalars.append(scalar)
        isAfterDigit = scalar.isASCII && isDigit(at: index)
        index += scalarLength(at: index)
      } else if scalar == "'" || scalar == "\u{2019}" {
        let next = index + scalarLength(at: index)
        guard isLetter(at: next), !scalars.isEmpty else { break }
        if isPossessive(at: next) {
          index = next + 1
          break
        }
        isAfterDigit = false
        index = next
      } else if isAfterDigit, scalar == "." || scalar == ",", isDigit(at: index + 1) {
        scalars.append(".")
        index += 1
      } else {
        break
      }
    }
    // Marks alone are no word.
    guard scalars.contains(where: { !$0.properties.generalCategory.isMark }) else { return next() }
    // Each letter by itself: languages differ in what a word's end does to it.
    let small = scalars.map(\.properties.lowercaseMapping).joined()
    (count, first, second) = (0, 0, 0)
    for byte in small.precomposedStringWithCanonicalMapping.utf8 { append(byte) }
    return true
  }

  @inline(never)
  private func beginsLongWord(at index: Int) -> Bool { isPartOfWord(scalar(at: index)) }

  private func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
    let category = scalar.properties.generalCategory
    switch category {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      return true
    default: return category.isMark
    }
  }

  /// Text is UTF-8; where it is not, the replacement character.
  private func scalar(at index: Int) -> Unicode.Scalar {
    let length = scalarLength(at: index)
    guard length > 1 else {
      return text[index] < 0x80 ? Unicode.Scalar(text[index]) : "\u{FFFD}"
    }
    var value = UInt32(text[index]) & (0x7F >> UInt32(length))
    for offset in 1..<length { value = value << 6 | UInt32(text[index + offset] & 0x3F) }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  private func scalarLength(at index: Int) -> Int {
    let length =
      switch text[index] {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    return index + length <= text.count ? length : 1
  }
}

extension Unicode.GeneralCategory {
  fileprivate var isMark: Bool {
    self == .nonspacingMark || self == .spacingMark || self == .enclosingMark
  }
}
