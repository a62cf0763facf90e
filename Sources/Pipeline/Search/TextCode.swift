/// Short texts in about half their bytes: frequent pieces of English stand for one byte each.
///
/// A text of a result is too short for gzip to find anything in it, and 1.2 million of them are most of
/// the index. The pieces were found in posts of a forum like this; another language gains less, and loses
/// nothing. They travel in root.json, so the script need not know them.
///
/// 0x20 to 0x7E stand for themselves, the other bytes below 0xFE for the pieces in their order; behind 0xFE
/// stands one byte as it is, behind 0xFF the number of such bytes and they.
struct TextCode: Sendable {
  private let longest = LongPieces(Self.coded.filter { $0.count > 3 })
  private let three = ThreeLetters(Self.coded.filter { $0.count == 3 })
  /// For each two bytes from 0x20 to 0x7F what they stand for, else the first one of them: the number of bytes in
  /// the upper byte, the code in the lower.
  private let two: [UInt16]

  init() {
    var two = (0..<96 * 96).map { (slot: Int) -> UInt16 in 0x0120 + UInt16(slot / 96) }
    for piece in Self.coded where piece.count == 2 {
      let (first, second) = (UInt8(piece.bytes & 0xFF), UInt8(piece.bytes >> 8))
      two[Self.slot(first, second)] = piece.step
    }
    self.two = two
  }

  private static let coded = pieces.enumerated().map { index, piece in
    CodedPiece(Array(piece.utf8), code: UInt8(index < 32 ? index : index - 32 + 0x7F))
  }

  /// A byte that is in no piece counts as 0x7F, which is in none either. `first`: from 0x20 to 0x7F.
  @inline(__always)
  private static func slot(_ first: UInt8, _ second: UInt8) -> Int {
    Int(first &- 0x20) &* 96 &+ Int(min(second &- 0x20, 0x5F))
  }

  /// Appends the text in code, its white space folded, with the number of bytes that it comes to before it.
  func appendCounted(_ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    // With zeros behind it, so that eight bytes can be looked at anywhere; and no code is longer than
    // twice its text.
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
    var (count, index, isAfterSpace) = (0, 0, true)
    while index < text.count {
      if !isAfterSpace || text[index] > 0x20 {
        // Eight at a time, as long as no white space follows another, and all of it are spaces.
        while index &+ 8 <= text.count, let eight = singlySpaced(text, index) {
          UnsafeMutableRawPointer(line + count).storeBytes(of: eight, as: UInt64.self)
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
    let bytes = UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped)
    let stored = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    let eight = UInt64(littleEndian: stored)
    let ones: UInt64 = 0x0101_0101_0101_0101
    let seven = eight & ~(ones &* 0x80)
    // The high bit of each byte that is below 0x20, and below 0x21.
    let controls = ~(eight | seven &+ ones &* 0x60) & (ones &* 0x80)
    let spaces = ~(eight | seven &+ ones &* 0x5F) & (ones &* 0x80)
    return controls == 0 && spaces & (spaces &<< 8 | 1 &<< 63) == 0 ? stored : nil
  }

  /// Answers with the number of bytes. Eight zeros stand behind the text.
  private func code(
    _ text: UnsafeBufferPointer<UInt8>, into output: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var (index, size) = (0, 0)
    two.withUnsafeBufferPointer { two in
      while index < text.count {
        if text[index] &- 0x20 < 0x5F {
          let step = step(text, index, two)
          output[size] = UInt8(truncatingIfNeeded: step)
          size &+= 1
          index &+= Int(step &>> 8)
        } else {
          let end = Self.endOfRaw(text, index)
          size &+= Self.appendRaw(text[index..<end], to: output + size)
          index = end
        }
      }
    }
    return size
  }

  /// The longest piece that stands there, as `two` has it.
  @inline(__always)
  private func step(
    _ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ two: UnsafeBufferPointer<UInt16>
  ) -> UInt16 {
    let bytes = UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped)
    let word = UInt64(
      littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    if let long = longest.step(word) { return long }
    let short = two[Self.slot(text[index], UInt8(truncatingIfNeeded: word &>> 8))]
    return three.step(word, else: short)
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
