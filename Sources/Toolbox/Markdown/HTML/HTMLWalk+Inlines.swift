import CMark

extension HTMLWalk {
  /// Emphasis nested deeper than this is rendered without tags, because browsers have trouble
  /// with very deep trees.
  private var maximumEmphasisDepth: Int { rules.maximumBlockDepth == nil ? .max : 100 }

  mutating func enterEmphasis(_ node: MarkdownNode) -> MarkdownNode? {
    inlineDepth += 1
    if inlineDepth <= maximumEmphasisDepth {
      output.append(node.kind == CMARK_NODE_EMPH ? "<em>" : "<strong>")
    }
    if let child = node.firstChild { return child }
    leaveEmphasis(node.kind == CMARK_NODE_EMPH ? "</em>" : "</strong>")
    return nil
  }

  mutating func leaveEmphasis(_ tag: StaticString) {
    if inlineDepth <= maximumEmphasisDepth { output.append(tag) }
    inlineDepth -= 1
  }

  mutating func appendCode(_ node: MarkdownNode) {
    output.append("<code>")
    appendRewritten(node.literal)
    output.append("</code>")
  }

  mutating func appendRawInline(_ node: MarkdownNode) {
    guard rules.rawHTML == .shownAsText else { return output.append(raw: node.literal) }
    appendRewritten(node.literal)
  }

  /// Appends the text from `node` up to the next markup and moves `node` to the last node of that
  /// text.
  mutating func appendTextRun(from node: inout MarkdownNode) {
    let first = node
    guard let second = node.next, second.isTextOrSoftBreak else {
      let text = first.kind == CMARK_NODE_TEXT ? first.literal : lineFeed
      return append(TextRun(text: text, first: first, last: first))
    }
    var text = collectRun(&node)
    let last = node
    text.withUnsafeBufferPointer { append(TextRun(text: $0, first: first, last: last)) }
    swap(&runBuffer, &text)
  }

  /// Appends text as it is shown: rewritten, then escaped.
  mutating func appendRewritten(_ text: UnsafeBufferPointer<UInt8>) {
    if let rewritten = rules.rewriteText?(text) {
      output.appendEscaped(rewritten)
    } else {
      output.appendEscaped(text)
    }
  }

  mutating func appendRewritten(_ text: [UInt8]) {
    text.withUnsafeBufferPointer { appendRewritten($0) }
  }
}

extension HTMLWalk {
  private mutating func collectRun(_ node: inout MarkdownNode) -> [UInt8] {
    var text: [UInt8] = []
    swap(&text, &runBuffer)
    node = collectTextRun(from: node, into: &text)
    return text
  }

  private mutating func append(_ run: TextRun) {
    guard openLink == nil else { return appendRewritten(run.text) }
    guard features.mayContainURLs || features.mayContainMentions else {
      return appendRunningText(0..<run.text.count, of: run)
    }
    var scanner = TextScanner(run.text, startingAt: run.first, features)
    while let piece = scanner.next() {
      switch piece {
      case .text(let range): appendRunningText(range, of: run)
      case .url(let range): appendBareURL(UnsafeBufferPointer(rebasing: run.text[range]))
      case .candidate(let found): resolve(found, &scanner)
      case .mention(let mention): appendMention(mention)
      }
    }
  }

  private mutating func resolve(_ found: FoundMention, _ scanner: inout TextScanner) {
    var candidate = found.candidate
    if rules.findsOffsets { candidate.offset = source.offset(ofMention: candidate) }
    if let mention = rules.mention?(candidate) { scanner.accept(found, mention) }
  }

  private mutating func appendMention(_ mention: MentionRendering) {
    guard let href = mention.href else { return output.appendEscaped(mention.name) }
    output.append("<a class=\"mention\" href=\"")
    output.appendHref(href)
    output.append("\">@")
    output.appendEscaped(mention.name)
    output.append("</a>")
  }
}

/// Replaces the contents of `run` with the text from `node` up to the next markup and returns the
/// last node of that text. Soft breaks become line feeds.
func collectTextRun(from node: MarkdownNode, into run: inout [UInt8]) -> MarkdownNode {
  run.removeAll(keepingCapacity: true)
  var node = node
  run.append(contentsOf: node.kind == CMARK_NODE_TEXT ? node.literal : lineFeed)
  while let next = node.next, next.isTextOrSoftBreak {
    run.append(contentsOf: next.kind == CMARK_NODE_TEXT ? next.literal : lineFeed)
    node = next
  }
  return node
}
