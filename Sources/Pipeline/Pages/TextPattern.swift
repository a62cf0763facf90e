import Content
import Mustache

/// A text with places to be filled in, cut into its pieces once: dates are written by the million.
struct TextPattern: Sendable {
  /// What can stand between braces.
  enum Place: String {
    case title, page, pages, count, number
    case day, month, year, weekday, date, time
    case open, close, first, last, days, prefix, phone
  }

  private enum Piece: Sendable {
    case text(String)
    case place(Place)
  }

  private let pieces: [Piece]

  init(_ text: String) {
    var pieces: [Piece] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
      let place = Place(rawValue: String(rest[rest.index(after: open)..<close]))
      pieces.append(place.map(Piece.place) ?? .text(String(rest[open...close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    self.pieces = pieces
  }

  /// Places that `fill` gives false for stay as they are.
  func append(to output: inout [UInt8], _ fill: (Place, inout [UInt8]) -> Bool) {
    for piece in pieces {
      switch piece {
      case .text(let text): Mustache.append(text, to: &output)
      case .place(let place):
        if !fill(place, &output) { Mustache.append("{\(place.rawValue)}", to: &output) }
      }
    }
  }
}
