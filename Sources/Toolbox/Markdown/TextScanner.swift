import CMark

/// Cuts a run of text into bare URLs, mentions and what stands between.
struct TextScanner {
  enum Piece {
    case text(Range<Int>)
    case url(Range<Int>)
    /// May be a mention; it is one if it is accepted before the next piece is asked for.
    case candidate(FoundMention)
    case mention(MentionVerdict)
  }

  private let text: UnsafeBufferPointer<UInt8>
  private let first: MarkdownNode
  private let findsURLs: Bool
  private let findsMentions: Bool
  private var urls: URLFinder
  private var ats = Sought(UInt8(ascii: "@"))
  /// Everything before it has been given.
  private var given = 0
  private var position = 0
  /// What has been found, as long as the text before it has not been given.
  private var found: (piece: Piece, range: Range<Int>)?

  /// - Parameter first: the node that the run begins with, for what stands before it.
  init(
    _ text: UnsafeBufferPointer<UInt8>, startingAt first: MarkdownNode, _ signs: SignsOfSource
  ) {
    self.text = text
    self.first = first
    urls = URLFinder(text)
    findsURLs = signs.mayHoldURLs
    findsMentions = signs.mayHoldMentions
  }

  mutating func next() -> Piece? {
    while found == nil, position < text.count {
      if let candidate = look() { return candidate }
    }
    let end = found?.range.lowerBound ?? text.count
    if given < end {
      defer { given = end }
      return .text(given..<end)
    }
    guard let (piece, range) = found else { return nil }
    (found, given) = (nil, range.upperBound)
    return piece
  }

  /// The candidate that was given last is a mention.
  mutating func accept(_ candidate: FoundMention, _ verdict: MentionVerdict) {
    let range = candidate.at..<candidate.end(of: verdict)
    found = (.mention(verdict), range)
    position = range.upperBound
  }
}

extension TextScanner {
  /// Looks at the next place where something may begin.
  private mutating func look() -> Piece? {
    let at = findsMentions ? ats.next(in: text, from: position) : text.count
    let url = findsURLs ? urls.next(from: position) : text.count
    if at < url {
      position = at + 1
      return candidate(at: at).map { .candidate($0) }
    }
    position = min(url + 1, text.count)
    if url < text.count, mayBeginURL(url), let end = BareURL.end(in: text, from: url) {
      found = (.url(url..<end), url..<end)
      position = end
    }
    return nil
  }

  private func mayBeginURL(_ index: Int) -> Bool {
    if index == 0 { return first.mayPrecedeURL }
    return BareURL.mayFollow(text[index - 1])
      || isSpaceBefore(index)
  }

  private func isSpaceBefore(_ index: Int) -> Bool {
    guard text[index - 1] >= 0x80 else { return false }
    let before = UnsafeBufferPointer(rebasing: text[..<index])
    return lastScalar(of: before).map { isWhitespace($0) } == true
  }

  private func candidate(at index: Int) -> FoundMention? {
    let before =
      index == 0
      ? first.scalarBefore : lastScalar(of: UnsafeBufferPointer(rebasing: text[..<index]))
    if let before, isWord(before) { return nil }
    return FoundMention(in: text, at: index)
  }
}

extension MarkdownNode {
  /// Whether a URL may begin where this node's text does: at the start of a line, or behind the
  /// sign of emphasis that begins or ends there.
  fileprivate var mayPrecedeURL: Bool {
    switch previous?.kind {
    case nil: parent?.kind != CMARK_NODE_LINK
    case CMARK_NODE_EMPH, CMARK_NODE_STRONG, CMARK_NODE_LINEBREAK, CMARK_NODE_SOFTBREAK: true
    default: false
    }
  }

  /// The last letter or sign that is shown before this node on its line, looking past emphasis and
  /// links.
  var scalarBefore: Unicode.Scalar? {
    var node = self
    while true {
      if let previous = node.previous {
        node = previous.deepestLast
        switch node.kind {
        case CMARK_NODE_TEXT, CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE:
          if let last = lastScalar(of: node.literal) { return last }
        case CMARK_NODE_EMPH, CMARK_NODE_STRONG, CMARK_NODE_LINK: break
        default: return nil
        }
      } else {
        guard let parent = node.parent, parent.isInlineContainer else { return nil }
        node = parent
      }
    }
  }

  private var deepestLast: MarkdownNode {
    var node = self
    while node.kind != CMARK_NODE_IMAGE, let last = node.lastChild { node = last }
    return node
  }

  var isInlineContainer: Bool {
    kind == CMARK_NODE_EMPH || kind == CMARK_NODE_STRONG || kind == CMARK_NODE_LINK
  }
}
