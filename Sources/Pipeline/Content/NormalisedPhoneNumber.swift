/// A telephone number by its digits alone: `+44 (0)8081 570142`, `0044 8081 570142` and `08081 570142`
/// are one.
package struct NormalisedPhoneNumber: Hashable, Sendable {
  /// With `+` in front where it begins with the code of a country other than the United Kingdom.
  package let text: String

  /// `digits`: with `+` in front or not.
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

  package init(_ phone: PhoneNumber) { self.init(phone.dialled) }
}
