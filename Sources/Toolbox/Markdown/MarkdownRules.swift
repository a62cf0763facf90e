/// Settings of the renderer: extensions of CommonMark, limits and callbacks.
package struct MarkdownRules {
  package var rawHTML: RawHTML
  /// Whether `http://`, `https://` and `www.` begin a link (GitHub Flavored Markdown Spec,
  /// section 6.9).
  package var bareURLs: Bool
  /// Added to the level of each heading. The result is limited to 1...6.
  package var headingShift: Int
  /// Whether levels are reduced so that no heading is more than one level below the one before
  /// it. The first heading is at most one level below `headingShift`.
  ///
  /// Readers who move from heading to heading with a screen reader take a skipped level for
  /// missing content.
  package var closesHeadingGaps = false
  /// Block quotes and lists nested deeper than this are shown as text, and emphasis nested deeper
  /// than 100 gets no tags. Nil: neither is limited.
  package var maximumBlockDepth: Int?
  /// Whether links and mentions are searched for in the source to report their offsets. If not,
  /// all offsets are 0 and no link is an autolink.
  package var findsOffsets = true
  /// Called for each link, image, autolink and bare URL. If it is nil, links and images are
  /// rendered as in CommonMark, and bare URLs become plain links.
  package var link: ((LinkReference) -> LinkRendering)?
  /// Called for each `@` that may begin a mention. If it returns nil, the text stays as it is.
  package var mention: ((MentionCandidate) -> MentionRendering?)?
  /// Called for each text that is shown, including code, alt texts and titles. If it returns nil,
  /// the text stays as it is.
  ///
  /// The lines of a paragraph are passed in one piece, joined by line feeds and split only at
  /// markup, URLs and mentions.
  package var rewriteText: ((UnsafeBufferPointer<UInt8>) -> [UInt8]?)?
  /// Called for running text after it has been rewritten, and again after each explanation to
  /// find the next term in the same text. Not called for plain text.
  package var explain: ((RunningText) -> Explanation?)?
  /// Selects the parts of the source that its plain text contains.
  package var plainText = PlainTextScope.all

  package init(
    rawHTML: RawHTML = .shownAsText, bareURLs: Bool = true, headingShift: Int = 0,
    maximumBlockDepth: Int? = 100, link: ((LinkReference) -> LinkRendering)? = nil,
    mention: ((MentionCandidate) -> MentionRendering?)? = nil,
    rewriteText: ((UnsafeBufferPointer<UInt8>) -> [UInt8]?)? = nil
  ) {
    self.rawHTML = rawHTML
    self.bareURLs = bareURLs
    self.headingShift = headingShift
    self.maximumBlockDepth = maximumBlockDepth
    self.link = link
    self.mention = mention
    self.rewriteText = rewriteText
  }

  /// CommonMark 0.30 without extensions. Raw HTML is passed on, so the source must be trusted.
  package static var commonMark: MarkdownRules {
    MarkdownRules(rawHTML: .passedThrough, bareURLs: false, maximumBlockDepth: nil)
  }
}

package enum PlainTextScope: Sendable {
  case all
  /// The author's own words: no code, and no block quotes, because these are words of other
  /// authors.
  case ownWords
}

package enum RawHTML: Sendable {
  case passedThrough
  /// Inline HTML is escaped in place. An HTML block becomes a paragraph that shows its source.
  case shownAsText
}

/// A link, image, autolink or bare URL in the source.
package struct LinkReference: Sendable {
  /// Destination as decoded by libcmark: character references and backslash escapes are resolved,
  /// and nothing is percent-encoded. A bare URL that begins with `www.` gets the prefix
  /// `http://`.
  package var destination: String
  package var isImage: Bool
  package var isBareURL: Bool
  package var isAutolink: Bool
  /// Offset in bytes in the source: that of the destination if it is found there, else that of
  /// the link, else that of its block.
  package var offset: Int
}

/// Rendering of a link, chosen by `MarkdownRules.link`.
package enum LinkRendering: Sendable {
  /// A link. An image becomes a link that shows its alt text, or its destination if there is no
  /// alt text.
  case link(href: String, rel: String?)
  case image(src: String)
  /// The link's text, followed by the destination in parentheses if that differs from the text.
  case text
}
