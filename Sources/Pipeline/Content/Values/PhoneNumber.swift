import Diagnostics

/// A telephone number, in the form for display and in the form for dialling.
package struct PhoneNumber: Sendable, Hashable {
  /// As written in forum.yml.
  package let displayText: String
  /// Digits for a `tel:` URL (RFC 3966), with a leading `+` if the number is international.
  package let dialString: String

  package var url: String { "tel:\(dialString)" }

  static let placeholder = PhoneNumber(displayText: "", dialString: "")

  private init(displayText: String, dialString: String) {
    self.displayText = displayText
    self.dialString = dialString
  }

  /// Nil unless the text has 3 to 20 digits and otherwise only spaces, hyphens, parentheses and a
  /// leading `+`.
  package init?(_ text: String) {
    let digits = text.utf8.filter(\.isASCIIDigit)
    let isNumber = text.utf8.enumerated().allSatisfy { index, byte in
      byte.isASCIIDigit || " -()".utf8.contains(byte) || byte == UInt8(ascii: "+") && index == 0
    }
    guard isNumber, (3...20).contains(digits.count) else { return nil }
    displayText = text
    // The 0 of `+44 (0)20 …` is dialled only within the country. After +44 it makes a wrong
    // number.
    let isInternational = text.hasPrefix("+")
    let textToDial = isInternational ? text.replacing("(0)", with: "") : text
    let digitsToDial = textToDial.utf8.filter(\.isASCIIDigit)
    dialString = (isInternational ? "+" : "") + String(decoding: digitsToDial, as: UTF8.self)
  }
}
