/// The content of elements that contain no tags: scripts, style sheets and elements of text.
extension HTMLContext {
  mutating func consumeInRawText(_ byte: UInt8) {
    if byte == UInt8(ascii: "<") { return (tagStart, dashCount) = ([], 0) }
    if let start = tagStart {
      let isConsumed =
        element == Self.script
        ? consume(byte, afterScriptTagStart: start) : consume(byte, afterTagStart: start)
      if isConsumed { return }
      tagStart = nil
    }
    if scriptEscape != .none { consumeInEscapedScript(byte) }
  }

  /// Ends a style sheet or an element of text at its end tag.
  ///
  /// SVG and MathML have elements of these names that contain markup. Other markup in an element
  /// of text is therefore ambiguous.
  private mutating func consume(_ byte: UInt8, afterTagStart start: [UInt8]) -> Bool {
    if endsElement(byte, start) { return true }
    let next = start + [lowerCased(byte)]
    if endTagStart.starts(with: next) {
      tagStart = next
      return true
    }
    let isMarkup = !start.isEmpty || isLetter(byte) || "!?".utf8.contains(byte)
    guard isMarkup, isInTextElement else { return false }
    state = .ambiguous
    return true
  }

  /// The states from "script data less-than sign" to "script data double escape end" (HTML
  /// Standard, 13.2.5.15 to 13.2.5.31). Returns false if `byte` ends what began with `<`, and is
  /// to be read as text.
  private mutating func consume(_ byte: UInt8, afterScriptTagStart start: [UInt8]) -> Bool {
    if scriptEscape != .doubleEscaped, endsElement(byte, start) { return true }
    let isNameByte = isLetter(byte) && (start.first == slash || scriptEscape == .escaped)
    if isNameByte || start.isEmpty && byte == slash {
      tagStart = start.count < 24 ? start + [lowerCased(byte)] : start
      return true
    }
    if scriptEscape == .none { return consume(byte, afterEscapeStart: start) }
    guard endsName(byte) else { return false }
    switch scriptEscape {
    case .escaped where start == Self.script: scriptEscape = .doubleEscaped
    case .doubleEscaped where start == endTagStart: scriptEscape = .escaped
    default: return false
    }
    tagStart = nil
    return true
  }

  /// `<!--` in a script.
  private mutating func consume(_ byte: UInt8, afterEscapeStart start: [UInt8]) -> Bool {
    let next = start + [byte]
    guard escapeStart.starts(with: next) else { return false }
    tagStart = next
    if next == escapeStart { (scriptEscape, dashCount, tagStart) = (.escaped, 2, nil) }
    return true
  }

  /// `-->` ends the escaped part of a script.
  private mutating func consumeInEscapedScript(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "-"): dashCount = min(dashCount + 1, 2)
    case UInt8(ascii: ">") where dashCount == 2: (scriptEscape, dashCount) = (.none, 0)
    default: dashCount = 0
    }
  }

  /// Leaves the element if `byte` ends the name of its end tag, which began with `start`.
  private mutating func endsElement(_ byte: UInt8, _ start: [UInt8]) -> Bool {
    guard start == endTagStart, endsName(byte) else { return false }
    (tagStart, scriptEscape, dashCount) = (nil, .none, 0)
    if byte == UInt8(ascii: ">") {
      state = .text
    } else {
      (state, isEndTag, attribute) = (.tag, true, [])
    }
    return true
  }

  private var endTagStart: [UInt8] { [slash] + element }

  private func endsName(_ byte: UInt8) -> Bool {
    isHTMLSpace(byte) || byte == slash || byte == UInt8(ascii: ">")
  }
}

private let slash = UInt8(ascii: "/")
private let escapeStart = Array("!--".utf8)
