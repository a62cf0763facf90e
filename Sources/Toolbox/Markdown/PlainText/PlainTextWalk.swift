import CMark

/// A walk through libcmark's tree that collects its plain text, as far as `rules.plainText`
/// selects it.
struct PlainTextWalk {
  let rules: MarkdownRules
  private let features: SourceFeatures
  var output: PlainTextOutput
  private var source: SourceMap
  private var blockDepth = 0
  private var isInLink = false
  private var runBuffer: [UInt8] = []

  /// - Parameter byteLimit: the walk stops after this many bytes that are not white space.
  init(
    _ rules: MarkdownRules, _ source: SourceMap, _ features: SourceFeatures,
    continuing text: inout [UInt8], byteLimit: Int = .max
  ) {
    self.rules = rules
    self.features = features
    self.source = source
    output = PlainTextOutput(rules, continuing: &text, byteLimit: byteLimit)
  }

  mutating func run(from root: MarkdownNode) {
    var node = root
    while !output.isFull {
      if enter(&node), let child = node.firstChild {
        node = child
        continue
      }
      leave(node)
      while node.next == nil || node == root {
        guard node != root, let parent = node.parent else { return }
        node = parent
        leave(node)
      }
      if let next = node.next { node = next }
    }
  }

  /// Returns whether the walk continues with the node's children.
  private mutating func enter(_ node: inout MarkdownNode) -> Bool {
    switch node.kind {
    case CMARK_NODE_TEXT, CMARK_NODE_SOFTBREAK: appendTextRun(from: &node)
    case CMARK_NODE_LINEBREAK: output.append(lineFeed)
    case CMARK_NODE_CODE: appendCode(node.literal)
    case CMARK_NODE_HTML_INLINE: if rules.rawHTML == .shownAsText { output.append(node.literal) }
    case CMARK_NODE_HTML_BLOCK: if rules.rawHTML == .shownAsText { appendBlock(node.literal) }
    case CMARK_NODE_IMAGE: output.append(plainText(below: node))
    case CMARK_NODE_CODE_BLOCK: break
    case CMARK_NODE_BLOCK_QUOTE, CMARK_NODE_LIST: return enterContainer(node)
    default: return enterOther(node)
    }
    return false
  }

  private mutating func leave(_ node: MarkdownNode) {
    switch node.kind {
    case CMARK_NODE_BLOCK_QUOTE, CMARK_NODE_LIST: blockDepth -= 1
    case CMARK_NODE_LINK: isInLink = false
    default: break
    }
  }
}

extension PlainTextWalk {
  private mutating func appendCode(_ code: UnsafeBufferPointer<UInt8>) {
    switch rules.plainText {
    case .all: output.append(code)
    // Keeps the words before and after the code separate.
    case .ownWords: output.appendAsIs(" ")
    }
  }

  private mutating func enterContainer(_ node: MarkdownNode) -> Bool {
    blockDepth += 1
    if rules.plainText == .ownWords, node.kind == CMARK_NODE_BLOCK_QUOTE { return false }
    guard let maximum = rules.maximumBlockDepth, blockDepth > maximum else { return true }
    output.beginBlock()
    output.append(replacingInvalidUTF8(source.text(of: node)))
    return false
  }

  private mutating func enterOther(_ node: MarkdownNode) -> Bool {
    switch node.kind {
    case CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING:
      source.enter(node)
      output.beginBlock()
    case CMARK_NODE_LINK: isInLink = true
    default: break
    }
    return true
  }

  private mutating func appendBlock(_ text: UnsafeBufferPointer<UInt8>) {
    output.beginBlock()
    output.append(text)
  }

  private mutating func appendTextRun(from node: inout MarkdownNode) {
    var text: [UInt8] = []
    swap(&text, &runBuffer)
    let first = node
    node = collectTextRun(from: node, into: &text)
    text.withUnsafeBufferPointer { appendText($0, after: first) }
    swap(&text, &runBuffer)
  }

  private mutating func appendText(_ text: UnsafeBufferPointer<UInt8>, after first: MarkdownNode) {
    guard !isInLink, features.mayContainMentions else { return output.append(text) }
    var scanner = TextScanner(text, startingAt: first, features)
    while !output.isFull, let piece = scanner.next() {
      switch piece {
      case .text(let range), .url(let range):
        output.append(UnsafeBufferPointer(rebasing: text[range]))
      case .candidate(let found): resolve(found, &scanner)
      case .mention(let mention):
        output.appendAsIs((mention.href == nil ? "" : "@") + mention.name)
      }
    }
  }

  private mutating func resolve(_ found: FoundMention, _ scanner: inout TextScanner) {
    var candidate = found.candidate
    if rules.findsOffsets { candidate.offset = source.offset(ofMention: candidate) }
    if let mention = rules.mention?(candidate) { scanner.accept(found, mention) }
  }
}
