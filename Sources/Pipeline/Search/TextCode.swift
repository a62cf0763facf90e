/// Short texts in about half their bytes: frequent pieces of English stand for one byte each.
///
/// A text of a result is too short for gzip to find anything in it, and 1.2 million of them are most of
/// the index. The pieces were found in posts of a forum like this; another language gains less, and loses
/// nothing. They travel in root.json, so the script need not know them.
///
/// 0x20 to 0x7E stand for themselves, the other bytes below 0xFE for the pieces in their order; behind 0xFE
/// stands one byte as it is, behind 0xFF the number of such bytes and they.
struct TextCode: Sendable {
  /// Pieces by their first two bytes, the longest first.
  private let pieces: [Piece]
  /// Where the pieces of two bytes begin among them; 96 times 96, and the end.
  private let starts: [UInt16]

  private struct Piece {
    let bytes: UInt64
    let mask: UInt64
    let count: Int
    let code: UInt8
  }

  init() {
    let coded = Self.pieces.enumerated().map { index, piece in
      (Array(piece.utf8), UInt8(index < 32 ? index : index - 32 + 0x7F))
    }
    let sorted = coded.sorted { left, right in
      let (first, second) = (Self.slot(left.0[0], left.0[1]), Self.slot(right.0[0], right.0[1]))
      return first != second ? first < second : left.0.count > right.0.count
    }
    pieces = sorted.map { bytes, code in
      let word = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      let mask = bytes.reduce(UInt64(0)) { mask, _ in mask << 8 | 0xFF }
      return Piece(bytes: word, mask: mask, count: bytes.count, code: code)
    }
    var starts = [UInt16](repeating: 0, count: 96 * 96 + 1)
    for (bytes, _) in sorted { starts[Self.slot(bytes[0], bytes[1]) + 1] += 1 }
    for slot in 1..<starts.count { starts[slot] += starts[slot - 1] }
    self.starts = starts
  }

  /// Of two bytes from 0x20 to 0x7F.
  private static func slot(_ first: UInt8, _ second: UInt8) -> Int {
    Int(first &- 0x20) * 96 + Int(second &- 0x20)
  }

  /// Appends the text in code.
  func append(_ text: ArraySlice<UInt8>, to output: inout [UInt8]) {
    // With zeros behind it, so that eight bytes can be looked at anywhere.
    withUnsafeTemporaryAllocation(byteCount: text.count + 8, alignment: 8) { memory in
      memory.initializeMemory(as: UInt8.self, repeating: 0)
      memory.copyBytes(from: text)
      let padded = UnsafeRawBufferPointer(memory)
      var index = 0
      while index < text.count {
        if padded[index] &- 0x20 < 0x5F {
          index += appendPiece(padded, index, to: &output)
        } else {
          index += appendRaw(padded, index, text.count, to: &output)
        }
      }
    }
  }

  private func appendPiece(
    _ text: UnsafeRawBufferPointer, _ index: Int, to output: inout [UInt8]
  ) -> Int {
    let (first, second) = (text[index], text[index + 1])
    if second &- 0x20 < 0x5F {
      let slot = Self.slot(first, second)
      let word = UInt64(
        littleEndian: text.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      for place in starts[slot]..<starts[slot + 1] {
        let piece = pieces[Int(place)]
        guard word & piece.mask == piece.bytes else { continue }
        output.append(piece.code)
        return piece.count
      }
    }
    output.append(first)
    return 1
  }

  /// Bytes of other scripts, and of signs that no text should hold.
  private func appendRaw(
    _ text: UnsafeRawBufferPointer, _ index: Int, _ count: Int, to output: inout [UInt8]
  ) -> Int {
    var end = index + 1
    while end < count, end - index < 255, text[end] &- 0x20 >= 0x5F { end += 1 }
    if end - index == 1 {
      output.append(0xFE)
    } else {
      output.append(0xFF)
      output.append(UInt8(end - index))
    }
    output.append(contentsOf: text[index..<end])
    return end - index
  }

  /// The same, with the number of bytes that it comes to before it.
  func appendCounted(_ text: ArraySlice<UInt8>, to output: inout [UInt8]) {
    // Nearly all take fewer than 128 bytes: then the number is one.
    let place = output.count
    output.append(0)
    append(text, to: &output)
    let count = output.count - place - 1
    guard count >= 0x80 else { return output[place] = UInt8(count) }
    var number: [UInt8] = []
    number.appendVarint(count)
    output.replaceSubrange(place...place, with: number)
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
