/// Transitions of the state machine.
extension HTMLContext {
  mutating func consume(_ bytes: some Collection<UInt8>) {
    for byte in bytes { consume(byte) }
  }

  /// Moves past a value. A value where neither text nor HTML is allowed is a number, because the
  /// compiler rejects other values there.
  mutating func consumeValue() {
    switch state {
    case .tagOpen: state = isEndTag ? .declaration : .text
    case .beforeValue: state = .value(quote: nil)
    default: break
    }
    if case .value = state { value.append(0) }
    (dashCount, candidate) = (0, nil)
  }

  private mutating func consume(_ byte: UInt8) {
    switch state {
    case .text: if byte == UInt8(ascii: "<") { state = .tagOpen }
    case .tagOpen: consumeAfterTagOpen(byte)
    case .tagName, .tag, .attributeName: consumeInTag(byte)
    case .beforeValue, .value: consumeInAttributeValue(byte)
    case .declaration, .comment: consumeInComment(byte)
    case .rawText: consumeInRawText(byte)
    }
  }

  private mutating func consumeAfterTagOpen(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "/") where !isEndTag: isEndTag = true
    case UInt8(ascii: "!"), UInt8(ascii: "?"):
      (state, dashCount, isEndTag) = (.declaration, 0, false)
      candidate = []
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
    case _ where isSpace(byte), UInt8(ascii: "/"): state = .tag
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
    case .beforeValue where isSpace(byte): break
    case .beforeValue where byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"):
      state = .value(quote: byte)
    case .value(quote: byte): endValue(.tag)
    case .value(quote: _?): append(lowerCased(byte), to: \.value)
    case _ where byte == UInt8(ascii: ">"):
      endValue(.tag)
      endTag()
    case _ where isSpace(byte): endValue(.tag)
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
    let isRaw = !isEndTag && (element == Self.script || element == Self.style)
    (state, isEndTag, candidate) = (isRaw ? .rawText : .text, false, nil)
  }

  /// `<!--` begins a comment, which ends at `-->`. Any other declaration ends at `>`.
  private mutating func consumeInComment(_ byte: UInt8) {
    if byte == UInt8(ascii: "-") {
      dashCount += 1
      if state == .declaration, candidate != nil, dashCount == 2 { state = .comment }
    } else if byte == UInt8(ascii: ">"), state == .declaration || dashCount >= 2 {
      state = .text
    } else {
      dashCount = 0
      candidate = nil
    }
  }

  /// A script or style ends only at its own end tag.
  private mutating func consumeInRawText(_ byte: UInt8) {
    if byte == UInt8(ascii: "<") { return candidate = [] }
    guard let passed = candidate else { return }
    let ending = [UInt8(ascii: "/")] + element
    guard passed == ending else {
      let isNext = passed.count < ending.count && ending[passed.count] == lowerCased(byte)
      return candidate = isNext ? passed + [lowerCased(byte)] : nil
    }
    if byte == UInt8(ascii: ">") {
      (state, candidate) = (.text, nil)
    } else if isSpace(byte) || byte == UInt8(ascii: "/") {
      (state, candidate, isEndTag, attribute) = (.tag, nil, true, [])
    } else {
      candidate = nil
    }
  }

  private mutating func append(_ byte: UInt8, to name: WritableKeyPath<HTMLContext, [UInt8]>) {
    if self[keyPath: name].count < 24 { self[keyPath: name].append(byte) }
  }
}

private func isLetter(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowerCased(byte))
}

private func lowerCased(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}
