import Content
import Diagnostics

/// The texts of a theme, from strings.yml, which maps names to texts.
///
/// A text can have placeholders such as `{count}`, which the page that shows it replaces.
package struct ThemeStrings: Sendable {
  /// In the order of `keys`. An optional text that is missing is empty.
  package let texts: [String]
  package static let keys = StringKey.allCases.map(\.rawValue)

  package subscript(key: StringKey) -> String { texts[key.slot] }

  /// Reads strings.yml. Nil if it has errors. Every text that is not optional is required, so
  /// that no page has a gap where a text should be.
  static func read(
    _ folder: SourceFolder, hasStrings: Bool, _ diagnostics: inout [Diagnostic]
  ) throws(ReadingError) -> ThemeStrings? {
    guard hasStrings else {
      diagnostics.append(
        Diagnostic(
          .error, "no-strings", "there is no strings.yml with the words of the theme",
          at: SourceLocation(file: folder.shown("strings.yml"))))
      return nil
    }
    let file = try folder.read("strings.yml", &diagnostics)
    guard let file else { return nil }
    var problems = DiagnosticCollector(file.source)
    let strings = strings(in: file, &problems)
    diagnostics += problems.diagnostics
    return strings
  }

  private static func strings(in file: TextFile, _ problems: inout DiagnosticCollector)
    -> ThemeStrings?
  {
    var reader = YAMLReader(file.source, range: file.start..<file.source.bytes.count)
    guard let node = reader.read(&problems) else {
      if problems.diagnostics.isEmpty {
        problems.error(
          "empty-file",
          "strings.yml is empty; it needs every word of the theme, as in '\(keys[0]): …'",
          at: 0)
      }
      return nil
    }
    guard let fields = Fields(node, of: "strings.yml", keys: keys, &problems) else { return nil }
    var texts: [String] = []
    for key in StringKey.allCases {
      let name = key.rawValue
      let text =
        key.isOptional
        ? fields.text(name, &problems) ?? "" : fields.required(name, "\(name): …", &problems)?.text
      if let text { texts.append(text) }
    }
    return texts.count == keys.count ? ThemeStrings(texts: texts) : nil
  }
}
