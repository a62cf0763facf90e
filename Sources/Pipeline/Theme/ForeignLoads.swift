import Content
import Diagnostics
import Mustache

/// What a theme would make a browser ask of another host, or run from within a page: the promise that
/// no page does either, held at load.
///
/// Markdown is held to it by its own rules; what stands in a script no reading can tell: the content
/// security policy stops it.
struct ForeignLoads {
  let probes: [ProbedPage]
  let styleSheets: [StyleSheetScan]
  let theme: Theme

  func diagnostics() -> [Diagnostic] {
    let ofTemplates = probes.flatMap { page in
      page.scan.tags.flatMap { tag in
        TagLoads(tag).faults.map { diagnostic($0, of: page.scan.text(of: tag), page.kind) }
      }
    }
    return Set(ofTemplates).sorted() + styleSheets.flatMap(diagnostics)
  }
}

extension ForeignLoads {
  /// `tag`: as it is written.
  private func diagnostic(
    _ fault: TagLoads.Fault, of tag: String, _ kind: PageKind
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

  /// At the first place where a template says it, else at the page's own template.
  private func error(
    _ id: String, _ message: String, _ text: String, _ kind: PageKind
  ) -> Diagnostic {
    let words = Array(text.utf8)
    for template in theme.templates {
      guard let place = template.source.bytes.firstRange(of: words) else { continue }
      return template.source.diagnostic(.error, id, message, at: place.lowerBound)
    }
    return Diagnostic(.error, id, message, at: Place(file: theme.path(of: kind)))
  }
}

extension ForeignLoads {
  private func diagnostics(_ sheet: StyleSheetScan) -> [Diagnostic] {
    sheet.loads.compactMap { load in
      if !LoadedURL(load.url).isLocal {
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
