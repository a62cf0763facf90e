/// The paragraphs that a source begins with, as long as they hold no sign that means anything to
/// CommonMark: they are shown as they stand, and libcmark need not read them. Half of what people
/// write is that.
///
/// What is in doubt is not plain. Each paragraph ends with an empty line or the source, so that
/// nothing behind it changes what it is, and it changes nothing behind it (CommonMark 0.30, 4.8).
struct PlainParagraphs {
  private let source: UnsafeBufferPointer<UInt8>
  /// Where the next paragraph is looked for; what stands before has been given.
  private(set) var end = 0

  init(_ source: UnsafeBufferPointer<UInt8>) { self.source = source }

  /// Whether libcmark, given the rest alone, takes it for what it is in the whole: at a beginning it
  /// passes over a byte order mark.
  var restStandsAlone: Bool { end == 0 || end == source.count || source[end] != 0xEF }

  /// Nil: what follows is not plain, or nothing follows.
  mutating func next() -> UnsafeBufferPointer<UInt8>? {
    while end < source.count, source[end] == UInt8(ascii: "\n") { end += 1 }
    guard end < source.count, let range = paragraph(from: end) else { return nil }
    end = range.upperBound
    return UnsafeBufferPointer(rebasing: source[range])
  }
}

extension PlainParagraphs {
  /// Up to the line feed of its last line, or the source's end.
  private func paragraph(from start: Int) -> Range<Int>? {
    var index = start
    var isASCII = true
    repeat {
      guard mayBeginLine(at: index) else { return nil }
      while index < source.count, source[index] != UInt8(ascii: "\n") {
        guard isPlain(source[index]) else { return nil }
        if source[index] >= 0x80 { isASCII = false }
        index += 1
      }
      // Space behind a line is dropped, or breaks it.
      if source[index - 1] == 0x20 { return nil }
      index += 1
    } while index < source.count && source[index] != UInt8(ascii: "\n")
    let range = start..<min(index - 1, source.count)
    return isASCII || isUTF8(range) ? range : nil
  }

  /// No sign of a block: of a heading, a list, a quotation, code, a break.
  private func mayBeginLine(at start: Int) -> Bool {
    switch source[start] {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: "@"):
      true
    case 0x80...: source[start] != 0xEF
    default: false
    }
  }

  private func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: "\\"):
      false
    default: true
    }
  }

  private func isUTF8(_ range: Range<Int>) -> Bool {
    let text = UnsafeBufferPointer(rebasing: source[range])
    return (try? UTF8Span(validating: text.span)) != nil
  }
}
