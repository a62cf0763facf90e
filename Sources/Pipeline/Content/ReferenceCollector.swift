package import Markdown

/// Gathers what bodies refer to, each text once, from the scan or from the parser.
package final class ReferenceCollector {
  private var links: [LocalLink] = []
  private var mentions: [PossibleMention] = []
  private let site: BaseURL
  private let renderer = MarkdownRenderer()
  private var known: Set<String> = []
  private var scratch: [UInt8] = []

  package init(site: BaseURL) {
    self.site = site
  }

  /// What was found since `start`.
  package var references: References { References(links: links, mentions: mentions) }

  package func start() {
    links = []
    mentions = []
    known.removeAll(keepingCapacity: true)
  }

  package func add(_ mention: String, at offset: Int) {
    guard known.insert(mention).inserted else { return }
    mentions.append(PossibleMention(text: mention, offset: offset))
  }

  /// Renders a body only to be told of its links and mentions.
  package func parse(_ body: ArraySlice<UInt8>, _ problems: inout DiagnosticCollector) {
    parse(body, place: { body.startIndex + $0 }, &problems)
  }

  private func parse(
    _ body: ArraySlice<UInt8>, place: @escaping (Int) -> Int, _ problems: inout DiagnosticCollector
  ) {
    var references: [LinkReference] = []
    var rules = MarkdownRules.post
    rules.link = { (reference: LinkReference) -> LinkRendering in
      references.append(reference)
      return .text
    }
    rules.mention = { [self] (candidate: MentionCandidate) -> MentionRendering? in
      add(candidate.storedText, at: place(candidate.offset))
      return nil
    }
    scratch.removeAll(keepingCapacity: true)
    let outcome = renderer.render(body, rules, into: &scratch)
    if outcome != .rendered {
      problems.warning(
        "shown-as-text",
        "this text is shown as it was typed: it holds more brackets "
          + "and signs than Markdown can be read from in reasonable time", at: place(0))
    }
    for reference in references { note(reference, at: place(reference.offset), &problems) }
  }

  /// Markdown from a YAML value: every place in it is the value's.
  package func parse(_ text: YAMLScalar, _ problems: inout DiagnosticCollector) {
    parse(Array(text.text.utf8)[...], place: { _ in text.offset }, &problems)
  }

  private func note(
    _ reference: LinkReference, at offset: Int, _ problems: inout DiagnosticCollector
  ) {
    switch Destination(reference.destination, site: site) {
    case .outside, .contact: break
    case .inside(let target):
      links.append(
        LocalLink(
          target: target, isImage: reference.isImage, text: reference.destination,
          offset: offset))
    case .empty:
      problems.warning(
        "empty-destination",
        "this link leads nowhere: nothing stands between its "
          + "brackets; it is shown as text", at: offset)
    case .refused:
      problems.warning(
        "refused-destination",
        "'\(reference.destination)' is no address that a post "
          + "may link to (http, https, mailto, tel or a path); it is shown as text", at: offset)
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
