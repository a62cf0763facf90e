extension HTMLOutput {
  /// Shows a source as it was written: a paragraph where it has an empty line, for it is not
  /// parsed.
  mutating func appendPlainParagraphs(
    _ source: UnsafeBufferPointer<UInt8>, _ rules: MarkdownRules
  ) {
    for paragraph in repaired(source).split(separator: UInt8(ascii: "\n"))
    where paragraph.contains(where: { !isSpace($0) }) {
      beginLine()
      append("<p>")
      let rewritten = paragraph.withUnsafeBufferPointer { rules.rewriteText?($0) }
      appendEscaped(rewritten ?? Array(paragraph))
      append("</p>\n")
    }
  }
}
