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
    text = known ?? "this is not valid YAML: \(problem)"
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
      "a second ': ' in a line; put quotes around a value that holds ': ', and begin all keys of a "
      + "block in the same column",
    "mapping keys are not allowed in this context":
      "no value can begin with '? '; put quotes around it",
    "block sequence entries are not allowed in this context":
      "no list can begin here; put each '- ' on a line of its own, or quotes around a value that "
      + "begins with '- '",
    "found character that cannot start any token":
      "no value can begin with this sign; put quotes around it, and indent with spaces, not tabs",
    "could not find expected ':'": "this line is not 'key: value'; a ':' is missing",
    "found unexpected ':'":
      "inside '[…]' or '{…}' a ':' needs a space and a value behind it; put quotes around a value "
      + "that holds ':'",
    "found unexpected end of stream": "this quote is never closed",
    "found unexpected document indicator": "this quote is never closed",
    "did not find expected ',' or ']'":
      "this '[' has no ']', or a ',' is missing between the list's items",
    "did not find expected ',' or '}'":
      "this '{' has no '}', or a ',' is missing between its keys",
    "did not find expected key":
      "a key was expected here: each line is 'key: value', all keys of a block begin in the same "
      + "column, and nothing follows a closing quote",
    "did not find expected '-' indicator":
      "an item of the list was expected here: each begins with '- ', in the same column",
    "did not find expected node content": "a value was expected here",
    "found undefined alias":
      "'*' refers to a name that nothing has; put quotes around a value that begins with '*'",
    "did not find expected alphabetic or numeric character":
      "no value can begin with '&' or '*'; put quotes around it",
    "found unknown escape character":
      "no such escape; in double quotes a backslash is written \\\\, or use single quotes",
    "did not find expected hexdecimal number":
      "the escape lacks digits; in double quotes a backslash is written \\\\",
    "found invalid Unicode character escape code": "the escape means no character",
    "found a tab character that violates indentation": "indent with spaces, not tabs",
    "found a tab character where an indentation space is expected":
      "indent with spaces, not tabs",
    "but found another document": "a line '---' ends what is read, but more follows; remove it",
    "did not find expected <document start>":
      "a line '...' ends what is read, but more follows; remove it",
    "found incompatible YAML document": "no line can begin with '%'; put quotes around the value",
    "did not find expected comment or line break":
      "behind '|' or '>' the line ends; its text begins on the next line, indented",
    "Maximum nesting level reached, set with yaml_set_max_nest_level())": tooDeep,
  ]

  static let tooDeep = "brackets, braces or lists are nested too deeply; 64 levels are read"

  /// Returns a sentence for errors in directives and tags, for which libyaml has many messages.
  private static func message(of context: String) -> String? {
    if context.contains("directive") { return messages["found incompatible YAML document"] }
    if context.contains("tag") { return "no value can begin with '!'; put quotes around it" }
    return nil
  }
}
