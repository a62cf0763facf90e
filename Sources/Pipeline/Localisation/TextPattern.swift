import Content
import Mustache

/// A text with placeholders, parsed once, because a large forum has millions of dates.
package struct TextPattern: Sendable {
  /// Names of placeholders, which are in braces.
  package enum Placeholder: String, BitwiseCopyable {
    case title, page, pages, count, number
    case day, month, year, weekday, date, time
    case open, close, first, last, days, prefix, phone
    case name, board, boards
    case hour, hour2, hour12, minute
    case amPm = "am_pm"
  }

  /// Range of literal bytes, and the placeholder after them.
  private struct Piece: BitwiseCopyable {
    let start: Int
    let end: Int
    let placeholder: Placeholder?
  }

  private let bytes: [UInt8]
  private let pieces: [Piece]

  package init(_ text: String) {
    bytes = Array(text.utf8)
    var pieces: [Piece] = []
    var (pieceStart, index) = (0, 0)
    while let open = bytes[index...].firstIndex(of: UInt8(ascii: "{")),
      let close = bytes[open...].firstIndex(of: UInt8(ascii: "}"))
    {
      index = close + 1
      let name = String(decoding: bytes[open + 1..<close], as: UTF8.self)
      guard let placeholder = Placeholder(rawValue: name) else { continue }
      pieces.append(Piece(start: pieceStart, end: open, placeholder: placeholder))
      pieceStart = index
    }
    pieces.append(Piece(start: pieceStart, end: bytes.count, placeholder: nil))
    self.pieces = pieces
  }

  /// Appends the text. A placeholder for which `fill` returns false is appended unchanged.
  package func append(to output: inout [UInt8], _ fill: (Placeholder, inout [UInt8]) -> Bool) {
    for piece in pieces {
      if piece.start < piece.end {
        bytes.withUnsafeBufferPointer {
          output.append(contentsOf: UnsafeBufferPointer(rebasing: $0[piece.start..<piece.end]))
        }
      }
      guard let placeholder = piece.placeholder, !fill(placeholder, &output) else { continue }
      appendUTF8("{\(placeholder.rawValue)}", to: &output)
    }
  }

  /// Returns the text before and after a placeholder. If the text does not have it, all text is
  /// before it.
  package func split(
    at placeholder: Placeholder, _ fill: (Placeholder, inout [UInt8]) -> Bool
  ) -> (before: [UInt8], after: [UInt8]) {
    var text: [UInt8] = []
    var end: Int?
    append(to: &text) { found, text in
      guard found == placeholder, end == nil else { return fill(found, &text) }
      end = text.count
      return true
    }
    let before = text[..<(end ?? text.count)]
    return (Array(before), Array(text[before.endIndex...]))
  }

  /// Appends a text whose only placeholder is replaced by a number.
  package func append(_ placeholder: Placeholder, _ number: Int, to output: inout [UInt8]) {
    append(to: &output) { found, output in
      if found == placeholder { appendDecimal(number, to: &output) }
      return found == placeholder
    }
  }

  /// Appends a text whose only placeholder is replaced by `text`.
  package func append(_ placeholder: Placeholder, _ text: String, to output: inout [UInt8]) {
    append(to: &output) { found, output in
      if found == placeholder { appendUTF8(text, to: &output) }
      return found == placeholder
    }
  }
}
