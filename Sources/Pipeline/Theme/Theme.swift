// The Theme module reads a theme, which consists of templates, texts and assets, compiles the
// templates and checks what they load and show. Its entry points are `Theme.read` and
// `CompiledTheme.compile`.

package import Content
package import Diagnostics
package import Files
package import Mustache

/// The files of a theme: templates, the texts that they show, and assets.
package struct Theme: Sendable {
  package let templates: [TemplateSource]
  package let strings: ThemeStrings
  /// In order of their paths.
  package let assets: [ThemeAsset]
  package let folder: SourceFolder
}

extension Theme {
  /// Reads the theme in a folder. Nil if the strings have errors.
  package static func read(
    _ folder: SourceFolder
  ) throws(FileError) -> (theme: Theme?, diagnostics: [Diagnostic]) {
    let listing = try listFolder(folder)
    var diagnostics = listing.unsupportedEntries.map {
      Diagnostic(
        .error, "odd-file", $0.message, at: SourceLocation(file: folder.displayPath($0.path)))
    }
    var templates: [TemplateSource] = []
    var assets: [VerbatimFile] = []
    for file in listing.files {
      if file.path.hasPrefix("assets/") {
        if let file = VerbatimFile(file) { assets.append(file) }
      } else if file.path.hasSuffix(".mustache"), !file.path.contains("/") {
        guard let text = try folder.read(file.path, &diagnostics) else { continue }
        templates.append(
          TemplateSource(name: String(file.path.dropLast(9)), source: text.source))
      } else if file.path != "strings.yml" {
        diagnostics.append(strayFile(folder.displayPath(file.path)))
      }
    }
    let hasStrings = listing.files.contains { $0.path == "strings.yml" }
    let strings = try ThemeStrings.read(folder, hasStrings: hasStrings, &diagnostics)
    guard let strings else { return (nil, diagnostics) }
    let theme = Theme(
      templates: templates, strings: strings,
      assets: try [ThemeAsset](assets, in: folder), folder: folder)
    return (theme, diagnostics)
  }

  private static func strayFile(_ path: String) -> Diagnostic {
    Diagnostic(
      .warning, "stray-file",
      "this file is ignored; a theme has only templates (*.mustache), strings.yml and assets/",
      at: SourceLocation(file: path))
  }
}
