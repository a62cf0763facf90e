package import Diagnostics
package import Markdown

/// Collects the links and mentions of bodies, either from a scan or from the Markdown parser.
package final class ReferenceCollector {
  private var links: [LocalLink] = []
  private var mentions: [PossibleMention] = []
  private let site: BaseURL
  private let renderer = MarkdownRenderer()
  private var seenMentions: Set<String> = []
  private var scratch: [UInt8] = []

  package init(site: BaseURL) {
    self.site = site
  }

  /// The references found since `start`.
  package var references: References { References(links: links, mentions: mentions) }

  package func start() {
    links = []
    mentions = []
    seenMentions.removeAll(keepingCapacity: true)
  }

  package func add(_ mention: String, at offset: Int) {
    guard seenMentions.insert(mention).inserted else { return }
    mentions.append(PossibleMention(text: mention, offset: offset))
  }

  /// Parses a body and adds its links and mentions.
  package func parse(_ body: ArraySlice<UInt8>, _ collector: inout DiagnosticCollector) {
    parse(body, offsetInFile: { body.startIndex + $0 }, &collector)
  }

  private func parse(
    _ body: ArraySlice<UInt8>, offsetInFile: @escaping (Int) -> Int,
    _ collector: inout DiagnosticCollector
  ) {
    var references: [LinkReference] = []
    var rules = MarkdownRules.post
    rules.link = { (reference: LinkReference) -> LinkRendering in
      references.append(reference)
      return .text
    }
    rules.mention = { [self] (candidate: MentionCandidate) -> MentionRendering? in
      add(candidate.storedText, at: offsetInFile(candidate.offset))
      return nil
    }
    scratch.removeAll(keepingCapacity: true)
    let outcome = renderer.render(body, rules, into: &scratch)
    if outcome != .rendered {
      collector.warning(
        "shown-as-text",
        "this text has too many brackets and symbols to be read as Markdown, so it is shown as you "
          + "typed it", at: offsetInFile(0))
    }
    for reference in references {
      collect(reference, at: offsetInFile(reference.offset), &collector)
    }
  }

  /// Parses Markdown from a YAML value. All its references have the offset of the value.
  package func parse(_ text: LocatedText, _ collector: inout DiagnosticCollector) {
    parse(Array(text.text.utf8)[...], offsetInFile: { _ in text.offset }, &collector)
  }

  private func collect(
    _ reference: LinkReference, at offset: Int, _ collector: inout DiagnosticCollector
  ) {
    switch Destination(reference.destination, site: site) {
    case .external, .contact: break
    case .local(let target):
      links.append(
        LocalLink(
          target: target, isImage: reference.isImage, text: reference.destination,
          offset: offset))
    case .empty:
      collector.warning(
        "empty-destination",
        "this link has no address between its brackets, so it is shown as text; add the address",
        at: offset)
    case .disallowed:
      collector.warning(
        "refused-destination",
        "a post cannot link to '\(reference.destination)', so it is shown as text; use http, "
          + "https, mailto, tel or a path", at: offset)
    }
  }
}

extension MarkdownRules {
  /// Rules for posts, by the section "Markdown in posts" of the content format. The caller adds
  /// those for links and mentions.
  ///
  /// Headings are below the heading of the page and the subject of the post.
  package static var post: MarkdownRules { below(heading: 2) }

  /// Rules for the body of a page or a board. Headings are below the heading of the page.
  package static var page: MarkdownRules { below(heading: 1) }

  private static func below(heading level: Int) -> MarkdownRules {
    var rules = MarkdownRules(
      rawHTML: .shownAsText, bareURLs: true, headingShift: level, maximumBlockDepth: 100)
    rules.closesHeadingGaps = true
    return rules
  }
}
