import Content
import Diagnostics

/// Extracts the text from HTML of `MarkdownRenderer`, without code and without addresses.
enum VisibleText {
  /// Value of `href` that marks links whose text is an address.
  static let address = "address"

  static func bytes(of html: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    var index = 0
    while index < html.count {
      guard html[index] == UInt8(ascii: "<") else {
        text.append(html[index])
        index += 1
        continue
      }
      index = endOfElement(html, from: index) ?? endOfTag(html, from: index, &text)
    }
    return text
  }

  /// Returns the end of the omitted element that begins at `start`, or nil if none begins there.
  private static func endOfElement(_ html: [UInt8], from start: Int) -> Int? {
    for (opening, closing) in [("<code", "</code>"), ("<a href=\"\(address)\"", "</a>")]
    where html[start...].starts(with: opening.utf8) {
      let end = html[start...].firstRange(of: Array(closing.utf8))
      return end?.upperBound ?? html.count
    }
    return nil
  }

  /// Returns the end of the tag. Appends two line ends for any tag except emphasis and links,
  /// because only these can occur inside a number.
  private static func endOfTag(_ html: [UInt8], from start: Int, _ text: inout [UInt8]) -> Int {
    let end = html[start...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? html.count
    let name = html[start..<end].dropFirst().drop { $0 == UInt8(ascii: "/") }
      .prefix { $0.isASCIILetter || $0.isASCIIDigit }
    let isInline = ["a", "em", "strong"].contains(String(decoding: name, as: UTF8.self))
    if !isInline { text += [lineFeed, lineFeed] }
    return end
  }
}
