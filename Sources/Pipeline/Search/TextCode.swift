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

  /// Appends the text in code, its white space folded, with the number of bytes that it comes to before it.
  func appendCounted(_ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    // With zeros behind it, so that eight bytes can be looked at anywhere; and no code is longer than three
    // bytes for two.
    withUnsafeTemporaryAllocation(byteCount: text.count * 3 + 16, alignment: 8) { memory in
      guard let line = memory.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
      let count = Self.fold(text, into: line)
      for index in count..<count + 8 { line[index] = 0 }
      let coded = line + count + 8
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
    var (count, isAfterSpace) = (0, true)
    for byte in text {
      if byte > 0x20 {
        line[count] = byte
        count &+= 1
        isAfterSpace = false
      } else if !isAfterSpace {
        line[count] = 0x20
        count &+= 1
        isAfterSpace = true
      }
    }
    return count > 0 && isAfterSpace ? count - 1 : count
  }

  /// Answers with the number of bytes. Eight zeros stand behind the text.
  private func code(
    _ text: UnsafeBufferPointer<UInt8>, into output: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var (index, size) = (0, 0)
    pieces.withUnsafeBufferPointer { pieces in
      starts.withUnsafeBufferPointer { starts in
        while index < text.count {
          if text[index] &- 0x20 < 0x5F {
            let piece = Self.piece(text, index, pieces, starts)
            output[size] = piece?.code ?? text[index]
            size &+= 1
            index &+= piece?.count ?? 1
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

  @inline(__always)
  private static func piece(
    _ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ pieces: UnsafeBufferPointer<Piece>,
    _ starts: UnsafeBufferPointer<UInt16>
  ) -> Piece? {
    let bytes = UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped)
    let word = UInt64(
      littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    let second = UInt8(truncatingIfNeeded: word &>> 8)
    guard second &- 0x20 < 0x5F else { return nil }
    let slot = slot(UInt8(truncatingIfNeeded: word), second)
    var place = Int(starts[slot])
    let end = Int(starts[slot + 1])
    while place < end {
      if word & pieces[place].mask == pieces[place].bytes { return pieces[place] }
      place &+= 1
    }
    return nil
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
