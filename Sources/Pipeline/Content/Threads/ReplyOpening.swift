import Diagnostics

/// Meaning of a `---`, by the line below it.
enum ReplyOpening {
  case reply, text
  /// A line that resembles a reply but does not begin with `author:`. Read as text, it would be
  /// published under the name of another author.
  case probableReply

  static let otherKeys = [
    "date", "content_note", "subject", "edited", "reviewed", "accepted", "removed",
  ]

  init(_ line: ArraySlice<UInt8>) {
    if line.starts(with: "author:".utf8) {
      self = .reply
    } else {
      self = Self.looksLikeReply(line.prefix(40)) ? .probableReply : .text
    }
  }
}

extension ReplyOpening {
  /// Text that is indented by four spaces or a tab is code.
  private static func looksLikeReply(_ line: ArraySlice<UInt8>) -> Bool {
    let text = line.drop { $0 == space }
    guard text.startIndex - line.startIndex < 4, text.first != tab else { return false }
    if let end = text.firstIndex(of: colon), isKey(text[..<end]) { return true }
    return isAuthorWithoutColon(text)
  }

  /// Returns whether the text is a key of a reply or similar to `author`. At most two typing
  /// errors are tolerated, so that `Authority:` and `The author:` remain text.
  private static func isKey(_ bytes: ArraySlice<UInt8>) -> Bool {
    let isAround: (UInt8) -> Bool = { $0.isBlank || "\"'".utf8.contains($0) }
    let trimmed = bytes.drop(while: isAround).reversed().drop(while: isAround).reversed()
    let word = String(decoding: Array(trimmed), as: UTF8.self)
    if otherKeys.contains(word) { return true }
    return word.unicodeScalars.count <= 8 && ["author"].mostSimilar(to: word) != nil
  }

  /// Returns whether the line begins with `author` but has no ASCII colon: `author Wren`,
  /// `author = Wren`, or a full-width colon.
  private static func isAuthorWithoutColon(_ text: ArraySlice<UInt8>) -> Bool {
    let word = text.prefix { $0.isASCIILetter }
    guard String(decoding: word, as: UTF8.self).lowercased() == "author" else { return false }
    let next = text[word.endIndex...].prefix(3)
    if next.starts(with: "：".utf8) || next.first == UInt8(ascii: "=")
      || next.first == UInt8(ascii: ";")
    {
      return true
    }
    // A capitalised `Author` may begin a sentence.
    return word.starts(with: "author".utf8) && next.first?.isWhiteSpace != false
  }
}
