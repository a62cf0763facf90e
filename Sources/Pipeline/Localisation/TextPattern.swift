import Content
import Mustache

/// A text with places to be filled in, cut into its pieces once: dates are written by the million.
package struct TextPattern: Sendable {
  /// What can stand between braces.
  package enum Placeholder: String, BitwiseCopyable {
    case title, page, pages, count, number
    case day, month, year, weekday, date, time
    case open, close, first, last, days, prefix, phone
    case name, board, boards
    case hour, hour2, hour12, minute
    case amPm = "am_pm"
  }

  /// Bytes to be shown, and the placeholder after them.
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
    var (shown, index) = (0, 0)
    while let open = bytes[index...].firstIndex(of: UInt8(ascii: "{")),
      let close = bytes[open...].firstIndex(of: UInt8(ascii: "}"))
    {
      index = close + 1
      let name = String(decoding: bytes[open + 1..<close], as: UTF8.self)
      guard let placeholder = Placeholder(rawValue: name) else { continue }
      pieces.append(Piece(start: shown, end: open, placeholder: placeholder))
      shown = index
    }
    pieces.append(Piece(start: shown, end: bytes.count, placeholder: nil))
    self.pieces = pieces
  }

  /// Places that `fill` gives false for stay as they are.
  package func append(to output: inout [UInt8], _ fill: (Placeholder, inout [UInt8]) -> Bool) {
    for piece in pieces {
      if piece.start < piece.end {
        bytes.withUnsafeBufferPointer {
          output.append(contentsOf: UnsafeBufferPointer(rebasing: $0[piece.start..<piece.end]))
        }
      }
      guard let placeholder = piece.placeholder, !fill(placeholder, &output) else { continue }
      Mustache.append("{\(placeholder.rawValue)}", to: &output)
    }
  }

  /// What stands before a placeholder and behind it; all before it where the text has no such placeholder.
  package func cut(
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

  /// Appends a text that has one placeholder, with a number there.
  package func append(_ placeholder: Placeholder, _ number: Int, to output: inout [UInt8]) {
    append(to: &output) { found, output in
      if found == placeholder { appendDecimal(number, to: &output) }
      return found == placeholder
    }
  }

  /// Appends a text that has one placeholder, with a text there.
  package func append(_ placeholder: Placeholder, _ text: String, to output: inout [UInt8]) {
    append(to: &output) { found, output in
      if found == placeholder { Mustache.append(text, to: &output) }
      return found == placeholder
    }
  }
}
