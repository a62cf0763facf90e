extension HTMLOutput {
  /// Appends a source that is not parsed. Each line that is not blank becomes a paragraph.
  mutating func appendLinesAsParagraphs(
    _ source: UnsafeBufferPointer<UInt8>, _ rules: MarkdownRules
  ) {
    for paragraph in replacingInvalidUTF8(source).split(separator: UInt8(ascii: "\n"))
    where paragraph.contains(where: { !isASCIIWhitespace($0) }) {
      beginLine()
      append("<p>")
      let rewritten = paragraph.withUnsafeBufferPointer { rules.rewriteText?($0) }
      appendEscaped(rewritten ?? Array(paragraph))
      append("</p>\n")
    }
  }
}
