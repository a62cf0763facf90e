import Content
import Diagnostics
import Mustache

/// Checks, when a theme is loaded, that its pages load nothing from another host and contain no
/// inline code or style.
///
/// In content, the Markdown rules prevent both. Requests made by scripts cannot be detected here.
/// The content security policy blocks them.
struct ExternalResourceCheck {
  let probes: [ProbedPage]
  let styleSheets: [StyleSheetScanner]
  let theme: Theme

  func diagnostics() -> [Diagnostic] {
    let templateDiagnostics = probes.flatMap { page in
      page.html.tags.flatMap { tag in
        TagResources(tag).violations.map { diagnostic($0, of: page.html.text(of: tag), page.kind) }
      }
    }
    return Set(templateDiagnostics).sorted() + styleSheets.flatMap(diagnostics)
  }
}

extension ExternalResourceCheck {
  /// `tag` is the source of the tag.
  private func diagnostic(
    _ violation: TagResources.Violation, of tag: String, _ kind: PageKind
  ) -> Diagnostic {
    switch violation {
    case .externalResource(let url):
      error(
        "foreign-load",
        url.hasPrefix(Probe.externalURL)
          ? "this template loads a file from an address in the content, which may be on another "
            + "host; use a link ('<a href>') instead"
          : Self.externalResourceMessage(url) + " and refer to it as in '{{assets.forum.css}}'",
        url, kind)
    case .inlineCode(let markup):
      error(
        "inline-code",
        "'\(markup)' is code or style inside the page, which browsers block here (content security "
          + "policy); move it to a file in templates/assets/", markup.hasPrefix("<") ? tag : markup,
        kind)
    }
  }

  private static func externalResourceMessage(_ url: String) -> String {
    "this loads '\(url)' from another host, which is not allowed; put the file in templates/assets/"
  }

  /// Returns an error at the first occurrence of `text` in a template, or at the page's template
  /// if no template contains it.
  private func error(
    _ id: String, _ message: String, _ text: String, _ kind: PageKind
  ) -> Diagnostic {
    let bytes = Array(text.utf8)
    for template in theme.templates {
      guard let range = template.source.bytes.firstRange(of: bytes) else { continue }
      return template.source.diagnostic(.error, id, message, at: range.lowerBound)
    }
    return Diagnostic(.error, id, message, at: SourceLocation(file: theme.path(of: kind)))
  }
}

extension ExternalResourceCheck {
  private func diagnostics(_ sheet: StyleSheetScanner) -> [Diagnostic] {
    sheet.references.compactMap { reference in
      if !ResourceURL(reference.url).isLocal {
        return sheet.source.diagnostic(
          .error, "foreign-load", Self.externalResourceMessage(reference.url), at: reference.offset)
      }
      guard let path = sheet.path(of: reference), !assetPaths.contains(path) else { return nil }
      return sheet.source.diagnostic(
        .error, "missing-asset", "the theme has no file '\(path)'", at: reference.offset,
        suggestion: assetPaths.mostSimilar(to: path))
    }
  }

  private var assetPaths: [String] { theme.assets.map(\.path) }
}
