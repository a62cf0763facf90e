/// Short texts in about half their bytes: frequent pieces of English stand for one byte each.
///
/// A text of a result is too short for gzip to find anything in it, and 1.2 million of them are most of
/// the index. The pieces were found in posts of a forum like this; another language gains less, and loses
/// nothing. They travel in root.json, so the script need not know them.
///
/// 0x20 to 0x7E stand for themselves, the other bytes below 0xFE for the pieces in their order; behind 0xFE
/// stands one byte as it is, behind 0xFF the number of such bytes and they.
struct TextCode: Sendable {
  private let byFirst: [[(piece: [UInt8], code: UInt8)]]

  init() {
    var byFirst = [[(piece: [UInt8], code: UInt8)]](repeating: [], count: 256)
    for (index, piece) in Self.pieces.enumerated() {
      let bytes = Array(piece.utf8)
      let code = UInt8(index < 32 ? index : index - 32 + 0x7F)
      byFirst[Int(bytes[0])].append((bytes, code))
    }
    // The longest that fits is taken.
    self.byFirst = byFirst.map { $0.sorted { $0.piece.count > $1.piece.count } }
  }

  /// Appends the text in code.
  func append(_ text: ArraySlice<UInt8>, to output: inout [UInt8]) {
    text.withUnsafeBufferPointer { text in
      var index = 0
      while index < text.count {
        if text[index] >= 0x20, text[index] < 0x7F {
          index += appendPiece(text, index, to: &output)
        } else {
          index += appendRaw(text, index, to: &output)
        }
      }
    }
  }

  /// The same, with the number of bytes that it comes to before it.
  func appendCounted(_ text: ArraySlice<UInt8>, to output: inout [UInt8]) {
    var coded: [UInt8] = []
    coded.reserveCapacity(text.count)
    append(text, to: &coded)
    output.appendVarint(coded.count)
    output += coded
  }

  private func appendPiece(
    _ text: UnsafeBufferPointer<UInt8>, _ index: Int, to output: inout [UInt8]
  ) -> Int {
    for (piece, code) in byFirst[Int(text[index])] {
      let count = piece.count
      guard index + count <= text.count else { continue }
      var offset = 1
      while offset < count, piece[offset] == text[index + offset] { offset += 1 }
      if offset == count {
        output.append(code)
        return count
      }
    }
    output.append(text[index])
    return 1
  }

  /// Bytes of other scripts, and of signs that no text should hold.
  private func appendRaw(
    _ text: UnsafeBufferPointer<UInt8>, _ index: Int, to output: inout [UInt8]
  ) -> Int {
    var end = index + 1
    while end < text.count, end - index < 255, text[end] >= 0x7F || text[end] < 0x20 { end += 1 }
    if end - index == 1 {
      output.append(0xFE)
    } else {
      output.append(0xFF)
      output.append(UInt8(end - index))
    }
    output.append(contentsOf: text[index..<end])
    return end - index
  }
}

extension TextCode {
  /// What the codes stand for, in their order: 159 of them.
  static let pieces: [String] = [
    " I", " a", " and", " b", " c", " can", " d", " f", " for", " h", " i", " in ", " is ", " it ",
    " l", " m", " no", " of", " on", " p", " s", " t", " th", " that", " the ", " to ", " w",
    " you", " your ", "'m ", "'s", "'ve ", ", ", ", and ", ". ", ". A", ". I", ". I ", ". S",
    ". Th", ". W", ": ", "I ", "a ", "ad", "al", "am", "an", "and ", "ar", "as", "at", "be", "bod",
    "bout ", "ca", "ce", "ch", "ck", "d ", "da", "do", "e ", "e,", "e. ", "ea", "ed", "el", "ell",
    "em", "en", "er", "es", "et", "ey ", "for", "ge", "gh", "go", "ha", "he", "ic", "id", "if",
    "in", "ing", "ing ", "ir", "is", "it", "ith", "ke", "la", "ld ", "le", "li", "ll", "ly ", "ma",
    "me", "my ", "n ", "n't ", "nd", "ne", "ng ", "no", "not ", "o ", "of", "ol", "om", "on",
    "one ", "ook", "op", "or", "os", "other", "ou", "our ", "ow", "pe", "ple", "r ", "ra", "re",
    "ri", "ro", "s ", "s, ", "s. ", "sa", "se", "st", "t ", "t's", "t. ", "te", "ter", "ter ",
    "th", "that", "the ", "ther", "ti", "to", "ts", "um", "un", "ur", "us", "ut ", "ve ", "ver",
    "wa", "wh", "y ", "you",
  ]
}
