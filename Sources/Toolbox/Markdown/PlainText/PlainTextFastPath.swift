/// Extracts the plain text of common Markdown (paragraphs, emphasis, bullet lists, quotes, links)
/// without libcmark.
///
/// The search index needs the plain text of a million posts and nothing else of them, and parsing
/// is slow. Sources whose markup may be ambiguous are left to libcmark. The words are the same
/// (`PlainTextFastPathTests` compares them), but a punctuation mark outside of words may stay where
/// libcmark drops it.
struct PlainTextFastPath {
  private let source: UnsafeBufferPointer<UInt8>
  private var index = 0
  /// Start of the bytes that are not yet copied.
  private var pending = 0

  init(_ source: UnsafeBufferPointer<UInt8>) { self.source = source }

  /// Appends the author's own words, without quotes. Returns false and appends nothing if the
  /// source needs libcmark, as all sources with code do.
  mutating func append(to text: inout [UInt8]) -> Bool {
    let start = text.count
    // libcmark skips a byte order mark.
    if source.starts(with: [0xEF, 0xBB, 0xBF]) { return false }
    var isAtBlock = true
    while index < source.count {
      guard let next = readLine(isAtBlock: isAtBlock, to: &text) else {
        text.removeSubrange(start...)
        return false
      }
      isAtBlock = next
    }
    flush(to: index, &text)
    return true
  }
}

private let lineFeedByte: UInt8 = 0x0A

extension PlainTextFastPath {
  /// Reads a line and returns whether the next line begins a block. Nil: the source needs
  /// libcmark.
  private mutating func readLine(isAtBlock: Bool, to text: inout [UInt8]) -> Bool? {
    switch byte(at: index) {
    case lineFeedByte:
      index += 1
      return true
    case UInt8(ascii: ">"):
      return isAtBlock && skipQuote(to: &text) ? true : nil
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
      guard readMarker(to: &text) else { return nil }
    case UInt8(ascii: "<"): return nil
    case UInt8(ascii: " "), 0x09, UInt8(ascii: "#"), UInt8(ascii: "~"), UInt8(ascii: "="),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      guard !mayBeginBlock else { return nil }
    default: break
    }
    return readText(to: &text) ? false : nil
  }

  /// Whether the line may begin a block. Digits do only before `.` or `)`, all other characters
  /// always.
  private var mayBeginBlock: Bool {
    var end = index
    while isDigit(byte(at: end)) { end += 1 }
    let next = byte(at: end)
    return end == index || next == UInt8(ascii: ".") || next == UInt8(ascii: ")")
  }

  /// Reads a bullet, or a line of markers only. Leaves emphasis to `readText`. Returns false if
  /// the source needs libcmark.
  private mutating func readMarker(to text: inout [UInt8]) -> Bool {
    var end = index
    let marker = byte(at: index)
    while byte(at: end) == marker || byte(at: end) == UInt8(ascii: " ") { end += 1 }
    if end == source.count || byte(at: end) == lineFeedByte {
      // A thematic break, an underline of a heading or an empty item has no words.
      flush(to: index, &text)
      (index, pending) = (end, end)
      return true
    }
    let next = byte(at: index + 1)
    if next == UInt8(ascii: " ") {
      // An item whose text is indented further may be code.
      guard end == index + 2, !mayBeginBlock(afterMarker: end) else { return false }
      flush(to: index, &text)
      (index, pending) = (end, end)
      return true
    }
    return next != 0x09
  }

  /// Returns whether the text of a list item may begin another block.
  private func mayBeginBlock(afterMarker index: Int) -> Bool {
    let next = byte(at: index)
    return "-+*>#~=< \t".utf8.contains(next) || isDigit(next)
  }

  /// Skips lines that all begin with `>`, up to an empty line.
  private mutating func skipQuote(to text: inout [UInt8]) -> Bool {
    flush(to: index, &text)
    while byte(at: index) == UInt8(ascii: ">") {
      while index < source.count, source[index] != lineFeedByte {
        // CR ends a line, too, and the quote may end with it.
        if source[index] == 0x0D { return false }
        index += 1
      }
      index += 1
    }
    index = min(index, source.count)
    pending = index
    return index == source.count || source[index] == lineFeedByte
  }

  /// Reads the rest of a line and its end. Returns false if the source needs libcmark.
  private mutating func readText(to text: inout [UInt8]) -> Bool {
    isSpecialByte.withUnsafeBufferPointer { isSpecial in
      while index < source.count {
        skipOrdinaryBytes()
        if index == source.count { return true }
        let byte = source[index]
        guard isSpecial[Int(byte)] else {
          index &+= 1
          continue
        }
        switch byte {
        case lineFeedByte:
          readLineEnd(to: &text)
          return true
        case UInt8(ascii: "*"), UInt8(ascii: "_"):
          guard readDelimiters(to: &text) else { return false }
        case UInt8(ascii: "["):
          guard readLink(to: &text) else { return false }
        case UInt8(ascii: "&") where !isReference: index += 1
        case UInt8(ascii: "<") where !mayBeTag: index += 1
        default: return false
        }
      }
      return true
    }
  }

  /// Skips bytes that cannot be inline markup, eight at a time.
  @inline(__always)
  private mutating func skipOrdinaryBytes() {
    let bytes = UnsafeRawPointer(source.baseAddress.unsafelyUnwrapped)
    while index &+ 8 <= source.count {
      let eight = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let found = specialBytes(inEight: UInt64(littleEndian: eight))
      if found != 0 {
        index &+= found.trailingZeroBitCount &>> 3
        return
      }
      index &+= 8
    }
  }

  /// Reads a run of `*` and `_`, which is dropped unless it is literal. Returns false if the
  /// source needs libcmark, as for `*` inside a word, because dropping it would join the parts of
  /// the word.
  private mutating func readDelimiters(to text: inout [UInt8]) -> Bool {
    let start = index
    var hasStar = false
    while byte(at: index) == UInt8(ascii: "*") || byte(at: index) == UInt8(ascii: "_") {
      hasStar = hasStar || byte(at: index) == UInt8(ascii: "*")
      index += 1
    }
    let (before, after) = (byte(at: start - 1), byte(at: index))
    // Underscores inside a word are literal, but a non-ASCII byte may be part of a punctuation
    // mark.
    if isWordByte(before), isWordByte(after) { return !hasStar && before < 0x80 && after < 0x80 }
    guard !mayJoin(before: start, after: index) else { return false }
    // A run between spaces is literal.
    if isControlOrSpace(before), isControlOrSpace(after) { return true }
    flush(to: start, &text)
    pending = index
    return true
  }

  /// Returns whether dropping a run may join the text around it into one word or URL, as in
  /// "don*'t", "2*.5" and "http*://". Only libcmark knows whether such a run is dropped.
  private func mayJoin(before start: Int, after end: Int) -> Bool {
    let (before, after) = (byte(at: start - 1), byte(at: end))
    guard isWordByte(before) || isWordJoiner(before) || before == UInt8(ascii: ")"),
      isWordByte(after) || isWordJoiner(after) || after == UInt8(ascii: "[")
    else { return false }
    // A `w` is enough before the run because of "www.".
    if isWordJoiner(after) {
      return isWordJoiner(before) || before | 0x20 == 0x77 || continuesWord(byte(at: end + 1))
    }
    return !isWordJoiner(before) || continuesWord(byte(at: start - 2))
  }

  /// Returns whether a byte may be inside a word or at the beginning of a URL.
  private func isWordJoiner(_ byte: UInt8) -> Bool { "'.,:/".utf8.contains(byte) }

  private func continuesWord(_ byte: UInt8) -> Bool {
    isWordByte(byte) || isWordJoiner(byte) || "*_[])".utf8.contains(byte)
  }

  /// Reads `[text](destination)` if neither part contains markup, and appends the text.
  private mutating func readLink(to text: inout [UInt8]) -> Bool {
    guard byte(at: index - 1) != UInt8(ascii: "!") else { return false }
    var end = index + 1
    while end < source.count, !isSpecialByte[Int(source[end])] {
      end += 1
    }
    guard end > index + 1, byte(at: end) == UInt8(ascii: "]"),
      byte(at: end + 1) == UInt8(ascii: "(")
    else { return false }
    var closingIndex = end + 2
    while closingIndex < source.count, isDestination(source[closingIndex]) { closingIndex += 1 }
    guard byte(at: closingIndex) == UInt8(ascii: ")"), !isInWord(index, closingIndex + 1) else {
      return false
    }
    flush(to: index, &text)
    text.append(contentsOf: UnsafeBufferPointer(rebasing: source[(index + 1)..<end]))
    (index, pending) = (closingIndex + 1, closingIndex + 1)
    return true
  }

  /// Returns whether a link may be part of a word. Its text could then complete a former member's
  /// name that the source does not show as a whole word. Callers search sources for such names,
  /// and search the plain text only if it comes from libcmark.
  private func isInWord(_ start: Int, _ end: Int) -> Bool {
    isWordByte(byte(at: start - 1)) || isWordByte(byte(at: end))
      || byte(at: end) == UInt8(ascii: "[")
  }

  private func isDestination(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != 0x7F && !"()<\\`".utf8.contains(byte)
  }

  /// Whether `&` may begin a character reference such as `&amp;`.
  private var isReference: Bool {
    let next = byte(at: index + 1)
    return next == UInt8(ascii: "#") || isWordByte(next)
  }

  /// Whether `<` may begin a tag, an autolink or a comment.
  private var mayBeTag: Bool {
    let next = byte(at: index + 1)
    return next >= 0x80 || (next | 0x20) &- 0x61 < 26 || "/!?".utf8.contains(next)
      || mayBeEmailAutolink
  }

  /// Whether `<` may begin an e-mail autolink such as `<3@example.org>`, unlike `<3`. The search
  /// ends at the next `<`, so that it reads each byte of a source only once.
  private var mayBeEmailAutolink: Bool {
    var end = index + 1
    while end < source.count, source[end] > 0x20, !"<>@".utf8.contains(source[end]) { end += 1 }
    return byte(at: end) == UInt8(ascii: "@")
  }

  /// Replaces a line end within a paragraph by a space. It stays if the next line is empty or may
  /// begin a block.
  private mutating func readLineEnd(to text: inout [UInt8]) {
    index += 1
    let next = byte(at: index)
    guard next != lineFeedByte, !"-+*>".utf8.contains(next) else { return }
    flush(to: index - 1, &text)
    text.append(UInt8(ascii: " "))
    pending = index
  }

  private mutating func flush(to end: Int, _ text: inout [UInt8]) {
    if pending < end {
      text.append(contentsOf: UnsafeBufferPointer(rebasing: source[pending..<end]))
    }
    pending = end
  }

  /// Returns the byte at `index`, or a line feed outside the source.
  @inline(__always)
  private func byte(at index: Int) -> UInt8 {
    index >= 0 && index < source.count ? source[index] : lineFeedByte
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  private func isControlOrSpace(_ byte: UInt8) -> Bool { byte <= 0x20 }

  /// Returns whether a byte is an ASCII letter or digit, or is not ASCII.
  private func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || isDigit(byte) || (byte | 0x20) &- 0x61 < 26
  }
}
