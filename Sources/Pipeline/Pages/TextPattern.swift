import Content

/// A text with places to be filled in, cut into its pieces once: dates are written by the million.
struct TextPattern: Sendable {
  enum Piece: Sendable {
    case text(String)
    /// A name between braces.
    case place(String)
  }

  let pieces: [Piece]

  init(_ text: String) {
    var pieces: [Piece] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
      pieces.append(.place(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    self.pieces = pieces
  }

  /// Places that `value` does not know stay as they are.
  func filled(_ value: (String) -> String?) -> String {
    var result = ""
    result.reserveCapacity(40)
    for piece in pieces {
      switch piece {
      case .text(let text): result += text
      case .place(let name): result += value(name) ?? "{\(name)}"
      }
    }
    return result
  }
}
