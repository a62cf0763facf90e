import Content
import Diagnostics

/// A telephone number in a text.
struct PhoneNumberMatch {
  /// Byte range in the text.
  let range: Range<Int>
  let number: NormalisedPhoneNumber
}

/// Finds probable telephone numbers in a text: 9 to 15 digits that begin with `0` or `+`, with
/// spaces, hyphens, parentheses and dots between them.
///
/// Skips dates, decimal fractions, and short numbers such as 999 and 116 123.
struct PhoneNumberScan {
  private let bytes: ArraySlice<UInt8>
  private let isKnown: (NormalisedPhoneNumber) -> Bool

  static let digitCount = 9...15

  /// - Parameter isKnown: whether to ignore a number. Digits after a known number are ignored as
  ///   well: in "08081 570142 24 hours a day" the 24 is not a part of the number.
  init(_ bytes: ArraySlice<UInt8>, except isKnown: @escaping (NormalisedPhoneNumber) -> Bool) {
    self.bytes = bytes
    self.isKnown = isKnown
  }

  func numbers() -> [PhoneNumberMatch] {
    var numbers: [PhoneNumberMatch] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      guard mayBegin(at: index) else {
        index += 1
        continue
      }
      let groups = groups(from: index)
      if let number = number(groups, from: index) { numbers.append(number) }
      index = max(index + 1, groups.last?.end ?? 0)
    }
    return numbers
  }
}

extension PhoneNumberScan {
  /// A run of digits, the separator before it, and the number of digits up to its end.
  private struct Group {
    let separator: UInt8
    let end: Int
    let digits: Int
  }

  private func byte(_ index: Int) -> UInt8 { bytes.indices.contains(index) ? bytes[index] : 0 }
  private func isDigit(_ index: Int) -> Bool { byte(index).isASCIIDigit }

  /// Returns whether a number can begin at `index`: not inside a word, a longer number or an
  /// address.
  private func mayBegin(at index: Int) -> Bool {
    let isPlus = byte(index) == UInt8(ascii: "+")
    guard isPlus && isDigit(index + 1) || byte(index) == UInt8(ascii: "0") else { return false }
    let before = byte(index - 1)
    if isAlphanumeric(before) || "+/=#&%@_".utf8.contains(before) { return false }
    return !(".-:".utf8.contains(before) && byte(index - 2).isASCIIDigit)
  }

  private func groups(from start: Int) -> [Group] {
    var groups: [Group] = []
    var index = byte(start) == UInt8(ascii: "+") ? start + 1 : start
    var separator: UInt8 = 0
    while isDigit(index), (groups.last?.digits ?? 0) < Self.digitCount.upperBound {
      let first = index
      while isDigit(index) { index += 1 }
      // The digits of 9am, 09:00 and 1/2 are not part of a number.
      if isAlphanumeric(byte(index)) || ":/%@_".utf8.contains(byte(index)) { break }
      let digits = (groups.last?.digits ?? 0) + index - first
      groups.append(Group(separator: separator, end: index, digits: digits))
      separator = byte(index)
      index = indexAfterSeparators(index, allowingLineEnd: digits < Self.digitCount.lowerBound)
    }
    return groups
  }

  /// Returns the index after at most three separators. `allowingLineEnd` allows a line end as a
  /// separator.
  private func indexAfterSeparators(_ start: Int, allowingLineEnd: Bool) -> Int {
    var (index, count) = (start, 0)
    while count < 3, let length = separator(at: index, allowingLineEnd: allowingLineEnd) {
      index += length
      count += 1
    }
    return index
  }

  /// Returns the length of the separator in bytes, or nil if there is none.
  private func separator(at index: Int, allowingLineEnd: Bool) -> Int? {
    switch (byte(index), byte(index + 1), byte(index + 2)) {
    case (UInt8(ascii: " "), _, _), (UInt8(ascii: "-"), _, _), (UInt8(ascii: "("), _, _),
      (UInt8(ascii: ")"), _, _), (UInt8(ascii: "."), _, _):
      1
    case (lineFeed, _, _) where allowingLineEnd: 1
    // The no-break space, and the hyphens and dashes U+2010 to U+2013.
    case (0xC2, 0xA0, _): 2
    case (0xE2, 0x80, 0x90...0x93): 3
    default: nil
    }
  }

  private func isAlphanumeric(_ byte: UInt8) -> Bool { byte.isASCIILetter || byte.isASCIIDigit }
}

extension PhoneNumberScan {
  private func number(_ groups: [Group], from start: Int) -> PhoneNumberMatch? {
    let ends = groups.filter { Self.digitCount.contains($0.digits) }.map(\.end)
    let numbers = ends.map {
      PhoneNumberMatch(range: range(start..<$0), number: normalised(start..<$0))
    }
    guard !isDate(groups), !isFraction(groups, from: start),
      !numbers.contains(where: { isKnown($0.number) })
    else { return nil }
    // Most numbers have at least ten digits. Any digits after these may be opening hours.
    return numbers.first { $0.number.text.utf8.count > 9 } ?? numbers.last
  }

  /// Includes the opening parenthesis before the digits if the closing one is among them.
  private func range(_ digits: Range<Int>) -> Range<Int> {
    let inside = bytes[digits]
    let isOpen = inside.contains(UInt8(ascii: ")")) && !inside.contains(UInt8(ascii: "("))
    let isBracketed = isOpen && byte(digits.lowerBound - 1) == UInt8(ascii: "(")
    return (isBracketed ? digits.lowerBound - 1 : digits.lowerBound)..<digits.upperBound
  }

  private func normalised(_ range: Range<Int>) -> NormalisedPhoneNumber {
    let characters = bytes[range].filter { $0.isASCIIDigit || $0 == UInt8(ascii: "+") }
    return NormalisedPhoneNumber(String(decoding: characters, as: UTF8.self))
  }

  /// Returns whether the groups begin with a date, as in `03.02.2026`.
  private func isDate(_ groups: [Group]) -> Bool {
    guard groups.count > 2, groups.prefix(3).map(\.digits) == [2, 4, 8] else { return false }
    return groups[1].separator == groups[2].separator
      && ".-".utf8.contains(groups[1].separator)
  }

  private func isFraction(_ groups: [Group], from start: Int) -> Bool {
    groups.count > 1 && groups[0].end == start + 1 && groups[1].separator == UInt8(ascii: ".")
  }
}
