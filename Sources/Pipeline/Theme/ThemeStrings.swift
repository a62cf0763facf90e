import Content
import Diagnostics

/// The words of a theme: `strings.yml`, a flat mapping of names to text.
///
/// A text may hold `{count}` and the like; the page that shows it fills them in.
package struct ThemeStrings: Sendable {
  /// In the order of `keys`; an optional one that is not there is empty.
  package let texts: [String]
  package static let keys = StringKey.allCases.map(\.rawValue)

  package subscript(key: StringKey) -> String { texts[key.slot] }

  /// Every name that is not optional must be there: a page never shows an empty place where a word
  /// should be.
  static func read(
    _ folder: ContentFolder, hasStrings: Bool, _ diagnostics: inout [Diagnostic]
  ) throws(ReadingProblem) -> ThemeStrings? {
    guard hasStrings else {
      diagnostics.append(
        Diagnostic(
          .error, "no-strings", "there is no strings.yml with the words of the theme",
          at: Place(file: folder.shown("strings.yml"))))
      return nil
    }
    let file = try folder.read("strings.yml", &diagnostics)
    guard let file else { return nil }
    var problems = Problems(file.source)
    let strings = strings(in: file, &problems)
    diagnostics += problems.diagnostics
    return strings
  }

  private static func strings(in file: TextFile, _ problems: inout Problems) -> ThemeStrings? {
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
