import Foundation

/// Words with letters beyond ASCII. Kept out of line: what Unicode's tables ask for on the stack would slow all words
/// down.
extension WordScan {
  @inline(never)
  mutating func takeLongWord(from start: Int) -> Bool {
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
  func beginsLongWord(at index: Int) -> Bool { isPartOfWord(scalar(at: index)) }

  func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
    let category = scalar.properties.generalCategory
    switch category {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      return true
    default: return category.isMark
    }
  }

  /// Text is UTF-8; where it is not, the replacement character.
  func scalar(at index: Int) -> Unicode.Scalar {
    let length = scalarLength(at: index)
    guard length > 1 else {
      return text[index] < 0x80 ? Unicode.Scalar(text[index]) : "\u{FFFD}"
    }
    var value = UInt32(text[index]) & (0x7F >> UInt32(length))
    for offset in 1..<length { value = value << 6 | UInt32(text[index + offset] & 0x3F) }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  func scalarLength(at index: Int) -> Int {
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
