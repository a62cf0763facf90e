import Diagnostics

/// What the line below a `---` makes of it.
enum ReplyOpening {
  case reply, text
  /// A reply whose first key is not, or not quite, `author:`: taken as text, its words would stand
  /// under another's name.
  case mistake

  static let otherKeys = [
    "date", "content_note", "subject", "edited", "reviewed", "accepted", "removed",
  ]

  init(_ line: ArraySlice<UInt8>) {
    if line.starts(with: "author:".utf8) {
      self = .reply
    } else {
      self = Self.looksLikeReply(line.prefix(40)) ? .mistake : .text
    }
  }
}

extension ReplyOpening {
  /// What is indented by four spaces or a tab is code.
  private static func looksLikeReply(_ line: ArraySlice<UInt8>) -> Bool {
    let text = line.drop { $0 == space }
    guard text.startIndex - line.startIndex < 4, text.first != tab else { return false }
    if let end = text.firstIndex(of: colon), isKey(text[..<end]) { return true }
    return lacksColon(text)
  }

  /// A key of a reply, or nearly `author`: no more than two slips away, so that `Authority:` and
  /// `The author:` are text.
  private static func isKey(_ bytes: ArraySlice<UInt8>) -> Bool {
    let isAround: (UInt8) -> Bool = { $0.isBlank || "\"'".utf8.contains($0) }
    let trimmed = bytes.drop(while: isAround).reversed().drop(while: isAround).reversed()
    let word = String(decoding: Array(trimmed), as: UTF8.self)
    if otherKeys.contains(word) { return true }
    return word.unicodeScalars.count <= 8 && ["author"].nearest(to: word) != nil
  }

  /// `author Wren`, `author = Wren`, and `author` with a colon that is none of ASCII.
  private static func lacksColon(_ text: ArraySlice<UInt8>) -> Bool {
    let word = text.prefix { $0.isASCIILetter }
    guard String(decoding: word, as: UTF8.self).lowercased() == "author" else { return false }
    let next = text[word.endIndex...].prefix(3)
    if next.starts(with: "：".utf8) || next.first == UInt8(ascii: "=")
      || next.first == UInt8(ascii: ";")
    {
      return true
    }
    // With a capital letter it may begin a sentence.
    return word.starts(with: "author".utf8) && next.first?.isWhiteSpace != false
  }
}
