/// Finds the effects of a tag besides showing content: resources that it loads, requests that it
/// sends, and inline code or style (HTML Standard, 4.2.4, 4.8, 4.10.18).
struct TagResources {
  enum Violation: Hashable, Sendable {
    /// URL of another host, or URL that is not the address of a file (`data:`, `blob:`).
    case externalResource(String)
    /// Inline code or style, which the content security policy blocks: the element, or the
    /// attribute with its `=`.
    case inlineCode(String)
  }

  private static let loadingAttributes = [
    "src", "poster", "data", "background", "manifest", "ping", "action", "formaction",
    "xlink:href",
  ]
  /// Link types of `<link>` that load a resource. All others only describe the page.
  private static let loadingRelations: Set<String> = [
    "stylesheet", "icon", "shortcut", "apple-touch-icon", "apple-touch-icon-precomposed",
    "mask-icon", "manifest", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch",
    "prerender", "pingback",
  ]
  /// Elements whose `href` is loaded instead of followed.
  private static let loadingElements: Set<String> = ["base", "image", "use", "feimage"]

  private let tag: HTMLTag

  init(_ tag: HTMLTag) { self.tag = tag }

  var violations: [Violation] {
    tag.isEnd
      ? [] : urls.filter { !ResourceURL($0).isLocal }.map(Violation.externalResource) + inline
  }

  /// URLs of everything that the tag loads.
  var urls: [String] {
    var urls = Self.loadingAttributes.compactMap { tag.attributes[$0] }
    urls += ["srcset", "imagesrcset"].compactMap { tag.attributes[$0] }.flatMap(candidates)
    if let href = tag.attributes["href"], loadsHref { urls.append(href) }
    if let refresh = refresh { urls.append(refresh) }
    return urls.filter { !$0.isEmpty }
  }
}

extension TagResources {
  private var loadsHref: Bool {
    guard tag.name == "link" else { return Self.loadingElements.contains(tag.name) }
    let relations = (tag.attributes["rel"] ?? "").lowercased().split { $0.isWhitespace }
    return relations.contains { Self.loadingRelations.contains(String($0)) }
  }

  /// Returns the URLs in a list such as `a.png 1x, b.png 2x`.
  private func candidates(_ list: String) -> [String] {
    list.split(separator: ",").compactMap { $0.split { $0.isWhitespace }.first.map(String.init) }
  }

  /// Target of `<meta http-equiv="refresh" content="0; url=…">`.
  private var refresh: String? {
    guard tag.name == "meta", tag.attributes["http-equiv"]?.lowercased() == "refresh",
      let content = tag.attributes["content"], let equals = content.firstIndex(of: "=")
    else { return nil }
    return String(content[content.index(after: equals)...])
  }

  private var inline: [Violation] {
    var violations = tag.attributes.keys.filter { $0.hasPrefix("on") || $0 == "style" }.sorted()
      .map { Violation.inlineCode("\($0)=") }
    if tag.name == "style" { violations.append(.inlineCode("<style>")) }
    let isData = tag.attributes["type"]?.lowercased() == "application/ld+json"
    if tag.name == "script", tag.attributes["src"] == nil, !isData {
      violations.append(.inlineCode("<script>"))
    }
    return violations
  }
}
