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
    let ofTemplates = probes.flatMap { page in
      page.scan.tags.flatMap { tag in
        TagResources(tag).faults.map { diagnostic($0, of: page.scan.text(of: tag), page.kind) }
      }
    }
    return Set(ofTemplates).sorted() + styleSheets.flatMap(diagnostics)
  }
}

extension ExternalResourceCheck {
  /// `tag` is the source of the tag.
  private func diagnostic(
    _ fault: TagResources.Fault, of tag: String, _ kind: PageKind
  ) -> Diagnostic {
    switch fault {
    case .foreign(let url):
      error(
        "foreign-load",
        url.hasPrefix(Probe.elsewhere)
          ? "this template loads something from an address that content gives, which may be of "
            + "another host; make it a link"
          : Self.foreign(url) + " and name it as in '{{assets.forum.css}}'", url, kind)
    case .inline(let what):
      error(
        "inline-code",
        "'\(what)' is code or style in the page itself, which its security policy refuses; put it "
          + "into a file of templates/assets/", what.hasPrefix("<") ? tag : what, kind)
    }
  }

  private static func foreign(_ url: String) -> String {
    "this loads '\(url)', and a page asks nothing of another host; put the file into "
      + "templates/assets/"
  }

  /// Returns an error at the first occurrence of `text` in a template, or at the page's template
  /// if no template contains it.
  private func error(
    _ id: String, _ message: String, _ text: String, _ kind: PageKind
  ) -> Diagnostic {
    let words = Array(text.utf8)
    for template in theme.templates {
      guard let place = template.source.bytes.firstRange(of: words) else { continue }
      return template.source.diagnostic(.error, id, message, at: place.lowerBound)
    }
    return Diagnostic(.error, id, message, at: SourceLocation(file: theme.path(of: kind)))
  }
}

extension ExternalResourceCheck {
  private func diagnostics(_ sheet: StyleSheetScanner) -> [Diagnostic] {
    sheet.loads.compactMap { load in
      if !ResourceURL(load.url).isLocal {
        return sheet.source.diagnostic(
          .error, "foreign-load", Self.foreign(load.url), at: load.offset)
      }
      guard let path = sheet.path(of: load), !known.contains(path) else { return nil }
      return sheet.source.diagnostic(
        .error, "missing-asset", "there is no '\(path)' in the theme", at: load.offset,
        suggestion: known.nearest(to: path))
    }
  }

  private var known: [String] { theme.assets.map(\.path) }
}
