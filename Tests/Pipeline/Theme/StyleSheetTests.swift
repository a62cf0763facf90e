import Content
import Foundation
import PipelineFixtures
import Testing

@testable import Theme

/// The URLs that a style sheet loads, and the published paths of assets.
@Suite struct StyleSheetTests {
  private func scan(_ css: String, at path: String = "forum.css") throws -> StyleSheetScanner {
    let theme = try ThemeCopy(["assets/\(path)": css]).theme()
    let sheet = try #require(theme.assets.first)
    return try #require(StyleSheetScanner(sheet))
  }

  @Test(arguments: [
    ("a { b: url(x.png) }", ["x.png"]),
    ("a { b: url( 'x y.png' ) , URL(\"z.png\") }", ["x y.png", "z.png"]),
    ("@import \"a.css\" print; @IMPORT url(b.css);", ["a.css", "b.css"]),
    (
      "a { b: image-set(\"x.png\" 1x, url(y.png) 2x, \"z.avif\" type(\"image/avif\")) } c { d: 'e' }",
      ["x.png", "y.png", "z.avif"]
    ),
    ("/* url(x.png) */ a { content: 'url(y.png)'; b: url(z.png) }", ["z.png"]),
    ("a { b: url(", [""]), ("@import", []), ("/*", []), ("'", []), ("", []),
  ])
  func referencesAreFound(css: String, urls: [String]) throws {
    #expect(try scan(css).references.map(\.url) == urls)
  }

  @Test(
    arguments: [
      ("x.png", "assets/css/x.png"), ("../x.png?v=1#a", "assets/x.png"),
      ("./a/b.png", "assets/css/a/b.png"),
      ("../../x.png", "x.png"), ("#a", nil), ("/x.png", nil), ("https://example.org/x.png", nil),
    ] as [(String, String?)])
  func pathsAreRelativeToTheStyleSheet(url: String, path: String?) throws {
    #expect(
      try scan("a { b: url(\(url)) }", at: "css/forum.css").localPaths == [path].compactMap(\.self))
  }

  @Test(arguments: [
    ("x.png", true), ("/x.png", true), ("x:y", false), ("https://a", false), ("//a", false),
    ("\\/a", false),
    ("/\\a", false), (" https://a", false), ("data:x", false), ("?a:b", true), ("1:b", true),
    ("", true),
  ])
  func localURLHasNeitherSchemeNorHost(url: String, isLocal: Bool) {
    #expect(ResourceURL(url).isLocal == isLocal)
  }

  @Test func assetsNamedByTemplatesHaveAContentHashInTheirPath() throws {
    let files = ["assets/forum.css": "a", "assets/a/leaf.svg": "b", "assets/other.txt": "c"]
    let before = try ThemeCopy(files).published(naming: "{{assets.forum.css}}{{assets.a.leaf.svg}}")
    #expect(before.count == 3)
    #expect(before.contains { $0.wholeMatch(of: #/assets/forum\.[0-9a-f]{10}\.css/#) != nil })
    #expect(before.contains { $0.wholeMatch(of: #/assets/a/leaf\.[0-9a-f]{10}\.svg/#) != nil })
    #expect(before.contains("assets/other.txt"))
    let after = try ThemeCopy(files.merging(["assets/forum.css": "A"]) { $1 })
      .published(naming: "{{assets.forum.css}}{{assets.a.leaf.svg}}")
    #expect(before.subtracting(after).count == 1 && after.subtracting(before).count == 1)
  }

  @Test func scriptFolderIsPublishedAsOneFile() throws {
    let files = ["assets/a.js/x.js": "1", "assets/a.js/b/y.js": "2", "assets/a.js-z.js": "3"]
    let before = try ThemeCopy(files).published(naming: "{{assets.a.js}}")
    #expect(before.count == 2 && before.contains("assets/a.js-z.js"))
    #expect(before.contains { $0.wholeMatch(of: #/assets/a\.[0-9a-f]{10}\.js/#) != nil })
    for part in files.keys where part.hasPrefix("assets/a.js/") {
      let after = try ThemeCopy(files.merging([part: "4"]) { $1 }).published(
        naming: "{{assets.a.js}}")
      #expect(before.subtracting(after).count == 1)
    }
  }

  @Test func folderWithOtherFilesIsPublishedFileByFile() throws {
    let paths = ["assets/a.js/a.js", "assets/a.js/LICENSE.txt", "assets/b.js/b.css"]
    let files = Dictionary(uniqueKeysWithValues: paths.map { ($0, "") })
    #expect(try ThemeCopy(files).published(naming: "") == Set(paths))
  }

  @Test func assetsOfStyleSheetsKeepTheirNames() throws {
    let files = ["assets/forum.css": "a { b: url(leaf.svg) }", "assets/leaf.svg": "b"]
    let paths = try ThemeCopy(files).published(
      naming: "{{assets.forum.css}}{{#assets.leaf}}{{svg}}{{/assets.leaf}}")
    #expect(paths.count == 3 && paths.contains("assets/leaf.svg"))
  }
}

/// A copy of the project's theme with other assets.
private final class ThemeCopy {
  private let path: String

  init(_ files: [String: String]) throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("forumgen-theme-\(UUID().uuidString)").path
    try FileManager.default.copyItem(atPath: "\(repository)/templates", toPath: path)
    try FileManager.default.removeItem(atPath: "\(path)/assets")
    for (file, text) in files {
      let url = URL(fileURLWithPath: "\(path)/\(file)")
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func theme() throws -> Theme { try #require(try Theme.read(SourceFolder(path)).theme) }

  /// Returns the published paths of the assets if the theme's only asset tags are `tags`.
  func published(naming tags: String) throws -> Set<String> {
    for name in ["layout", "search"] {
      let file = "\(path)/\(name).mustache"
      let text = try String(contentsOfFile: file, encoding: .utf8)
        .replacing(/\{\{assets\.[^}]*\}\}/, with: "")
      try "\(text)<p>\(name == "layout" ? tags : "")</p>"
        .write(toFile: file, atomically: true, encoding: .utf8)
    }
    let (compiled, diagnostics) = CompiledTheme.compile(try theme())
    #expect(diagnostics.isEmpty)
    return Set(try #require(compiled).published.copies.map(\.path))
  }
}
