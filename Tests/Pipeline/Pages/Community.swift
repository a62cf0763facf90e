import Content
import Diagnostics
import Foundation
import PipelineFixtures
import SiteBuilder
import Testing

/// A community of a test's own: files in, pages or diagnostics out.
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

  /// With a forum.yml, and a board `b`, where the files give none.
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

  /// A board goes with its folder.
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
      now: .day(try #require(Day(now))), jobs: 2, cache: nil, program: "test")
  }

  /// The published files by path, or the errors when nothing was published.
  func build(
    content: String? = nil, baseURL: String? = nil, showsDrafts: Bool = false,
    urlsInSitemap: Int = 50_000, now: String = "2026-11-20", theme: Translation? = nil
  ) throws -> BuiltSite {
    var options = try options(content: content, theme: theme, now: now)
    options.urlsInSitemap = urlsInSitemap
    options.showsDrafts = showsDrafts
    options.baseURL = baseURL.flatMap(SiteURL.init)
    let report = SiteBuild.run(options)
    switch report.outcome {
    case .published: return BuiltSite(files: try publishedFiles(), report.diagnostics)
    case .refused: return BuiltSite(files: [:], report.diagnostics)
    case .failed(let failures):
      throw HTMLPage.Malformed(description: failures.map(\.sentence).joined(separator: "; "))
    }
  }

  /// The path below content/ of the file that a diagnostic is about.
  func path(of diagnostic: Diagnostic) -> String {
    String(diagnostic.place.file.dropFirst(content.count + 1))
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

/// What a build published.
struct BuiltSite {
  /// By path below the publish folder; empty when nothing was published.
  let files: [String: Data]
  let diagnostics: [Diagnostic]

  init(files: [String: Data], _ diagnostics: [Diagnostic]) {
    self.files = files
    self.diagnostics = diagnostics
  }

  var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }

  /// The HTML pages' texts, by path.
  var pages: [(path: String, html: String)] {
    files.filter { $0.key.hasSuffix(".html") }.sorted { $0.key < $1.key }
      .map { ($0.key, String(decoding: $0.value, as: UTF8.self)) }
  }

  func html(_ path: String) throws -> String {
    String(decoding: try #require(files[path], "\(path) is not there"), as: UTF8.self)
  }

  func page(_ path: String) throws -> HTMLPage { try HTMLPage(html(path)) }
}

/// A thread file of one post.
func thread(
  _ title: String = "A thread", author: String = "Wren", date: String = "2026-01-01",
  head: String = "", body: String = "Text."
) -> String {
  "---\ntitle: \(title)\nauthor: \(author)\ndate: \(date)\n\(head)---\n\n\(body)\n"
}

/// A reply, to stand behind a thread's posts.
func reply(
  _ author: String = "Robin", date: String = "2026-01-02", head: String = "", body: String = "Text."
) -> String {
  "\n---\nauthor: \(author)\ndate: \(date)\n\(head)---\n\n\(body)\n"
}

/// A text as a YAML scalar in double quotes, controls and the like as escapes.
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
