import Words

/// Encodes short texts. One byte stands for a frequent piece of English, which about halves
/// English text.
///
/// Hosts do not compress these files, and a text of one result is too short for gzip to compress
/// well. The pieces were found in posts of a similar forum. Other languages gain less, and text
/// in other scripts grows: a run of up to 255 bytes takes one or two bytes more. The pieces are
/// part of root.json, so that the browser script does not contain them.
///
/// The bytes 0x20 to 0x7E are literal. The other bytes below 0xFE are the codes of the pieces, in
/// order. 0xFE precedes one literal byte. 0xFF precedes a byte with a count, and that many
/// literal bytes.
struct TextCoder: Sendable {
  /// First the 96 single bytes from 0x20 to 0x7F. Then, for each pair of bytes that begins
  /// pieces, these pieces, the longest first, and the first byte of the pair, which always
  /// matches.
  private let pieces: [Piece]
  /// The index in `pieces` from which to compare, one for each pair of bytes from 0x20 to 0x7F
  /// (96 x 96).
  private let starts: [UInt16]

  private struct Piece {
    /// The first byte is the least significant. Shorter pieces are zero-padded.
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
    // A pair that begins no piece is encoded as its first byte.
    var pieces = (0x20..<0x80).map { Piece([UInt8($0)], code: UInt8($0)) }
    starts = found.enumerated().map { slot, found in
      if found.isEmpty { return UInt16(slot / 96) }
      let start = pieces.count
      pieces += found.sorted { $0.count > $1.count } + [pieces[slot / 96]]
      return UInt16(start)
    }
    self.pieces = pieces
  }

  /// Returns the index of a pair in `starts`. `first`: 0x20 to 0x7F. A second byte that is in no
  /// piece counts as 0x7F, which is in none either.
  @inline(__always)
  private static func slot(_ first: UInt8, _ second: UInt8) -> Int {
    Int(first &- 0x20) &* 96 &+ Int(min(second &- 0x20, 0x5F))
  }

  /// Appends the encoded text, preceded by its number of bytes. White space is collapsed.
  func appendLengthPrefixed(_ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    // An encoded text is at most twice as long as the text.
    withUnsafeTemporaryAllocation(byteCount: text.count * 3 + 8, alignment: 8) { memory in
      guard let collapsed = memory.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
      let count = Self.collapseWhiteSpace(text, into: collapsed)
      let encoded = collapsed + count
      let size = encode(UnsafeBufferPointer(start: collapsed, count: count), into: encoded)
      output.appendVarint(size)
      output.append(contentsOf: UnsafeBufferPointer(start: encoded, count: size))
    }
  }

  func appendLengthPrefixed(_ text: String, to output: inout [UInt8]) {
    var text = text
    text.withUTF8 { appendLengthPrefixed($0, to: &output) }
  }

  /// Copies the text with white space and control characters as single spaces, and none at either
  /// end. Returns the number of bytes.
  private static func collapseWhiteSpace(
    _ text: UnsafeBufferPointer<UInt8>, into collapsed: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var (count, index, isAfterSpace) = (0, 0, true)
    while index < text.count {
      if !isAfterSpace || text[index] > 0x20 {
        // Copy eight bytes at a time, as long as their white space is single spaces.
        while index &+ 8 <= text.count, let eight = eightSinglySpacedBytes(text, index) {
          UnsafeMutableRawPointer(collapsed + count).storeBytes(
            of: eight.littleEndian, as: UInt64.self)
          (count, index) = (count &+ 8, index &+ 8)
        }
        isAfterSpace = count > 0 && collapsed[count &- 1] == 0x20
        if index == text.count { break }
      }
      let isSpace = text[index] <= 0x20
      collapsed[count] = isSpace ? 0x20 : text[index]
      count &+= isSpace && isAfterSpace ? 0 : 1
      isAfterSpace = isSpace
      index &+= 1
    }
    return count > 0 && isAfterSpace ? count - 1 : count
  }

  /// Returns eight bytes in which white space is single spaces, and which do not end with a
  /// space. Nil if the text at `index` is different.
  @inline(__always)
  private static func eightSinglySpacedBytes(_ text: UnsafeBufferPointer<UInt8>, _ index: Int)
    -> UInt64?
  {
    let eight = text.eightBytes(at: index)
    let ones: UInt64 = 0x0101_0101_0101_0101
    let seven = eight & ~(ones &* 0x80)
    // The high bits of bytes below 0x20, and of bytes below 0x21.
    let controls = ~(eight | seven &+ ones &* 0x60) & (ones &* 0x80)
    let spaces = ~(eight | seven &+ ones &* 0x5F) & (ones &* 0x80)
    return controls == 0 && spaces & (spaces &<< 8 | 1 &<< 63) == 0 ? eight : nil
  }

  /// Encodes the text. Returns the number of bytes.
  private func encode(
    _ text: UnsafeBufferPointer<UInt8>, into output: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var (index, size) = (0, 0)
    pieces.withUnsafeBufferPointer { pieces in
      starts.withUnsafeBufferPointer { starts in
        while index < text.count {
          if text[index] &- 0x20 < 0x5F {
            let piece = Self.longestPiece(text, index, pieces, starts)
            output[size] = pieces[piece].code
            size &+= 1
            index &+= pieces[piece].count
          } else {
            let end = Self.literalRunEnd(text, index)
            size &+= Self.appendLiterals(text[index..<end], to: output + size)
            index = end
          }
        }
      }
    }
    return size
  }

  /// Returns the index in `pieces` of the longest piece that matches.
  @inline(__always)
  private static func longestPiece(
    _ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ pieces: UnsafeBufferPointer<Piece>,
    _ starts: UnsafeBufferPointer<UInt16>
  ) -> Int {
    let eight = text.eightBytes(at: index)
    var piece = Int(starts[slot(text[index], UInt8(truncatingIfNeeded: eight &>> 8))])
    while eight & pieces[piece].mask != pieces[piece].bytes { piece &+= 1 }
    return piece
  }

  private static func literalRunEnd(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    var end = index + 1
    while end < text.count, end - index < 255, text[end] &- 0x20 >= 0x5F { end += 1 }
    return end
  }

  /// Appends bytes from 0x7F on as literals: text in other scripts. Returns the number of bytes.
  private static func appendLiterals(
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

extension TextCoder {
  /// The 159 pieces, in the order of their codes.
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
