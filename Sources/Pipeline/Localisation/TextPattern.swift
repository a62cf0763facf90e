import Content
import Mustache

/// A text with places to be filled in, cut into its pieces once: dates are written by the million.
package struct TextPattern: Sendable {
  /// What can stand between braces.
  package enum Place: String, BitwiseCopyable {
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
    let place: Place?
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
      guard let place = Place(rawValue: name) else { continue }
      pieces.append(Piece(start: shown, end: open, place: place))
      shown = index
    }
    pieces.append(Piece(start: shown, end: bytes.count, place: nil))
    self.pieces = pieces
  }

  /// Places that `fill` gives false for stay as they are.
  package func append(to output: inout [UInt8], _ fill: (Place, inout [UInt8]) -> Bool) {
    for piece in pieces {
      if piece.start < piece.end {
        bytes.withUnsafeBufferPointer {
          output.append(contentsOf: UnsafeBufferPointer(rebasing: $0[piece.start..<piece.end]))
        }
      }
      guard let place = piece.place, !fill(place, &output) else { continue }
      Mustache.append("{\(place.rawValue)}", to: &output)
    }
  }

  /// What stands before a place and behind it; all before it where the text has no such place.
  package func cut(
    at place: Place, _ fill: (Place, inout [UInt8]) -> Bool
  ) -> (before: [UInt8], after: [UInt8]) {
    var text: [UInt8] = []
    var end: Int?
    append(to: &text) { found, text in
      guard found == place, end == nil else { return fill(found, &text) }
      end = text.count
      return true
    }
    let before = text[..<(end ?? text.count)]
    return (Array(before), Array(text[before.endIndex...]))
  }

  /// Appends a text that has one place, with a number there.
  package func append(_ place: Place, _ number: Int, to output: inout [UInt8]) {
    append(to: &output) { found, output in
      if found == place { appendDecimal(number, to: &output) }
      return found == place
    }
  }

  /// Appends a text that has one place, with a text there.
  package func append(_ place: Place, _ text: String, to output: inout [UInt8]) {
    append(to: &output) { found, output in
      if found == place { Mustache.append(text, to: &output) }
      return found == place
    }
  }
}
