// The Words module splits texts into words (`WordScan`) and computes the keys by which they are
// found: `WordForms`, and `PhoneticCode` for misspelt words.

import Foundation

/// Splits a text into words. The browser script has the same rules (words.js). Tests on both
/// sides use one table of texts and words (Tests/Toolbox/Words/words.json).
///
/// A word is a run of letters, marks and digits (Unicode general categories L, M and N). An
/// apostrophe within it is dropped, so that "don't" is "dont", and so is `'s` at the end. A point
/// or comma between two digits is kept as a point. URLs are skipped.
///
/// The type is usable from inlinable code, because the compiler would otherwise not inline `word`
/// in other modules.
@usableFromInline package struct WordScan: ~Copyable {
  private let text: UnsafeBufferPointer<UInt8>
  /// Keeps `memory` allocated.
  private let scratch: WordScratch
  @usableFromInline let memory: UnsafeMutablePointer<UInt8>
  @usableFromInline private(set) var first: UInt64 = 0
  @usableFromInline private(set) var second: UInt64 = 0
  @usableFromInline private(set) var count = 0
  /// The offsets of the start and the end of the current word, in bytes.
  package private(set) var start = 0
  package private(set) var end = 0

  /// In Unicode scalars. Longer words are not indexed.
  @inlinable static var maximumLength: Int { 40 }

  /// `scratch`: memory for the current word. No other scan may use it at the same time.
  package init(_ text: UnsafeBufferPointer<UInt8>, _ scratch: WordScratch) {
    self.text = text
    self.scratch = scratch
    memory = scratch.memory
  }

  /// The current word, valid until the next call of `next()`.
  ///
  /// The word is a value of its own, and the helpers are methods of the text, so that the scan
  /// itself is not passed to functions. That would copy it for each word.
  @inlinable @inline(__always)
  package var word: FoundWord {
    FoundWord(first: first, second: second, count: count, memory: memory)
  }

  /// Advances to the next word. Returns false at the end of the text.
  package mutating func next() -> Bool {
    var index = end
    // Most words are separated by one space.
    if index < text.count, text[index] == 0x20 { index &+= 1 }
    while index < text.count {
      let (letters, length) = leadingLettersAndDigits(of: text.eightBytes(at: index))
      if length > 0 {
        guard mayBeginURL(letters), text.isURL(at: index) else {
          return scanWord(letters, length, at: index)
        }
        index = text.endOfURL(from: index)
      } else if text[index] < 0x80 {
        index &+= 1
      } else if text.beginsUnicodeWord(at: index) {
        if scanUnicodeWord(from: index) { return true }
        index = end
      } else {
        index &+= text.scalarLength(at: index)
      }
    }
    end = index
    return false
  }

  /// Whether the letters begin with `http`, or are `www`.
  @inline(__always)
  private func mayBeginURL(_ letters: UInt64) -> Bool {
    letters & 0xFFFF_FFFF == 0x7074_7468 || letters == 0x0077_7777
  }
}

extension WordScan {
  /// Scans a word that begins with ASCII letters: eight bytes at a time, up to another character.
  /// Nearly all words are ASCII.
  @inline(__always)
  private mutating func scanWord(_ letters: UInt64, _ length: Int, at index: Int) -> Bool {
    (first, second, count) = (letters, 0, length)
    (start, end) = (index, index &+ length)
    UnsafeMutableRawPointer(memory).storeBytes(of: letters.littleEndian, as: UInt64.self)
    // Most words have fewer than eight letters, and a space after them.
    if length < 8, end < text.count, text[end] == 0x20 { return true }
    if length == 8 { appendLetters() }
    return scanRest()
  }

  @inline(never)
  private mutating func scanRest() -> Bool {
    while end < text.count {
      switch text[end] {
      case UInt8(ascii: "'"): if !skipApostrophe(of: 1) { return true }
      case UInt8(ascii: "."), UInt8(ascii: ","):
        guard text.isDigit(at: end - 1), text.isDigit(at: end + 1) else { return true }
        append(UInt64(UInt8(ascii: ".")), 1)
        end += 1
      case 0x80...:
        if text.isCurlyApostrophe(at: end) {
          if !skipApostrophe(of: 3) { return true }
        } else {
          return text.beginsUnicodeWord(at: end) ? scanUnicodeWord(from: start) : true
        }
      default: return true
      }
      appendLetters()
    }
    return true
  }

  /// Appends the ASCII letters and digits that follow.
  @inline(__always)
  private mutating func appendLetters() {
    while true {
      let (letters, length) = leadingLettersAndDigits(of: text.eightBytes(at: end))
      append(letters, length)
      end &+= length
      if length < 8 { return }
    }
  }

  /// Appends bytes. If they do not fit, they are dropped, because the word is too long to be
  /// indexed.
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

  /// Skips an apostrophe within the word, or one with a final `s`. Returns false if the word ends
  /// there. `length`: the number of bytes of the apostrophe.
  private mutating func skipApostrophe(of length: Int) -> Bool {
    guard text.isLetter(at: end + length) else { return false }
    if text.isPossessive(at: end + length) {
      end += length + 1
      return false
    }
    end += length
    return true
  }

  /// Scans a word with letters beyond ASCII. Returns false for a run of marks alone, which is
  /// skipped.
  ///
  /// Not inlined, because the stack that Unicode properties need would slow down all words.
  @inline(never)
  private mutating func scanUnicodeWord(from index: Int) -> Bool {
    (start, end) = (index, index)
    let scalars = text.scanScalars(from: &end)
    guard scalars.contains(where: { !$0.properties.generalCategory.isMark }) else { return false }
    // Lowercase each scalar separately, because the lower case of a whole word depends on its
    // context (as the final sigma) and the browser script must get the same word.
    let lowercase = scalars.map(\.properties.lowercaseMapping).joined()
    (count, first, second) = (0, 0, 0)
    for byte in lowercase.precomposedStringWithCanonicalMapping.utf8 { append(UInt64(byte), 1) }
    return true
  }
}
