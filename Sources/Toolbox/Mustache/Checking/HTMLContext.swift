/// The HTML context at a point of a template. It decides whether a value is safe there.
///
/// A small state machine that follows the HTML Standard's tokenizer (13.2.5) for tags,
/// attributes, comments and the elements whose content is text. It is not an HTML parser. In case
/// of doubt it treats a context as unsafe.
struct HTMLContext: Equatable {
  enum State: Equatable {
    case text
    /// After `<`, in a tag name, between attributes, in an attribute name, after the `=` of an
    /// attribute.
    case tagOpen, tagName, tag, attributeName, beforeValue
    /// In an attribute value with the given quote, or in an unquoted value if nil.
    case value(quote: UInt8?)
    /// After `<!`, while the bytes since then, `declarationStart`, can begin a comment or a CDATA
    /// section.
    case declarationOpen
    /// In a declaration or a bogus comment (`<?…>`, `</ …>`), which end at the first `>`.
    case declaration
    case comment(CommentState)
    /// In a CDATA section after the given number of `]`, at most 2.
    case cdata(brackets: Int)
    /// In an element whose content is text: script, style, title, textarea and others.
    case rawText
    /// After markup whose meaning depends on more than the template's text. Never left.
    case ambiguous
  }

  /// The states of the tokenizer in a comment (13.2.5.43 to 13.2.5.52), without those that differ
  /// only in their parse errors.
  enum CommentState { case start, startDash, text, endDash, end, endBang }

  /// Whether `<!--` was passed in a script ("script data escaped" state), and `<script` after it
  /// ("script data double escaped" state). An end tag does not end a script in the latter.
  enum ScriptEscape { case none, escaped, doubleEscaped }

  /// What must follow in a tag after a section that can be left out, because anything else would
  /// continue different names or values with and without the section.
  enum TagRestriction: Comparable { case none, noEqualsSign, nameEnds }

  var state = State.text
  var isEndTag = false
  var restriction = TagRestriction.none
  /// Name of the current element in lower case. This and the next three are cut to 24 bytes,
  /// because only a few short ones matter.
  var element: [UInt8] = []
  var attribute: [UInt8] = []
  var value: [UInt8] = []
  /// In `rawText`: the bytes since the last `<`, in lower case, while they can begin a tag or
  /// `<!--`.
  var tagStart: [UInt8]?
  var declarationStart: [UInt8] = []
  var isJSONLD = false
  var scriptEscape = ScriptEscape.none
  /// Number of consecutive dashes just passed in an escaped script, at most 2.
  var dashCount = 0
}

extension HTMLContext {
  static let type = Array("type".utf8)
  static let script = Array("script".utf8)
  static let style = Array("style".utf8)
  static let jsonLD = Array("application/ld+json".utf8)

  /// Elements whose content is text with or without character references. Escaped text is safe
  /// in them.
  static let textElements = ["title", "textarea", "xmp", "iframe", "noembed", "noframes"]
    .map { Array($0.utf8) }

  var isInTextElement: Bool { state == .rawText && Self.textElements.contains(element) }

  var allowsText: Bool {
    switch state {
    case .text: true
    case .rawText: isInTextElement && tagStart == nil
    case .value(quote: _?): !isExecutableAttribute
    default: false
    }
  }

  var allowsHTML: Bool {
    switch state {
    case .text: true
    case .rawText: isInTextElement && tagStart == nil || isJSONLD && element == Self.script
    default: false
    }
  }

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
    case .declarationOpen, .declaration: "a declaration"
    case .comment(let comment): comment.described
    case .cdata: "a CDATA section"
    case .rawText where scriptEscape == .escaped: "<script> after '<!--'"
    case .rawText where scriptEscape == .doubleEscaped: "<script> after '<!--<script'"
    case .rawText: "<\(String(decoding: element, as: UTF8.self))>"
    case .ambiguous: "markup that browsers may read in several ways"
    }
  }

  /// Returns the context after a section that is entered in this context and left in `end`. Nil
  /// if it matters whether the section is shown.
  func merged(with end: HTMLContext) -> HTMLContext? {
    guard isSame(as: end) else { return nil }
    var merged = state == .text ? self : end
    merged.isJSONLD = isJSONLD && end.isJSONLD
    if value != end.value { merged.value.append(0) }
    merged.restriction = max(restriction, end.restriction)
    if state == .tag, end.state == .tag {
      if attribute != end.attribute { merged.restriction = max(merged.restriction, .noEqualsSign) }
    } else if isInTag, state != end.state || attribute != end.attribute {
      merged.restriction = .nameEnds
    }
    return merged
  }

  private var isInTag: Bool {
    switch state {
    case .tagName, .tag, .attributeName: true
    default: false
    }
  }

  private func isSame(as end: HTMLContext) -> Bool {
    switch (state, end.state) {
    case (.value(let start), .value(let last)): start == last && attribute == end.attribute
    case (.rawText, .rawText):
      element == end.element && isJSONLD == end.isJSONLD && tagStart == end.tagStart
        && scriptEscape == end.scriptEscape && dashCount == end.dashCount
    case (.declarationOpen, .declarationOpen): declarationStart == end.declarationStart
    case (.text, .text), (.declaration, .declaration), (.comment, .comment), (.cdata, .cdata),
      (.ambiguous, .ambiguous):
      state == end.state
    case (.tagName, .tagName), (.tagName, .tag), (.tagName, .attributeName), (.tag, .tag),
      (.tag, .attributeName), (.attributeName, .tag), (.attributeName, .attributeName),
      (.tagName, .value(quote: nil)), (.tag, .value(quote: nil)):
      element == end.element && isEndTag == end.isEndTag
    default: false
    }
  }
}

extension HTMLContext.CommentState {
  fileprivate var described: String {
    switch self {
    case .start: "a comment after '<!--'"
    case .startDash: "a comment after '<!---'"
    case .text: "a comment"
    case .endDash: "a comment after '-'"
    case .end: "a comment after '--'"
    case .endBang: "a comment after '--!'"
    }
  }
}
