import Foundation

/// What a word is, to the index and to the reader's script alike: `templates/assets` holds the same
/// rules, and one table of texts and words is checked by both sides' tests.
///
/// A run of letters, marks and digits (Unicode 15, general categories L, M, N). Within it an apostrophe
/// is dropped, so "don't" is "dont", and `'s` at the end; a point or comma between two digits is kept as a
/// point. URLs are passed over.
struct WordScan {
  /// The word in lower case, NFC.
  private(set) var surface: [UInt8] = []
  private let text: UnsafeBufferPointer<UInt8>
  private var index = 0

  /// In Unicode scalars; what is longer has no place in the index.
  static let longest = 40

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    surface.reserveCapacity(64)
  }

  /// Where the word just found begins, in bytes.
  private(set) var start = 0
  /// Where it ends.
  var end: Int { index }

  /// Goes on to the next word; false at the end of the text.
  mutating func next() -> Bool {
    while index < text.count {
      let byte = text[index]
      if byte >= 0x80 {
        if beginsLongWord(at: index) { return takeLongWord(from: index) }
        index += scalarLength(at: index)
      } else if asciiLetters[Int(byte)] != 0 {
        if isURL(at: index) { skipURL() } else { return takeWord() }
      } else {
        index += 1
      }
    }
    return false
  }

  /// Whether the word just found is short enough to be looked for.
  var isIndexed: Bool {
    surface.count <= Self.longest
      || String(decoding: surface, as: UTF8.self).unicodeScalars.count <= Self.longest
  }
}

/// The small letter or digit that an ASCII byte is in a word; 0: none.
private let asciiLetters: [UInt8] = (0..<128).map { (byte: UInt8) in
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
  case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
  default: 0
  }
}

extension WordScan {
  /// Nearly all words are ASCII: byte by byte, until something else shows up.
  private mutating func takeWord() -> Bool {
    start = index
    surface.removeAll(keepingCapacity: true)
    var endsWithPossessive = false
    while index < text.count {
      let byte = text[index]
      if byte < 0x80 {
        let letter = asciiLetters[Int(byte)]
        if letter != 0 {
          surface.append(letter)
          index += 1
          endsWithPossessive = false
          continue
        }
        if byte == UInt8(ascii: "'"), isLetter(at: index + 1) {
          endsWithPossessive = isPossessive(at: index + 1)
          if endsWithPossessive { break }
          index += 1
          continue
        }
        if isDecimalSign(byte), isDigit(at: index - 1), isDigit(at: index + 1) {
          surface.append(UInt8(ascii: "."))
          index += 1
          continue
        }
        break
      }
      if isCurlyApostrophe(at: index) {
        guard isLetter(at: index + 3) else { break }
        if isPossessive(at: index + 3) {
          endsWithPossessive = true
          break
        }
        if text[index + 3] >= 0x80 { return takeLongWord(from: start) }
        index += 3
        continue
      }
      if beginsLongWord(at: index) { return takeLongWord(from: start) }
      break
    }
    if endsWithPossessive { index += text[index] < 0x80 ? 2 : 4 }
    return true
  }

  private func isDecimalSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
  }

  private func isDigit(at index: Int) -> Bool {
    index >= 0 && index < text.count && text[index] &- 0x30 < 10
  }

  /// A letter or digit of ASCII, or another script's.
  private func isLetter(at index: Int) -> Bool {
    guard index < text.count else { return false }
    let byte = text[index]
    return byte < 0x80 ? asciiLetters[Int(byte)] != 0 : beginsLongWord(at: index)
  }

  /// An `s`, and no more of the word behind it.
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

/// Words with letters beyond ASCII.
extension WordScan {
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
    let word = String(scalars).lowercased().precomposedStringWithCanonicalMapping
    surface.removeAll(keepingCapacity: true)
    surface.append(contentsOf: word.utf8)
    return true
  }

  private func beginsLongWord(at index: Int) -> Bool { isPartOfWord(scalar(at: index)) }

  private func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      true
    default: false
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
