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

  var state = State.text
  var isEndTag = false
  /// In lower case, and cut: only a few are of interest.
  var element: [UInt8] = []
  var attribute: [UInt8] = []
  var value: [UInt8] = []
  var isJSONLD = false
  /// Dashes just passed in a comment or declaration.
  var dashes = 0
  /// What was passed since the last `<` in a script or style.
  var candidate: [UInt8]?
}

extension HTMLPlace {
  static let type = Array("type".utf8)
  static let script = Array("script".utf8)
  static let style = Array("style".utf8)
  static let jsonLD = Array("application/ld+json".utf8)

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
    guard isSame(as: end) else { return nil }
    var joined = state == .text ? self : end
    joined.isJSONLD = isJSONLD && end.isJSONLD
    joined.dashes = 0
    if value != end.value { joined.value.append(0) }
    return joined
  }

  private func isSame(as end: HTMLPlace) -> Bool {
    switch (state, end.state) {
    case (.text, .text), (.comment, .comment), (.declaration, .declaration): true
    case (.value(let start), .value(let last)): start == last && attribute == end.attribute
    case (.rawText, .rawText): element == end.element && isJSONLD == end.isJSONLD
    case (.tagName, .tagName), (.tagName, .tag), (.tagName, .attributeName), (.tag, .tag),
      (.tag, .attributeName), (.attributeName, .tag), (.attributeName, .attributeName),
      (.tagName, .value(quote: nil)), (.tag, .value(quote: nil)):
      element == end.element && isEndTag == end.isEndTag
    default: false
    }
  }
}
