/// The HTML context at a point of a template. It decides whether a value is safe there.
///
/// A small state machine that follows the HTML Standard's tokenizer (13.2.5) for tags,
/// attributes, comments, scripts and styles. It is not an HTML parser. In case of doubt it treats
/// a context as unsafe.
struct HTMLContext: Equatable {
  enum State: Equatable {
    case text
    /// After `<`, in a tag name, between attributes, in an attribute name, after the `=` of an
    /// attribute.
    case tagOpen, tagName, tag, attributeName, beforeValue
    /// In an attribute value with the given quote, or in an unquoted value if nil.
    case value(quote: UInt8?)
    /// After `<!` or `<?`, in a comment, in the text of a script or style.
    case declaration, comment, rawText
  }

  var state = State.text
  var isEndTag = false
  /// Name of the current element in lower case. This and the next two names are cut to 24 bytes,
  /// because only a few short ones matter.
  var element: [UInt8] = []
  var attribute: [UInt8] = []
  var value: [UInt8] = []
  var isJSONLD = false
  /// Number of consecutive dashes just passed in a comment or declaration.
  var dashCount = 0
  /// In a script or style: the bytes since the last `<` while they can begin its end tag. In a
  /// declaration: non-nil while only dashes have followed `<!`.
  var candidate: [UInt8]?
}

extension HTMLContext {
  static let type = Array("type".utf8)
  static let script = Array("script".utf8)
  static let style = Array("style".utf8)
  static let jsonLD = Array("application/ld+json".utf8)

  var allowsText: Bool {
    switch state {
    case .text: true
    case .value(quote: _?): !isExecutableAttribute
    default: false
    }
  }

  var allowsHTML: Bool { state == .text || state == .rawText && isJSONLD && element == Self.script }

  /// Whether the browser executes the value of the attribute, or reads it as HTML or as a style
  /// sheet.
  private var isExecutableAttribute: Bool {
    attribute.starts(with: "on".utf8) || attribute == Self.style
      || attribute == Array("srcdoc".utf8)
  }

  /// Description for messages, used after "in".
  var described: String {
    switch state {
    case .text: "text"
    case .tagOpen, .tagName: "a tag's name"
    case .tag, .attributeName: "a tag"
    case .beforeValue, .value(quote: nil): "an attribute value without quotes"
    case .value: "the attribute '\(String(decoding: attribute, as: UTF8.self))'"
    case .declaration: "a declaration"
    case .comment: "a comment"
    case .rawText: "<\(String(decoding: element, as: UTF8.self))>"
    }
  }

  /// Returns the context after a section that is entered in this context and left in `end`. Nil
  /// if it matters whether the section is shown.
  func merged(with end: HTMLContext) -> HTMLContext? {
    guard isSame(as: end) else { return nil }
    var merged = state == .text ? self : end
    merged.isJSONLD = isJSONLD && end.isJSONLD
    merged.dashCount = 0
    if value != end.value { merged.value.append(0) }
    return merged
  }

  private func isSame(as end: HTMLContext) -> Bool {
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
