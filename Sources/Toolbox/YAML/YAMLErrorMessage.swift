/// An error of libyaml, in words for an author who does not know YAML's terms.
struct YAMLErrorMessage {
  /// Says what is wrong and how to correct it.
  let text: String
  /// Whether to report the start of the value, quote or bracket. Otherwise the location is where
  /// libyaml stopped, which is often on a later line.
  let isReportedAtStart: Bool

  /// - Parameters:
  ///   - problem: a message of libyaml 0.2.5 (scanner.c, parser.c).
  ///   - context: the message of libyaml that says what it was reading.
  init(_ problem: String, while context: String) {
    let known = Self.messages[problem] ?? Self.message(of: context)
    text = known ?? "this cannot be read: \(problem)"
    isReportedAtStart = Self.reportedAtStart.contains(problem)
  }

  private static let reportedAtStart: Set = [
    "could not find expected ':'", "found unexpected end of stream",
    "found unexpected document indicator", "did not find expected ',' or ']'",
    "did not find expected ',' or '}'", "did not find expected alphabetic or numeric character",
    "did not find expected comment or line break",
  ]

  private static let messages = [
    "mapping values are not allowed in this context":
      "there is a second ': ' in this line; put quotes around text that contains ': ', and begin "
      + "all keys in the same column",
    "mapping keys are not allowed in this context":
      "text cannot begin with '? '; put quotes around it",
    "block sequence entries are not allowed in this context":
      "a list cannot begin here; put each '- ' on its own line, or put quotes around text that "
      + "begins with '- '",
    "found character that cannot start any token":
      "text cannot begin with this character; put quotes around it, and indent with spaces, not "
      + "tabs",
    "could not find expected ':'": "this line has no ':'; write it as 'key: value'",
    "found unexpected ':'":
      "inside '[…]' or '{…}' put a space and a text after each ':', or put quotes around text that "
      + "contains ':'",
    "found unexpected end of stream": "the closing quote is missing",
    "found unexpected document indicator": "the closing quote is missing",
    "did not find expected ',' or ']'":
      "the ']' of this '[' is missing, or a ',' between its items",
    "did not find expected ',' or '}'":
      "the '}' of this '{' is missing, or a ',' between its keys",
    "did not find expected key":
      "this is not 'key: value'; begin all keys in the same column, and write nothing after a "
      + "closing quote",
    "did not find expected '-' indicator":
      "this is not an item of the list; begin each item with '- ', in the same column",
    "did not find expected node content":
      "something is missing here; write a text after the key or the comma",
    "found undefined alias":
      "text cannot begin with '*'; put quotes around it",
    "did not find expected alphabetic or numeric character":
      "text cannot begin with '&' or '*'; put quotes around it",
    "found unknown escape character":
      "in double quotes write a backslash as \\\\, or use single quotes",
    "did not find expected hexdecimal number":
      "digits are missing after this backslash; in double quotes write a backslash as \\\\",
    "found invalid Unicode character escape code":
      "the digits after this backslash are not a character; in double quotes write a backslash as "
      + "\\\\",
    "found a tab character that violates indentation": "indent with spaces, not tabs",
    "found a tab character where an indentation space is expected":
      "indent with spaces, not tabs",
    "but found another document":
      "everything after this line '---' would be ignored; delete the line",
    "did not find expected <document start>":
      "everything after this line '...' would be ignored; delete the line",
    "found incompatible YAML document": "a line cannot begin with '%'; put quotes around the text",
    "did not find expected comment or line break":
      "write nothing after '|' or '>'; begin the text on the next line, indented",
    "Maximum nesting level reached, set with yaml_set_max_nest_level())": tooDeep,
  ]

  static let tooDeep = "brackets, braces or lists are nested more than 64 levels deep"

  /// Returns a message for errors in directives and tags, for which libyaml has many messages.
  private static func message(of context: String) -> String? {
    if context.contains("directive") { return messages["found incompatible YAML document"] }
    if context.contains("tag") { return "text cannot begin with '!'; put quotes around it" }
    return nil
  }
}
