/// What is added to CommonMark.
package struct MarkdownRules {
  package var rawHTML: RawHTML
  /// Whether `http://`, `https://` and `www.` begin a link, as in section 6.9 of GitHub's
  /// specification.
  package var bareURLs: Bool
  /// A heading of level 1 becomes one of level 1 + this; none goes beyond 6.
  package var headingShift: Int
  /// Whether a heading stands one level at most below the one before it, and the first one level
  /// below what the text stands under, whatever was typed: who goes from heading to heading, as with
  /// a screen reader, takes a gap for something missed.
  package var closesHeadingGaps = false
  /// Block quotes and lists nested deeper than this are shown as text; emphasis nested deeper than
  /// 100 is passed over. Nil: no limit.
  package var maximumBlockDepth: Int?
  /// Whether links and mentions are looked for in the source, to say where they stand; else their
  /// offsets are 0, and no link is an autolink.
  package var findsPlaces = true
  /// Called for each link, image, autolink and bare URL. Nil: they are rendered as CommonMark has
  /// it.
  package var link: ((LinkReference) -> LinkVerdict)?
  /// Called at each `@` that may begin a mention. Nil from it: it stays text.
  package var mention: ((MentionCandidate) -> MentionVerdict?)?
  /// Called for running text, code, alt texts and titles; nil from it: the text stays as it is.
  ///
  /// A paragraph's lines come in one piece, with a line feed between them, as far as no markup
  /// interrupts.
  package var rewriteText: ((UnsafeBufferPointer<UInt8>) -> [UInt8]?)?
  /// Called for running text, rewritten, and behind each answer again, for the next term that is
  /// explained there. Plain text has no explanations.
  package var explain: ((RunningText) -> Explanation?)?
  /// How much of the source its plain text is.
  package var plainText = PlainTextScope.all

  package init(
    rawHTML: RawHTML = .shownAsText, bareURLs: Bool = true, headingShift: Int = 0,
    maximumBlockDepth: Int? = 100, link: ((LinkReference) -> LinkVerdict)? = nil,
    mention: ((MentionCandidate) -> MentionVerdict?)? = nil,
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

  /// CommonMark 0.30 and nothing else, raw HTML passed on. For text that is trusted.
  package static var commonMark: MarkdownRules {
    MarkdownRules(rawHTML: .passedOn, bareURLs: false, maximumBlockDepth: nil)
  }
}

package enum PlainTextScope: Sendable {
  case all
  /// What the author says in words: no block quotes, for they stand with whoever wrote them, and no code.
  case ownWords
}

package enum RawHTML: Sendable {
  case passedOn
  /// In a line it is escaped in place; a block of it becomes a paragraph of its source.
  case shownAsText
}

/// Something in the text that leads elsewhere.
package struct LinkReference: Sendable {
  /// As libcmark cleaned it: character references and backslashes undone, not percent-encoded. Of a
  /// bare URL that begins with `www.`: with `http://` in front.
  package var destination: String
  package var isImage: Bool
  package var isBareURL: Bool
  package var isAutolink: Bool
  /// Offset in bytes into the source: of the destination if it is found there, else of the link,
  /// else of its block.
  package var offset: Int
}

/// What becomes of a link.
package enum LinkVerdict: Sendable {
  /// A link. For an image: a link to it that shows its alt text, or its destination where there is
  /// none.
  case link(href: String, rel: String?)
  case image(src: String)
  /// The link's text, and behind it the destination in brackets where it is another.
  case text
}
