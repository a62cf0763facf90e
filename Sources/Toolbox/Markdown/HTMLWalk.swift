import CMark

/// One way through the tree, from its root and back, without recursion: a tree may be as deep as
/// its source is long.
struct HTMLWalk: ~Copyable {
  let rules: MarkdownRules
  let signs: SignsOfSource
  var output: HTMLOutput
  var source: SourceMap
  /// Open block quotes and lists.
  var blockDepth = 0
  /// Of the heading that the walk is in or was in last; before that, of the one the text is under.
  var headingLevel: Int
  /// Open emphasis.
  var inlineDepth = 0
  var isInHeading = false
  /// What the link that the walk is in became.
  var openLink: OpenLink?
  /// A run of text that had to be put together; kept for its memory.
  var run: [UInt8] = []

  enum OpenLink {
    case anchor
    /// Shown as text; `destination` is shown behind it.
    case text(destination: Bool)
  }

  init(
    _ rules: MarkdownRules, _ source: SourceMap, _ signs: SignsOfSource, in memory: HTMLMemory
  ) {
    self.rules = rules
    headingLevel = rules.headingShift
    output = HTMLOutput(in: memory)
    self.signs = signs
    self.source = source
  }

  mutating func run(from root: MarkdownNode) {
    var node = root
    while true {
      if let child = enter(&node) {
        node = child
        continue
      }
      while node.next == nil || node == root {
        guard node != root, let parent = node.parent else { return }
        node = parent
        leave(node)
      }
      if let next = node.next { node = next }
    }
  }

  /// Writes what stands before a node's children and gives the first of them; a node without, or
  /// one that has been dealt with whole, is left at once. A run of text ends with `node` on its
  /// last part.
  private mutating func enter(_ node: inout MarkdownNode) -> MarkdownNode? {
    switch node.kind {
    case CMARK_NODE_TEXT, CMARK_NODE_SOFTBREAK: appendTextRun(from: &node)
    case CMARK_NODE_LINEBREAK: output.append("<br />\n")
    case CMARK_NODE_CODE: appendCode(node)
    case CMARK_NODE_HTML_INLINE: appendRawInline(node)
    case CMARK_NODE_IMAGE: appendImage(node)
    case CMARK_NODE_EMPH, CMARK_NODE_STRONG: return enterEmphasis(node)
    case CMARK_NODE_LINK: return enterLink(node)
    default: return enterBlock(node)
    }
    return nil
  }

  private mutating func leave(_ node: MarkdownNode) {
    switch node.kind {
    case CMARK_NODE_EMPH: leaveEmphasis("</em>")
    case CMARK_NODE_STRONG: leaveEmphasis("</strong>")
    case CMARK_NODE_LINK: leaveLink(node)
    default: leaveBlock(node)
    }
  }
}
