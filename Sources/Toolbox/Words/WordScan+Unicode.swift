/// Words with letters beyond ASCII.
extension UnsafeBufferPointer<UInt8> {
  /// Returns the letters, marks and digits of the word at `index`, and moves `index` to the
  /// word's end.
  func scanScalars(from index: inout Int) -> String.UnicodeScalarView {
    var scalars = String.UnicodeScalarView()
    var isAfterDigit = false
    while index < count {
      let scalar = scalar(at: index)
      if scalar.isPartOfWord {
        scalars.append(scalar)
        isAfterDigit = scalar.isASCII && isDigit(at: index)
        index += scalarLength(at: index)
      } else if scalar.isApostrophe {
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
    return scalars
  }

  @inline(never)
  func beginsUnicodeWord(at index: Int) -> Bool { scalar(at: index).isPartOfWord }

  /// Returns the scalar at `index`, or U+FFFD if no scalar begins there.
  func scalar(at index: Int) -> Unicode.Scalar {
    let length = scalarLength(at: index)
    guard length > 1 else {
      return self[index] < 0x80 ? Unicode.Scalar(self[index]) : "\u{FFFD}"
    }
    var value = UInt32(self[index]) & (0x7F >> UInt32(length))
    for offset in 1..<length { value = value << 6 | UInt32(self[index + offset] & 0x3F) }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  func scalarLength(at index: Int) -> Int {
    let length =
      switch self[index] {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    return index + length <= count ? length : 1
  }
}
