/// Comments, CDATA sections, and the start of a declaration.
extension HTMLContext {
  /// The markup declaration open state (HTML Standard, 13.2.5.42).
  mutating func consumeAfterDeclarationOpen(_ byte: UInt8) {
    declarationStart.append(byte)
    if declarationStart == commentOpen {
      state = .comment(.start)
    } else if declarationStart == cdataOpen {
      state = .cdata(brackets: 0)
    } else if !commentOpen.starts(with: declarationStart),
      !cdataOpen.starts(with: declarationStart)
    {
      state = byte == UInt8(ascii: ">") ? .text : .declaration
    }
  }

  mutating func consume(_ byte: UInt8, inComment comment: CommentState) {
    switch (comment, byte) {
    case (.start, UInt8(ascii: ">")), (.startDash, UInt8(ascii: ">")), (.end, UInt8(ascii: ">")),
      (.endBang, UInt8(ascii: ">")):
      state = .text
    case (.start, UInt8(ascii: "-")): state = .comment(.startDash)
    case (.text, UInt8(ascii: "-")), (.endBang, UInt8(ascii: "-")): state = .comment(.endDash)
    case (.startDash, UInt8(ascii: "-")), (.endDash, UInt8(ascii: "-")), (.end, UInt8(ascii: "-")):
      state = .comment(.end)
    case (.end, UInt8(ascii: "!")): state = .comment(.endBang)
    default: state = .comment(.text)
    }
  }

  /// A CDATA section ends at `]]>` in SVG and MathML. In HTML it is a bogus comment, which ends at
  /// the first `>`. The two agree only if the first `>` is that of `]]>`.
  mutating func consume(_ byte: UInt8, inCDATAAfter brackets: Int) {
    switch byte {
    case UInt8(ascii: "]"): state = .cdata(brackets: min(brackets + 1, 2))
    case UInt8(ascii: ">"): state = brackets == 2 ? .text : .ambiguous
    default: state = .cdata(brackets: 0)
    }
  }
}

private let commentOpen = Array("--".utf8)
private let cdataOpen = Array("[CDATA[".utf8)
