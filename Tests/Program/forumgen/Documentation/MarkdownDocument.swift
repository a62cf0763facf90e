import Foundation

/// A Markdown file of the repository: its headings, links and tables. It reads only what our
/// documents use: ATX headings, fenced and indented code, inline links, and tables.
struct MarkdownDocument {
  struct Heading {
    let level: Int
    let title: String
    /// The fragment that git hosts give to the heading.
    let anchor: String
  }

  struct Table {
    /// Titles of the headings above the table, the outermost first, without the document's title.
    let section: [String]
    /// Cells of the rows, without the line between the header and the body.
    let rows: [[String]]
  }

  /// Root folder of the repository.
  static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appendingPathComponent("../../../..").standardized

  static let articles = "Sources/Program/forumgen/Documentation.docc"

  /// Relative to the repository.
  let path: String
  let lines: [String]
  let headings: [Heading]
  let tables: [Table]
  /// Destinations of links and images, as they are written.
  let destinations: [String]

  init(_ path: String) throws {
    let url = Self.repository.appendingPathComponent(path)
    var lines = try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n")
    if lines.last == "" { lines.removeLast() }
    var scanner = MarkdownScanner()
    for line in lines { scanner.read(line) }
    scanner.endTable()
    (self.path, self.lines) = (path, lines)
    (headings, tables) = (scanner.headings, scanner.tables)
    destinations = linkDestinations(scanner.prose)
  }

  /// Returns the paths of all articles of the catalog, sorted.
  static func articlePaths() throws -> [String] {
    let folder = repository.appendingPathComponent(articles).path
    return try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".md") }.sorted().map { "\(articles)/\($0)" }
  }
}

/// Reads a document line by line.
private struct MarkdownScanner {
  private(set) var headings: [MarkdownDocument.Heading] = []
  private(set) var tables: [MarkdownDocument.Table] = []
  /// The text without blocks of code.
  private(set) var prose = ""
  private var section: [String] = []
  private var rows: [[String]] = []
  /// How many headings have had each anchor.
  private var anchors: [String: Int] = [:]
  private var isFenced = false
  private var isInList = false
  private var isAfterBlank = true

  mutating func read(_ line: String) {
    let text = line.drop { $0 == " " }
    let isIndentedCode = line.hasPrefix("    ") && isAfterBlank && !isInList
    isAfterBlank = text.isEmpty || isIndentedCode
    if text.hasPrefix("```") { isFenced.toggle() }
    if isFenced || text.hasPrefix("```") || isIndentedCode { return }
    if text.hasPrefix("|") { addRow(text) } else { endTable() }
    if let level = headingLevel(of: line) { addHeading(line.dropFirst(level + 1), level) }
    if isListItem(text) {
      isInList = true
    } else if !line.hasPrefix(" "), !text.isEmpty {
      isInList = false
    }
    prose += line + "\n"
  }

  mutating func endTable() {
    if !rows.isEmpty { tables.append(MarkdownDocument.Table(section: section, rows: rows)) }
    rows = []
  }

  private func isListItem(_ text: Substring) -> Bool {
    text.hasPrefix("- ") || text.prefixMatch(of: #/[0-9]+\. /#) != nil
  }

  private func headingLevel(of line: String) -> Int? {
    let level = line.prefix { $0 == "#" }.count
    return (1...6).contains(level) && line.dropFirst(level).first == " " ? level : nil
  }

  private mutating func addHeading(_ title: Substring, _ level: Int) {
    let title = String(title)
    let plain = anchor(of: title)
    let earlier = anchors[plain, default: 0]
    anchors[plain] = earlier + 1
    headings.append(
      .init(level: level, title: title, anchor: earlier == 0 ? plain : "\(plain)-\(earlier)"))
    if level > 1 { section = section.prefix(level - 2) + [title] } else { section = [] }
  }

  /// As GitHub, GitLab and Gitea make it: lower case, without punctuation, with a hyphen for each
  /// space.
  private func anchor(of title: String) -> String {
    let kept = title.lowercased().filter { $0.isLetter || $0.isNumber || " -_".contains($0) }
    return kept.replacingOccurrences(of: " ", with: "-")
  }

  private mutating func addRow(_ line: Substring) {
    let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
      .map { $0.trimmingCharacters(in: .whitespaces) }
    let isLine = cells.allSatisfy { !$0.isEmpty && $0.allSatisfy { "-:".contains($0) } }
    if !isLine { rows.append(cells) }
  }
}

/// Returns the destinations of inline links and images, also of those inside another link's text.
private func linkDestinations(_ prose: String) -> [String] {
  // Code can contain brackets. Its letters do not matter here.
  let text = prose.replacing(/`[^`]*`/) { String(repeating: "x", count: $0.output.count) }
  return text.matches(of: /\]\(([^)\s]+)\)/).map { String($0.output.1) }
}
