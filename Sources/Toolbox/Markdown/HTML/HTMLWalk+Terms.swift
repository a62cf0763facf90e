import CMark

/// A run of text with its first and last node, used to find the scalars around the run.
struct TextRun {
  let text: UnsafeBufferPointer<UInt8>
  let first: MarkdownNode
  let last: MarkdownNode

  fileprivate func scalar(before index: Int) -> Unicode.Scalar? {
    index == 0
      ? first.scalarBefore : lastScalar(of: UnsafeBufferPointer(rebasing: text[..<index]))
  }

  fileprivate func scalar(after index: Int) -> Unicode.Scalar? {
    index == text.count ? last.scalarAfter : Markdown.scalar(in: text, at: index).scalar
  }
}

extension HTMLWalk {
  /// Appends a part of a run that is neither a URL nor a mention. Names are replaced before terms
  /// are explained, because a term inside a name would hide the name.
  mutating func appendRunningText(_ range: Range<Int>, of run: TextRun) {
    let bytes = UnsafeBufferPointer(rebasing: run.text[range])
    guard let explain = rules.explain, !isInHeading else { return appendRewritten(bytes) }
    let before = run.scalar(before: range.lowerBound)
    let after = run.scalar(after: range.upperBound)
    guard let rewritten = rules.rewriteText?(bytes) else {
      return append(RunningText(bytes, before: before, after: after), explain)
    }
    rewritten.withUnsafeBufferPointer {
      append(RunningText($0, before: before, after: after), explain)
    }
  }

  private mutating func append(
    _ text: RunningText, _ explain: (RunningText) -> Explanation?
  ) {
    var text = text
    while let found = explain(text), found.isValid(in: text) {
      appendEscaped(text.bytes, text.position..<found.term.lowerBound)
      append(found, in: text.bytes)
      text.position = found.meaningOffset
    }
    appendEscaped(text.bytes, text.position..<text.bytes.count)
  }

  private mutating func append(_ found: Explanation, in text: UnsafeBufferPointer<UInt8>) {
    output.append("<a class=\"term\" id=\"")
    output.appendEscaped(found.termID)
    output.append("\" href=\"#")
    output.appendHref(found.meaningID)
    output.append("\" aria-describedby=\"")
    output.appendEscaped(found.meaningID)
    output.append("\">")
    appendEscaped(text, found.term)
    output.append("</a>")
    appendEscaped(text, found.term.upperBound..<found.meaningOffset)
    output.append("<span class=\"meaning\" id=\"")
    output.appendEscaped(found.meaningID)
    output.append("\"> (")
    output.appendEscaped(found.meaning)
    output.append(")</span><a class=\"close\" href=\"#")
    output.appendHref(found.termID)
    output.append("\"> ")
    output.appendEscaped(found.backLinkText)
    output.append("</a>")
  }

  private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    output.appendEscaped(UnsafeBufferPointer(rebasing: text[range]))
  }
}

extension MarkdownNode {
  /// The first scalar that is shown after this node on its line. Delimiters of emphasis and links
  /// do not count.
  fileprivate var scalarAfter: Unicode.Scalar? {
    var node = self
    while true {
      if let next = node.next {
        node = next.deepestFirst
        switch node.kind {
        case CMARK_NODE_TEXT, CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE:
          if !node.literal.isEmpty { return scalar(in: node.literal, at: 0).scalar }
        case CMARK_NODE_EMPH, CMARK_NODE_STRONG, CMARK_NODE_LINK: break
        default: return nil
        }
      } else {
        guard let parent = node.parent, parent.isInlineContainer else { return nil }
        node = parent
      }
    }
  }

  private var deepestFirst: MarkdownNode {
    var node = self
    while node.kind != CMARK_NODE_IMAGE, let first = node.firstChild { node = first }
    return node
  }
}
