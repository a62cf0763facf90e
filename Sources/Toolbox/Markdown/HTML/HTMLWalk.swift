import CMark

/// A walk through libcmark's tree that renders it as HTML. It is not recursive, because a tree
/// may be as deep as its source is long.
struct HTMLWalk: ~Copyable {
  let rules: MarkdownRules
  let features: SourceFeatures
  var output: HTMLOutput
  var source: SourceMap
  /// Number of open block quotes and lists.
  var blockDepth = 0
  /// Level of the current or last heading. Before the first one: level of the heading above the
  /// text.
  var headingLevel: Int
  /// Number of open emphasis nodes.
  var inlineDepth = 0
  var isInHeading = false
  /// Rendering of the link that contains the current node.
  var openLink: OpenLink?
  /// Buffer for a run that consists of several nodes, reused for the next run.
  var runBuffer: [UInt8] = []

  enum OpenLink {
    case anchor
    /// Shown as text, followed by the destination if `showsDestination` is true.
    case text(showsDestination: Bool)
  }

  init(
    _ rules: MarkdownRules, _ source: SourceMap, _ features: SourceFeatures, in buffer: HTMLBuffer
  ) {
    self.rules = rules
    headingLevel = rules.headingShift
    output = HTMLOutput(in: buffer)
    self.features = features
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

  /// Appends the HTML before a node's children and returns the first child, or nil if the node is
  /// finished because it has no children or has been appended whole. A run of text moves `node`
  /// to its last node.
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
