package import Content
package import Diagnostics
package import Fingerprints
import Markdown
package import Mustache

/// A theme that has passed all checks, with its compiled templates.
package struct CompiledTheme: Sendable {
  package let theme: Theme
  package let templates: TemplateSet
  package let published: PublishedAssets
  /// Fingerprint of the templates, the strings and the version of libcmark.
  package let fingerprint: Fingerprint

  package var assets: [VerbatimFile] { theme.assets.flatMap(\.files) }

  /// Checks a theme and compiles its templates.
  ///
  /// - Returns: the compiled theme and all diagnostics. The theme is nil if there are errors:
  ///   unknown names, missing partials, a page without the disclaimer or the helpline, inline
  ///   code, or a resource of another host.
  package static func compile(
    _ theme: Theme
  ) -> (compiled: CompiledTheme?, diagnostics: [Diagnostic]) {
    let tree = AssetTree(theme.assets)
    let shapes = Shapes.pages(assets: tree.shape)
    let (templates, diagnostics) = TemplateSet.compile(
      theme.templates, pages: shapes.map { ($0.kind.rawValue, $0.shape) })
    guard let templates else { return (nil, diagnostics) }
    let probes = ProbedPage.all(of: templates, shapes)
    let sheets = theme.assets.compactMap { StyleSheetScanner($0) }
    let errors =
      RequiredSectionsCheck(probes: probes, theme: theme).diagnostics()
      + ExternalResourceCheck(probes: probes, styleSheets: sheets, theme: theme).diagnostics()
    guard errors.isEmpty else { return (nil, diagnostics + errors) }
    let published = PublishedAssets(
      theme.assets, tree, named: templates.names(below: Shapes.assets),
      linked: Set(sheets.flatMap(\.localPaths)))
    return (
      CompiledTheme(
        theme: theme, templates: templates, published: published, fingerprint: theme.fingerprint),
      diagnostics
    )
  }
}

extension Theme {
  fileprivate var fingerprint: Fingerprint {
    var hasher = Fingerprinter()
    for template in templates { hasher.combine(template.source.bytes) }
    for text in strings.texts { hasher.combine(text) }
    hasher.combine(MarkdownRenderer.libcmarkVersion)
    return hasher.fingerprint()
  }

  func path(of kind: PageKind) -> String { folder.displayPath("\(kind.rawValue).mustache") }
}
