/// A telephone number for comparison. `+44 (0)8081 570142`, `0044 8081 570142` and `08081 570142`
/// are equal.
package struct NormalisedPhoneNumber: Hashable, Sendable {
  /// Digits, with a leading `+` and country code if the country is not the United Kingdom.
  package let text: String

  /// - Parameter digits: the digits, with or without a leading `+`.
  package init(_ digits: String) {
    var international: Substring?
    if digits.hasPrefix("+") { international = digits.dropFirst() }
    if digits.hasPrefix("00") { international = digits.dropFirst(2) }
    guard let international else {
      text = digits
      return
    }
    let isBritish = international.hasPrefix("44")
    text = isBritish ? "0" + international.dropFirst(2).drop { $0 == "0" } : "+" + international
  }

  package init(_ phone: PhoneNumber) { self.init(phone.dialString) }
}
