/// Short texts in about half their bytes: frequent pieces of English stand for one byte each.
///
/// A text of a result is too short for gzip to find anything in it, and 1.2 million of them are most of
/// the index. The pieces were found in posts of a forum like this; another language gains less, and loses
/// nothing. They travel in root.json, so the script need not know them.
///
/// 0x20 to 0x7E stand for themselves, the other bytes below 0xFE for the pieces in their order; behind 0xFE
/// stands one byte as it is, behind 0xFF the number of such bytes and they.
struct TextCode: Sendable {
  /// For each two bytes the pieces that begin with them, the longest first, and what always fits: the first byte.
  private let pieces: [Piece]
  /// Where those of two bytes from 0x20 to 0x7F begin among them; 96 times 96.
  private let starts: [UInt16]

  private struct Piece {
    /// The first of them lowest; zeros behind a shorter piece.
    let bytes: UInt64
    let mask: UInt64
    let count: Int
    let code: UInt8

    init(_ piece: [UInt8], code: UInt8) {
      bytes = piece.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      mask = piece.reduce(UInt64(0)) { mask, _ in mask << 8 | 0xFF }
      (count, self.code) = (piece.count, code)
    }
  }

  init() {
    var found = [[Piece]](repeating: [], count: 96 * 96)
    for (index, piece) in Self.pieces.enumerated() {
      let bytes = Array(piece.utf8)
      found[Self.slot(bytes[0], bytes[1])]
        .append(Piece(bytes, code: UInt8(index < 32 ? index : index - 32 + 0x7F)))
    }
    // What begins with no piece is its first byte, whatever the second.
    var pieces = (0x20..<0x80).map { Piece([UInt8($0)], code: UInt8($0)) }
    starts = found.enumerated().map { slot, found in
      if found.isEmpty { return UInt16(slot / 96) }
      let start = pieces.count
      pieces += found.sorted { $0.count > $1.count } + [pieces[slot / 96]]
      return UInt16(start)
    }
    self.pieces = pieces
  }

  /// A byte that is in no piece counts as 0x7F, which is in none either. `first`: from 0x20 to 0x7F.
  @inline(__always)
  private static func slot(_ first: UInt8, _ second: UInt8) -> Int {
    Int(first &- 0x20) &* 96 &+ Int(min(second &- 0x20, 0x5F))
  }

  /// Appends the text in code, its white space folded, with the number of bytes that it comes to before it.
  func appendCounted(_ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    // No code is longer than twice its text.
    withUnsafeTemporaryAllocation(byteCount: text.count * 3 + 8, alignment: 8) { memory in
      guard let line = memory.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
      let count = Self.fold(text, into: line)
      let coded = line + count
      let size = code(UnsafeBufferPointer(start: line, count: count), into: coded)
      output.appendVarint(size)
      output.append(contentsOf: UnsafeBufferPointer(start: coded, count: size))
    }
  }

  func appendCounted(_ text: String, to output: inout [UInt8]) {
    var text = text
    text.withUTF8 { appendCounted($0, to: &output) }
  }

  /// White space as single spaces; answers with the number of bytes.
  private static func fold(
    _ text: UnsafeBufferPointer<UInt8>, into line: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var (count, index, isAfterSpace) = (0, 0, true)
    while index < text.count {
      if !isAfterSpace || text[index] > 0x20 {
        // Eight at a time, as long as no white space follows another, and all of it are spaces.
        while index &+ 8 <= text.count, let eight = singlySpaced(text, index) {
          UnsafeMutableRawPointer(line + count).storeBytes(of: eight.littleEndian, as: UInt64.self)
          (count, index) = (count &+ 8, index &+ 8)
        }
        isAfterSpace = count > 0 && line[count &- 1] == 0x20
        if index == text.count { break }
      }
      let isSpace = text[index] <= 0x20
      line[count] = isSpace ? 0x20 : text[index]
      count &+= isSpace && isAfterSpace ? 0 : 1
      isAfterSpace = isSpace
      index &+= 1
    }
    return count > 0 && isAfterSpace ? count - 1 : count
  }

  /// Eight bytes in which white space is single spaces, and does not end them; nil: they are not such.
  @inline(__always)
  private static func singlySpaced(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt64? {
    let eight = text.eightBytes(at: index)
    let ones: UInt64 = 0x0101_0101_0101_0101
    let seven = eight & ~(ones &* 0x80)
    // The high bit of each byte that is below 0x20, and below 0x21.
    let controls = ~(eight | seven &+ ones &* 0x60) & (ones &* 0x80)
    let spaces = ~(eight | seven &+ ones &* 0x5F) & (ones &* 0x80)
    return controls == 0 && spaces & (spaces &<< 8 | 1 &<< 63) == 0 ? eight : nil
  }

  /// Answers with the number of bytes.
  private func code(
    _ text: UnsafeBufferPointer<UInt8>, into output: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var (index, size) = (0, 0)
    pieces.withUnsafeBufferPointer { pieces in
      starts.withUnsafeBufferPointer { starts in
        while index < text.count {
          if text[index] &- 0x20 < 0x5F {
            let piece = Self.piece(text, index, pieces, starts)
            output[size] = pieces[piece].code
            size &+= 1
            index &+= pieces[piece].count
          } else {
            let end = Self.endOfRaw(text, index)
            size &+= Self.appendRaw(text[index..<end], to: output + size)
            index = end
          }
        }
      }
    }
    return size
  }

  /// The longest piece that stands there.
  @inline(__always)
  private static func piece(
    _ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ pieces: UnsafeBufferPointer<Piece>,
    _ starts: UnsafeBufferPointer<UInt16>
  ) -> Int {
    let word = text.eightBytes(at: index)
    var place = Int(starts[slot(text[index], UInt8(truncatingIfNeeded: word &>> 8))])
    while word & pieces[place].mask != pieces[place].bytes { place &+= 1 }
    return place
  }

  private static func endOfRaw(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    var end = index + 1
    while end < text.count, end - index < 255, text[end] &- 0x20 >= 0x5F { end += 1 }
    return end
  }

  /// Bytes of other scripts, and of signs that no text should hold.
  private static func appendRaw(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>, to output: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var size = 1
    output[0] = bytes.count == 1 ? 0xFE : 0xFF
    if bytes.count > 1 {
      output[1] = UInt8(bytes.count)
      size = 2
    }
    for byte in bytes {
      output[size] = byte
      size += 1
    }
    return size
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
