import CMark

/// Splits a run of text into bare URLs, mentions and the text between them.
struct TextScanner {
  enum Piece {
    case text(Range<Int>)
    case url(Range<Int>)
    /// A possible mention. It becomes one if it is accepted before the next piece is requested.
    case candidate(FoundMention)
    case mention(MentionRendering)
  }

  private let text: UnsafeBufferPointer<UInt8>
  private let first: MarkdownNode
  private let findsURLs: Bool
  private let findsMentions: Bool
  private var urls: URLFinder
  private var atSigns = ByteSearch(UInt8(ascii: "@"))
  /// End of the text that `next` has returned.
  private var returnedEnd = 0
  private var position = 0
  /// A URL or mention that waits until the text before it has been returned.
  private var pending: (piece: Piece, range: Range<Int>)?

  /// - Parameter first: the first node of the run, used to find the scalar before the run.
  init(
    _ text: UnsafeBufferPointer<UInt8>, startingAt first: MarkdownNode, _ features: SourceFeatures
  ) {
    self.text = text
    self.first = first
    urls = URLFinder(text)
    findsURLs = features.mayContainURLs
    findsMentions = features.mayContainMentions
  }

  mutating func next() -> Piece? {
    while pending == nil, position < text.count {
      if let candidate = scanNext() { return candidate }
    }
    let end = pending?.range.lowerBound ?? text.count
    if returnedEnd < end {
      defer { returnedEnd = end }
      return .text(returnedEnd..<end)
    }
    guard let (piece, range) = pending else { return nil }
    (pending, returnedEnd) = (nil, range.upperBound)
    return piece
  }

  /// Makes `candidate`, the piece that was returned last, a mention.
  mutating func accept(_ candidate: FoundMention, _ mention: MentionRendering) {
    let range = candidate.index..<candidate.end(of: mention)
    pending = (.mention(mention), range)
    position = range.upperBound
  }
}

extension TextScanner {
  /// Examines the next position at which a URL or mention may begin. Returns a candidate, or
  /// stores a URL in `pending`.
  private mutating func scanNext() -> Piece? {
    let at = findsMentions ? atSigns.next(in: text, from: position) : text.count
    let url = findsURLs ? urls.next(from: position) : text.count
    if at < url {
      position = at + 1
      return candidate(at: at).map { .candidate($0) }
    }
    position = min(url + 1, text.count)
    if url < text.count, mayBeginURL(url), let end = BareURL.end(in: text, from: url) {
      pending = (.url(url..<end), url..<end)
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
    if let before, isWordScalar(before) { return nil }
    return FoundMention(in: text, at: index)
  }
}

extension MarkdownNode {
  /// Whether a URL may begin at the start of this node's text. It may at the start of a line and
  /// directly after an emphasis delimiter.
  fileprivate var mayPrecedeURL: Bool {
    switch previous?.kind {
    case nil: parent?.kind != CMARK_NODE_LINK
    case CMARK_NODE_EMPH, CMARK_NODE_STRONG, CMARK_NODE_LINEBREAK, CMARK_NODE_SOFTBREAK: true
    default: false
    }
  }

  /// The last scalar that is shown before this node on its line. Delimiters of emphasis and links
  /// do not count.
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
