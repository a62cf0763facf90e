import Content
import Diagnostics
import Foundation
import PipelineFixtures
import SiteBuilder
import Testing

/// A temporary community that is built from content files to pages or diagnostics.
final class Community {
  static let settings = """
    title: Example Community
    url: https://community.example.org/forum
    disclaimer: Nothing here replaces the advice of your own team.
    helpline:
      name: Example Helpline
      phone: "08081 570000"
      hours: [{days: mon-fri, open: "09:00", close: "16:00"}]

    """

  private let folder: String
  private var content: String { "\(folder)/content" }
  private var output: String { "\(folder)/public" }

  /// Adds a forum.yml and a board `b` if `files` has none.
  init(_ files: [String: String]) throws {
    let name = "forumgen-pages-\(UUID().uuidString)"
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    let defaults = ["forum.yml": Self.settings, "boards/b/board.md": "---\ntitle: Board\n---\n"]
    for (path, text) in files.merging(defaults, uniquingKeysWith: { given, _ in given }) {
      try put(text, at: path)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func put(_ text: String, at path: String) throws {
    let url = URL(fileURLWithPath: "\(content)/\(path)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// Removes a file. For a `board.md`, removes the whole board.
  func remove(_ path: String) throws {
    let whole = path.replacing("/board.md", with: "")
    try FileManager.default.removeItem(atPath: "\(content)/\(whole)")
  }

  private func options(
    content: String? = nil, theme: Translation? = nil, now: String
  ) throws -> BuildOptions {
    BuildOptions(
      content: content ?? self.content,
      templates: theme?.folder ?? "\(repository)/templates", output: output,
      buildTime: .day(try #require(Day(now))), jobs: 2, cache: nil, program: "test")
  }

  /// Builds the site. If the content has errors, the result has no files.
  ///
  /// - Throws: `HTMLPage.Malformed` if the build fails for another reason.
  func build(
    content: String? = nil, baseURL: String? = nil, showsDrafts: Bool = false,
    maximumURLsPerSitemap: Int = 50_000, now: String = "2026-11-20", theme: Translation? = nil
  ) throws -> BuiltSite {
    var options = try options(content: content, theme: theme, now: now)
    options.maximumURLsPerSitemap = maximumURLsPerSitemap
    options.showsDrafts = showsDrafts
    options.baseURL = baseURL.flatMap(BaseURL.init)
    let report = SiteBuild.run(options)
    switch report.outcome {
    case .published: return BuiltSite(files: try publishedFiles(), report.diagnostics)
    case .refused: return BuiltSite(files: [:], report.diagnostics)
    case .failed(let failures):
      throw HTMLPage.Malformed(description: failures.joined(separator: "; "))
    }
  }

  /// Returns the path, relative to the content folder, of the file that a diagnostic is about.
  func path(of diagnostic: Diagnostic) -> String {
    String(diagnostic.location.file.dropFirst(content.count + 1))
  }

  private func publishedFiles() throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: output)
    where !path.hasPrefix(".forumgen") {
      var isFolder: ObjCBool = false
      let whole = "\(output)/\(path)"
      guard FileManager.default.fileExists(atPath: whole, isDirectory: &isFolder) else { continue }
      if !isFolder.boolValue { files[path] = FileManager.default.contents(atPath: whole) }
    }
    return files
  }
}

/// The published files and the diagnostics of a build.
struct BuiltSite {
  /// The files by path relative to the output folder. Empty if nothing was published.
  let files: [String: Data]
  let diagnostics: [Diagnostic]

  init(files: [String: Data], _ diagnostics: [Diagnostic]) {
    self.files = files
    self.diagnostics = diagnostics
  }

  var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }

  /// The HTML pages, sorted by path.
  var pages: [(path: String, html: String)] {
    files.filter { $0.key.hasSuffix(".html") }.sorted { $0.key < $1.key }
      .map { ($0.key, String(decoding: $0.value, as: UTF8.self)) }
  }

  func html(_ path: String) throws -> String {
    String(decoding: try #require(files[path], "\(path) is not there"), as: UTF8.self)
  }

  func page(_ path: String) throws -> HTMLPage { try HTMLPage(html(path)) }
}

/// Returns a thread file with one post.
func thread(
  _ title: String = "A thread", author: String = "Wren", date: String = "2026-01-01",
  head: String = "", body: String = "Text."
) -> String {
  "---\ntitle: \(title)\nauthor: \(author)\ndate: \(date)\n\(head)---\n\n\(body)\n"
}

/// Returns a reply to append to a thread file.
func reply(
  _ author: String = "Robin", date: String = "2026-01-02", head: String = "", body: String = "Text."
) -> String {
  "\n---\nauthor: \(author)\ndate: \(date)\n\(head)---\n\n\(body)\n"
}

/// Returns a text as a double-quoted YAML scalar, with control characters and unusual spaces
/// escaped.
func yaml(_ text: String) -> String {
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": quoted += "\\\(scalar)"
    case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{A0}", "\u{2000}"..."\u{206F}", "\u{FEFF}", "\u{FFFE}",
      "\u{FFFF}":
      let hex = String(scalar.value, radix: 16)
      quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
    default: quoted.unicodeScalars.append(scalar)
    }
  }
  return quoted + "\""
}
