/// Transitions of the state machine.
extension HTMLContext {
  mutating func consume(_ bytes: some Collection<UInt8>) {
    for byte in bytes { consume(byte) }
  }

  /// Moves past a value. A value where neither text nor HTML is allowed is a number, because the
  /// compiler rejects other values there. A number can begin with `-` and ends with a digit.
  mutating func consumeValue() {
    switch state {
    case .tagOpen: state = isEndTag ? .declaration : .text
    case .tagName, .tag, .attributeName, .value(quote: nil):
      if restriction == .nameEnds { state = .ambiguous }
      if state == .tagName { append(0, to: \.element) }
    case .beforeValue: state = .value(quote: nil)
    case .declarationOpen: state = declarationStart == dash ? .ambiguous : .declaration
    case .comment: state = .comment(.text)
    case .cdata: state = .cdata(brackets: 0)
    case .rawText where tagStart == bangDash && element == Self.script: state = .ambiguous
    case .rawText where tagStart?.isEmpty == false && isInTextElement: state = .ambiguous
    default: break
    }
    if case .value = state { value.append(0) }
    (dashCount, tagStart) = (0, nil)
  }

  private mutating func consume(_ byte: UInt8) {
    if restriction != .none { applyRestriction(before: byte) }
    switch state {
    case .text: if byte == UInt8(ascii: "<") { state = .tagOpen }
    case .tagOpen: consumeAfterTagOpen(byte)
    case .tagName, .tag, .attributeName: consumeInTag(byte)
    case .beforeValue, .value: consumeInAttributeValue(byte)
    case .declarationOpen: consumeAfterDeclarationOpen(byte)
    case .declaration: if byte == UInt8(ascii: ">") { state = .text }
    case .comment(let comment): consume(byte, inComment: comment)
    case .cdata(let brackets): consume(byte, inCDATAAfter: brackets)
    case .rawText: consumeInRawText(byte)
    case .ambiguous: break
    }
  }

  private mutating func applyRestriction(before byte: UInt8) {
    switch (restriction, byte) {
    case (.nameEnds, _) where isHTMLSpace(byte):
      if case .value = state { endValue(.tag) }
      (state, attribute, restriction) = (.tag, [], .noEqualsSign)
    case (.nameEnds, UInt8(ascii: ">")): restriction = .none
    case (.nameEnds, UInt8(ascii: "/")) where state != .value(quote: nil): restriction = .none
    case (.nameEnds, _), (_, UInt8(ascii: "=")): (state, restriction) = (.ambiguous, .none)
    case _ where isHTMLSpace(byte): break
    default: restriction = .none
    }
  }

  private mutating func consumeAfterTagOpen(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "/") where !isEndTag: isEndTag = true
    case UInt8(ascii: "!") where !isEndTag: (state, declarationStart) = (.declarationOpen, [])
    case UInt8(ascii: "?") where !isEndTag: state = .declaration
    case _ where isLetter(byte):
      (state, element, isJSONLD) = (.tagName, [lowerCased(byte)], false)
      (attribute, value) = ([], [])
    // `</` before anything but a letter or `>` begins a comment (HTML Standard, 13.2.5.7).
    case _ where isEndTag && byte != UInt8(ascii: ">"): (state, isEndTag) = (.declaration, false)
    default: (state, isEndTag) = (byte == UInt8(ascii: "<") ? .tagOpen : .text, false)
    }
  }

  private mutating func consumeInTag(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: ">"): endTag()
    case _ where isHTMLSpace(byte): state = .tag
    // An `=` after the slash begins a new attribute (13.2.5.40 and 13.2.5.32).
    case UInt8(ascii: "/"): (state, attribute) = (.tag, [])
    case UInt8(ascii: "=") where state != .tagName && !attribute.isEmpty:
      (state, value) = (.beforeValue, [])
    case _ where state == .tagName: append(lowerCased(byte), to: \.element)
    default:
      if state == .tag { attribute = [] }
      state = .attributeName
      append(lowerCased(byte), to: \.attribute)
    }
  }

  private mutating func consumeInAttributeValue(_ byte: UInt8) {
    switch state {
    case .beforeValue where isHTMLSpace(byte): break
    case .beforeValue where byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"):
      state = .value(quote: byte)
    case .value(quote: byte): endValue(.tag)
    case .value(quote: _?): append(lowerCased(byte), to: \.value)
    case _ where byte == UInt8(ascii: ">"):
      endValue(.tag)
      endTag()
    case _ where isHTMLSpace(byte): endValue(.tag)
    default:
      state = .value(quote: nil)
      append(lowerCased(byte), to: \.value)
    }
  }

  private mutating func endValue(_ next: State) {
    if attribute == Self.type { isJSONLD = value == Self.jsonLD }
    (state, attribute) = (next, [])
  }

  private mutating func endTag() {
    let isRaw =
      !isEndTag
      && (element == Self.script || element == Self.style || Self.textElements.contains(element))
    (state, isEndTag, tagStart) = (isRaw ? .rawText : .text, false, nil)
    (scriptEscape, dashCount) = (.none, 0)
  }

  mutating func append(_ byte: UInt8, to name: WritableKeyPath<HTMLContext, [UInt8]>) {
    if self[keyPath: name].count < 24 { self[keyPath: name].append(byte) }
  }
}

private let dash = Array("-".utf8)
private let bangDash = Array("!-".utf8)

/// White space of HTML, which a vertical tab is not.
func isHTMLSpace(_ byte: UInt8) -> Bool { byte != 0x0B && isSpace(byte) }

func isLetter(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowerCased(byte))
}

func lowerCased(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}
