/// Diagnostics ready for printing: sorted and without duplicates.
package struct DiagnosticReport: Sendable {
  package enum Style: Sendable {
    /// One line in the format of compilers. On a terminal, the source line and a caret follow.
    case text(terminal: Bool)
    /// JSON Lines: one object per line with the keys `file`, `line`, `column`, `severity`, `id`,
    /// `message` and `suggestion`.
    case json
    /// GitHub workflow commands, which GitHub shows next to the changed lines.
    case gitHub
  }

  package let diagnostics: [Diagnostic]

  package init(_ diagnostics: some Sequence<Diagnostic>) {
    self.diagnostics = Set(diagnostics).sorted()
  }

  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// Returns all diagnostics in the given style. Each line ends with a line feed.
  package func formatted(as style: Style) -> String {
    diagnostics.map { line(for: $0, in: style) + "\n" }.joined()
  }
}

extension DiagnosticReport {
  private func line(for diagnostic: Diagnostic, in style: Style) -> String {
    switch style {
    case .text(terminal: false): plainLine(diagnostic)
    case .text(terminal: true): terminalLines(diagnostic)
    case .json: jsonLine(diagnostic)
    case .gitHub: gitHubLine(diagnostic)
    }
  }

  private func plainLine(_ diagnostic: Diagnostic) -> String {
    "\(position(diagnostic.location)): \(diagnostic.severity.rawValue): \(message(diagnostic))"
  }

  private func terminalLines(_ diagnostic: Diagnostic) -> String {
    let location = diagnostic.location
    let colour = diagnostic.severity == .error ? "\u{1B}[1;31m" : "\u{1B}[1;35m"
    let bold = "\u{1B}[1m"
    let reset = "\u{1B}[0m"
    let head =
      "\(bold)\(position(location)):\(reset) "
      + "\(colour)\(diagnostic.severity.rawValue):\(reset) "
      + "\(bold)\(message(diagnostic))\(reset)"
    guard let excerpt = diagnostic.excerpt, !excerpt.isEmpty else { return head }
    return head + "\n" + caretLines(under: excerpt, column: location.column)
  }

  private func position(_ location: SourceLocation) -> String {
    let file = replacingUnprintableCharacters(in: location.file)
    return "\(file):\(location.line):\(location.column)"
  }

  private func message(_ diagnostic: Diagnostic) -> String {
    replacingUnprintableCharacters(in: diagnostic.messageWithSuggestion)
  }

  /// Returns the source line and a caret below `column`. Both are cut to the same 100 Unicode
  /// scalars so that neither wraps.
  private func caretLines(under excerpt: String, column: Int) -> String {
    let width = 100
    let scalars = Array(excerpt.unicodeScalars)
    let caret = min(column - 1, scalars.count)
    let start = caret < width ? 0 : caret - width / 2
    let end = min(start + width, scalars.count)
    var shown = String.UnicodeScalarView()
    shown.append(contentsOf: scalars[start..<end])
    // A tab stays a tab, so that the caret is below its column whatever the width of a tab is.
    let indent = scalars[start..<caret].map { $0 == "\t" ? "\t" : " " }.joined()
    return
      "    \(replacingUnprintableCharacters(in: String(shown), keepingTabs: true))\n    \(indent)^"
  }

  private func jsonLine(_ diagnostic: Diagnostic) -> String {
    let location = diagnostic.location
    var members = [
      "\"file\":\(jsonString(location.file))", "\"line\":\(location.line)",
      "\"column\":\(location.column)", "\"severity\":\"\(diagnostic.severity.rawValue)\"",
      "\"id\":\(jsonString(diagnostic.id))", "\"message\":\(jsonString(diagnostic.message))",
    ]
    members.append("\"suggestion\":\(diagnostic.suggestion.map(jsonString) ?? "null")")
    return "{\(members.joined(separator: ","))}"
  }

  private func gitHubLine(_ diagnostic: Diagnostic) -> String {
    let location = diagnostic.location
    return "::\(diagnostic.severity.rawValue) file=\(gitHubProperty(location.file)),"
      + "line=\(location.line),col=\(location.column)::"
      + gitHubData(diagnostic.messageWithSuggestion)
  }
}

extension Diagnostic {
  /// The message followed by the suggestion, if there is one.
  package var messageWithSuggestion: String {
    suggestion.map { "\(message); did you mean '\($0)'?" } ?? message
  }
}

/// Returns `text` with each unprintable character replaced by U+FFFD. An author's text must not
/// control the terminal or add lines to the report.
package func replacingUnprintableCharacters(in text: String, keepingTabs: Bool = false) -> String {
  guard text.unicodeScalars.contains(where: isUnprintable) else { return text }
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    let shown = isUnprintable(scalar) && !(keepingTabs && scalar == "\t")
    result.append(shown ? "\u{FFFD}" : scalar)
  }
  return String(result)
}

/// Control characters, line separators, and controls of bidirectional text.
private func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
  default: false
  }
}

private func gitHubData(_ text: String) -> String {
  replacingUnprintableCharacters(in: text).split(separator: "%", omittingEmptySubsequences: false)
    .joined(separator: "%25")
}

private func gitHubProperty(_ text: String) -> String {
  gitHubData(text).unicodeScalars.map {
    $0 == ":" ? "%3A" : $0 == "," ? "%2C" : String($0)
  }.joined()
}
