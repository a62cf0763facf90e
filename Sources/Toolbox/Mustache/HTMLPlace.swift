/// Where in HTML a template's literal text has come to: whether escaped text is safe there.
///
/// A small state machine, far from a parser of HTML: it knows what the browser's tokenizer knows of
/// tags, attributes, comments, scripts and styles (the WHATWG HTML standard, 13.2.5). Where it
/// is in doubt it takes a place for unsafe.
struct HTMLPlace: Equatable {
  enum State: Equatable {
    case text
    /// Behind `<`, in a tag's name, between attributes, in an attribute's name, behind its `=`.
    case tagOpen, tagName, tag, attributeName, beforeValue
    /// In a value, up to its quote; nil is one without quotes.
    case value(quote: UInt8?)
    /// Behind `<!` or `<?`, in a comment, and in a script's or style's text.
    case declaration, comment, rawText
  }

  private(set) var state = State.text
  private var isEndTag = false
  /// In lower case, and cut: only a few are of interest.
  private var element: [UInt8] = []
  private var attribute: [UInt8] = []
  private var value: [UInt8] = []
  private var isJSONLD = false
  /// Dashes just passed in a comment or declaration.
  private var dashes = 0
  /// What was passed since the last `<` in a script or style.
  private var candidate: [UInt8]?

  mutating func pass(_ bytes: some Collection<UInt8>) {
    for byte in bytes { pass(byte) }
  }

  /// A value stands here, which ends no state.
  mutating func passValue() {
    switch state {
    case .tagOpen: state = .tagName
    case .beforeValue: state = .value(quote: nil)
    default: break
    }
    if state == .value(quote: nil) || attribute == Self.type { value.append(0) }
    dashes = 0
    candidate = nil
  }
}

extension HTMLPlace {
  private static let type = Array("type".utf8)
  private static let script = Array("script".utf8)
  private static let style = Array("style".utf8)
  private static let jsonLD = Array("application/ld+json".utf8)

  var takesText: Bool {
    switch state {
    case .text: true
    case .value(quote: _?): !isCode
    default: false
    }
  }

  var takesHTML: Bool { state == .text || state == .rawText && isJSONLD && element == Self.script }

  /// Attributes whose value the browser runs, or reads as HTML or a style sheet.
  private var isCode: Bool {
    attribute.starts(with: "on".utf8) || attribute == Self.style
      || attribute == Array("srcdoc".utf8)
  }

  /// For messages: "stands in …".
  var described: String {
    switch state {
    case .text: "text"
    case .tagOpen, .tagName: "a tag's name"
    case .tag, .attributeName: "a tag"
    case .beforeValue, .value(quote: nil): "an attribute without quotes"
    case .value: "the attribute '\(String(decoding: attribute, as: UTF8.self))'"
    case .declaration: "a declaration"
    case .comment: "a comment"
    case .rawText: "<\(String(decoding: element, as: UTF8.self))>"
    }
  }

  /// The place behind a section that was entered here and left at `end`, whether or not it is shown;
  /// nil when that makes a difference.
  func joined(with end: HTMLPlace) -> HTMLPlace? {
    switch (state, end.state) {
    case (.text, .text): self
    case (.value(let start), .value(let last)) where start == last && attribute == end.attribute:
      end
    case (.comment, .comment), (.declaration, .declaration): end
    case (.rawText, .rawText) where element == end.element && isJSONLD == end.isJSONLD: end
    case (.tagName, .tagName), (.tagName, .tag), (.tagName, .attributeName), (.tag, .tag),
      (.tag, .attributeName), (.attributeName, .tag), (.attributeName, .attributeName),
      (.tagName, .value(quote: nil)), (.tag, .value(quote: nil)):
      element.starts(with: end.element) && isEndTag == end.isEndTag ? end : nil
    default: nil
    }
  }
}

extension HTMLPlace {
  private mutating func pass(_ byte: UInt8) {
    switch state {
    case .text: if byte == UInt8(ascii: "<") { state = .tagOpen }
    case .tagOpen: passTagOpen(byte)
    case .tagName, .tag, .attributeName: passInTag(byte)
    case .beforeValue, .value: passValue(byte)
    case .declaration, .comment: passComment(byte)
    case .rawText: passRawText(byte)
    }
  }

  private mutating func passTagOpen(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "/") where !isEndTag: isEndTag = true
    case UInt8(ascii: "!"), UInt8(ascii: "?"):
      (state, dashes, isEndTag) = (.declaration, 0, false)
      candidate = []
    case _ where isLetter(byte):
      (state, element, isJSONLD) = (.tagName, [lowerCased(byte)], false)
      (attribute, value) = ([], [])
    default: (state, isEndTag) = (byte == UInt8(ascii: "<") ? .tagOpen : .text, false)
    }
  }

  private mutating func passInTag(_ byte: UInt8) {
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

  private mutating func passValue(_ byte: UInt8) {
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

  /// `<!--` opens a comment; any other declaration ends at its `>`.
  private mutating func passComment(_ byte: UInt8) {
    if byte == UInt8(ascii: "-") {
      dashes += 1
      if state == .declaration, candidate != nil, dashes == 2 { state = .comment }
    } else if byte == UInt8(ascii: ">"), state == .declaration || dashes >= 2 {
      state = .text
    } else {
      dashes = 0
      candidate = nil
    }
  }

  /// A script or style ends at its own end tag only.
  private mutating func passRawText(_ byte: UInt8) {
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

  private mutating func append(_ byte: UInt8, to name: WritableKeyPath<HTMLPlace, [UInt8]>) {
    if self[keyPath: name].count < 24 { self[keyPath: name].append(byte) }
  }
}

private func isLetter(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowerCased(byte))
}

private func lowerCased(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}
