/// A short way to the plain text of what most people write: paragraphs, emphasis, bullet lists, quotes, links.
///
/// libcmark takes ten times as long, and a search index asks for the text of a million posts and for nothing
/// else of them. Whatever could mean more than it seems to is left to libcmark; the words that come out are
/// the same (a test holds this way to that one), though a sign without a word may stay where libcmark
/// drops it.
struct PlainWords {
  private let source: UnsafeBufferPointer<UInt8>
  private var index = 0
  /// What is not yet copied begins here.
  private var pending = 0

  init(_ source: UnsafeBufferPointer<UInt8>) { self.source = source }

  /// Appends the author's own words, without quotes; false, and nothing appended, when the source needs
  /// libcmark. Sources with code do.
  mutating func append(to text: inout [UInt8]) -> Bool {
    let start = text.count
    // A byte order mark, which libcmark passes over.
    if source.starts(with: [0xEF, 0xBB, 0xBF]) { return false }
    var isAtBlock = true
    while index < source.count {
      guard let next = takeLine(isAtBlock: isAtBlock, to: &text) else {
        text.removeSubrange(start...)
        return false
      }
      isAtBlock = next
    }
    flush(to: index, &text)
    return true
  }
}

private let lineFeed: UInt8 = 0x0A

extension PlainWords {
  /// Answers with whether a block begins with the next line; nil: only libcmark knows.
  private mutating func takeLine(isAtBlock: Bool, to text: inout [UInt8]) -> Bool? {
    switch byte(at: index) {
    case lineFeed:
      index += 1
      return true
    case UInt8(ascii: ">"):
      return isAtBlock && skipQuote(to: &text) ? true : nil
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
      guard takeMarker(to: &text) else { return nil }
    case UInt8(ascii: "<"): return nil
    case UInt8(ascii: " "), 0x09, UInt8(ascii: "#"), UInt8(ascii: "~"), UInt8(ascii: "="),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      guard !mayBeginBlock else { return nil }
    default: break
    }
    return takeText(to: &text) ? false : nil
  }

  /// Digits at a line's beginning are a list's where a point or bracket follows; the other signs are left
  /// to libcmark whatever follows.
  private var mayBeginBlock: Bool {
    var end = index
    while isDigit(byte(at: end)) { end += 1 }
    let next = byte(at: end)
    return end == index || next == UInt8(ascii: ".") || next == UInt8(ascii: ")")
  }

  /// A bullet, a line of dashes or stars, or emphasis. False for what else they may be.
  private mutating func takeMarker(to text: inout [UInt8]) -> Bool {
    var end = index
    let sign = byte(at: index)
    while byte(at: end) == sign || byte(at: end) == UInt8(ascii: " ") { end += 1 }
    if end == source.count || byte(at: end) == lineFeed {
      // A rule, an underline, an empty item: no word in it.
      flush(to: index, &text)
      (index, pending) = (end, end)
      return true
    }
    let next = byte(at: index + 1)
    if next == UInt8(ascii: " ") {
      // An item whose text is indented further may be code.
      guard end == index + 2, !mayBeginBlock(behindMarker: end) else { return false }
      flush(to: index, &text)
      (index, pending) = (end, end)
      return true
    }
    return next != 0x09
  }

  /// Whether an item's text begins with what begins a block.
  private func mayBeginBlock(behindMarker index: Int) -> Bool {
    let next = byte(at: index)
    return "-+*>#~=< \t".utf8.contains(next) || isDigit(next)
  }

  /// Lines that all begin with the sign, up to an empty one.
  private mutating func skipQuote(to text: inout [UInt8]) -> Bool {
    flush(to: index, &text)
    while byte(at: index) == UInt8(ascii: ">") {
      while index < source.count, source[index] != lineFeed {
        // A line ends there, too, and the quote may with it.
        if source[index] == 0x0D { return false }
        index += 1
      }
      index += 1
    }
    index = min(index, source.count)
    pending = index
    return index == source.count || source[index] == lineFeed
  }

  /// The rest of a line and its end.
  private mutating func takeText(to text: inout [UInt8]) -> Bool {
    return inlineMeanings.withUnsafeBufferPointer { meanings in
      while index < source.count {
        skipPlain()
        if index == source.count { return true }
        let byte = source[index]
        guard meanings[Int(byte)] else {
          index &+= 1
          continue
        }
        switch byte {
        case lineFeed:
          takeLineEnd(to: &text)
          return true
        case UInt8(ascii: "*"), UInt8(ascii: "_"):
          guard takeDelimiters(to: &text) else { return false }
        case UInt8(ascii: "["):
          guard takeLink(to: &text) else { return false }
        case UInt8(ascii: "&") where !isReference: index += 1
        case UInt8(ascii: "<") where !mayBeTag: index += 1
        default: return false
        }
      }
      return true
    }
  }

  /// Goes on to what may mean something.
  @inline(__always)
  private mutating func skipPlain() {
    let bytes = UnsafeRawPointer(source.baseAddress.unsafelyUnwrapped)
    while index &+ 8 <= source.count {
      let eight = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let found = inlineMeanings(ofEight: UInt64(littleEndian: eight))
      if found != 0 {
        index &+= found.trailingZeroBitCount &>> 3
        return
      }
      index &+= 8
    }
  }

  /// A run of stars and underscores is no word, but within a word stars take themselves out of it.
  private mutating func takeDelimiters(to text: inout [UInt8]) -> Bool {
    let start = index
    var hasStar = false
    while byte(at: index) == UInt8(ascii: "*") || byte(at: index) == UInt8(ascii: "_") {
      hasStar = hasStar || byte(at: index) == UInt8(ascii: "*")
      index += 1
    }
    let (before, after) = (byte(at: start - 1), byte(at: index))
    // Underscores stay where they are; but a byte beyond ASCII may be a sign's.
    if isWord(before), isWord(after) { return !hasStar && before < 0x80 && after < 0x80 }
    guard !mayJoin(before: start, behind: index) else { return false }
    // A run by itself is text.
    if isSpace(before), isSpace(after) { return true }
    flush(to: start, &text)
    pending = index
    return true
  }

  /// Whether what stands around a run may be one word without it, or a URL: "don*'t", "2*.5", "http*://".
  /// Whether the run stays, only libcmark knows.
  private func mayJoin(before start: Int, behind end: Int) -> Bool {
    let (before, after) = (byte(at: start - 1), byte(at: end))
    guard isWord(before) || joins(before) || before == UInt8(ascii: ")"),
      isWord(after) || joins(after) || after == UInt8(ascii: "[")
    else { return false }
    // A point is enough for "www."
    if joins(after) { return joins(before) || before | 0x20 == 0x77 || goesOn(byte(at: end + 1)) }
    return !joins(before) || goesOn(byte(at: start - 2))
  }

  /// Signs that may stand within a word, or in the beginning of a URL.
  private func joins(_ byte: UInt8) -> Bool { "'.,:/".utf8.contains(byte) }

  private func goesOn(_ byte: UInt8) -> Bool {
    isWord(byte) || joins(byte) || "*_[])".utf8.contains(byte)
  }

  /// `[text](destination)`, both without any sign that means something.
  private mutating func takeLink(to text: inout [UInt8]) -> Bool {
    guard byte(at: index - 1) != UInt8(ascii: "!") else { return false }
    var end = index + 1
    while end < source.count, !inlineMeanings[Int(source[end])] {
      end += 1
    }
    guard end > index + 1, byte(at: end) == UInt8(ascii: "]"),
      byte(at: end + 1) == UInt8(ascii: "(")
    else { return false }
    var close = end + 2
    while close < source.count, isDestination(source[close]) { close += 1 }
    guard byte(at: close) == UInt8(ascii: ")"), !isInWord(index, close + 1) else { return false }
    flush(to: index, &text)
    text.append(contentsOf: UnsafeBufferPointer(rebasing: source[(index + 1)..<end]))
    (index, pending) = (close + 1, close + 1)
    return true
  }

  /// Part of a word may be part of a name that is not to be found: who looks for those looks at whole words.
  private func isInWord(_ start: Int, _ end: Int) -> Bool {
    isWord(byte(at: start - 1)) || isWord(byte(at: end)) || byte(at: end) == UInt8(ascii: "[")
  }

  private func isDestination(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != 0x7F && !"()<\\`".utf8.contains(byte)
  }

  /// `&amp;` and its like.
  private var isReference: Bool {
    let next = byte(at: index + 1)
    return next == UInt8(ascii: "#") || isWord(next)
  }

  /// A tag, an address, a comment.
  private var mayBeTag: Bool {
    let next = byte(at: index + 1)
    return next >= 0x80 || (next | 0x20) &- 0x61 < 26 || "/!?".utf8.contains(next) || mayBeAddress
  }

  /// `<3@example.org>`, and no `<3`. An address has no `<` in it: however many follow each other, each byte
  /// is looked at once.
  private var mayBeAddress: Bool {
    var end = index + 1
    while end < source.count, source[end] > 0x20, !"<>@".utf8.contains(source[end]) { end += 1 }
    return byte(at: end) == UInt8(ascii: "@")
  }

  /// Lines of one paragraph are joined by a space, as they are on the page.
  private mutating func takeLineEnd(to text: inout [UInt8]) {
    index += 1
    let next = byte(at: index)
    guard next != lineFeed, !"-+*>".utf8.contains(next) else { return }
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

  /// Beyond both ends a line feed.
  @inline(__always)
  private func byte(at index: Int) -> UInt8 {
    index >= 0 && index < source.count ? source[index] : lineFeed
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  private func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 }

  /// Letters and digits, and whatever is beyond ASCII.
  private func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || isDigit(byte) || (byte | 0x20) &- 0x61 < 26
  }
}
