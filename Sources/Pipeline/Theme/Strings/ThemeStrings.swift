import Content
import Diagnostics
import Files
import YAML

/// The texts of a theme, from strings.yml, which maps names to texts.
///
/// A text can have placeholders such as `{count}`, which the page that shows it replaces.
package struct ThemeStrings: Sendable {
  /// In the order of `keys`. An optional text that is missing is empty.
  package let texts: [String]
  package static let keys = StringKey.allCases.map(\.rawValue)

  package subscript(key: StringKey) -> String { texts[key.index] }

  /// Reads strings.yml. Nil if it has errors. Every text that is not optional is required, so
  /// that no page has a gap where a text should be.
  static func read(
    _ folder: SourceFolder, hasStrings: Bool, _ diagnostics: inout [Diagnostic]
  ) throws(FileError) -> ThemeStrings? {
    guard hasStrings else {
      diagnostics.append(
        Diagnostic(
          .error, "no-strings", "strings.yml is missing; it must have all texts of the theme",
          at: SourceLocation(file: folder.displayPath("strings.yml"))))
      return nil
    }
    let file = try folder.read("strings.yml", &diagnostics)
    guard let file else { return nil }
    var collector = DiagnosticCollector(file.source)
    let strings = strings(in: file, &collector)
    diagnostics += collector.diagnostics
    return strings
  }

  private static func strings(in file: TextFile, _ collector: inout DiagnosticCollector)
    -> ThemeStrings?
  {
    var reader = YAMLReader(file.source, range: file.start..<file.source.bytes.count)
    guard let node = reader.read(&collector) else {
      if collector.diagnostics.isEmpty {
        collector.error(
          "empty-file",
          "strings.yml is empty; it must have all texts of the theme, as in '\(keys[0]): …'",
          at: 0)
      }
      return nil
    }
    guard let fields = Fields(node, of: "strings.yml", keys: keys, &collector) else { return nil }
    var texts: [String] = []
    for key in StringKey.allCases {
      let name = key.rawValue
      let text =
        key.isOptional
        ? fields.text(name, &collector) ?? ""
        : fields.required(name, "\(name): …", &collector)?.text
      if let text { texts.append(text) }
    }
    return texts.count == keys.count ? ThemeStrings(texts: texts) : nil
  }
}
