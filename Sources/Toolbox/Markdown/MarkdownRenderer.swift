// The Markdown module renders CommonMark as HTML that is safe to embed in a page, or as plain
// text. Its entry point is `MarkdownRenderer`. libcmark's tree is not visible outside the module.

import CMark
import CMarkArena

/// Renders Markdown as HTML and plain text. Each thread needs its own renderer, because it reuses
/// its buffers.
///
/// Any bytes are accepted: a renderer neither throws nor traps. A callback in the rules may use
/// another renderer, but not the one that called it.
package final class MarkdownRenderer {
  private var parser = MarkdownParser()
  private let buffer = HTMLBuffer()

  package init() {}

  /// Version of the linked libcmark. Another version may produce different HTML.
  package static var libcmarkVersion: String { String(cString: cmark_version_string()) }

  /// Appends the HTML of `source` (Markdown in UTF-8) to `html`.
  @discardableResult
  package func render(
    _ source: ArraySlice<UInt8>, _ rules: MarkdownRules, into html: inout [UInt8]
  ) -> RenderingOutcome {
    withParsedSource(of: source, rules) { append($0, rules, to: &html) }
  }

  /// Appends the plain text of `source`, with its blocks separated by line feeds.
  ///
  /// Link texts and inline code are included, images are replaced by their alt texts, and code
  /// blocks are omitted. Text is rewritten as in HTML.
  ///
  /// - Parameter byteLimit: the text may end after this many bytes that are not white space.
  @discardableResult
  package func appendPlainText(
    of source: ArraySlice<UInt8>, _ rules: MarkdownRules, to text: inout [UInt8],
    byteLimit: Int = .max
  ) -> RenderingOutcome {
    withParsedSource(of: source, rules) { appendPlain($0, rules, to: &text, byteLimit) }
  }

  /// Appends the plain text of a source that can be read without libcmark. The words are those of
  /// `appendPlainText` with the scope `.ownWords` and no callbacks.
  ///
  /// - Returns: false if the source needs libcmark. Nothing is appended then.
  package func appendPlainTextIfSimple(of source: ArraySlice<UInt8>, to text: inout [UInt8]) -> Bool
  {
    source.withUnsafeBufferPointer { source in
      // Sources that are too slow for libcmark are shown as text, including their quotes.
      guard ParsingCostLimit.outcome(of: source) == .rendered else { return false }
      var fastPath = PlainTextFastPath(source)
      return fastPath.append(to: &text)
    }
  }

  /// Appends the HTML and the plain text of `source`, which is parsed only once.
  @discardableResult
  package func render(
    _ source: ArraySlice<UInt8>, _ rules: MarkdownRules, into html: inout [UInt8],
    plainText text: inout [UInt8], byteLimit: Int
  ) -> RenderingOutcome {
    withParsedSource(of: source, rules) { parsed in
      append(parsed, rules, to: &html)
      appendPlain(parsed, rules, to: &text, byteLimit)
    }
  }
}

extension MarkdownRenderer {
  /// A source and its scan results. `root` is nil if libcmark would take too long.
  private struct ParsedSource {
    let source: UnsafeBufferPointer<UInt8>
    let features: SourceFeatures
    let root: MarkdownNode?
  }

  private func withParsedSource(
    of source: ArraySlice<UInt8>, _ rules: MarkdownRules, _ body: (ParsedSource) -> Void
  ) -> RenderingOutcome {
    source.withUnsafeBufferPointer { bytes in
      let features = SourceFeatures(bytes, rules)
      let outcome = ParsingCostLimit.outcome(of: bytes)
      guard outcome == .rendered else {
        body(ParsedSource(source: bytes, features: features, root: nil))
        return outcome
      }
      parser.withTree(of: bytes, protectingURLs: features.mayContainURLs) {
        body(ParsedSource(source: bytes, features: features, root: $0))
      }
      return outcome
    }
  }

  private func append(_ parsed: ParsedSource, _ rules: MarkdownRules, to html: inout [UInt8]) {
    guard let root = parsed.root else { return appendUnparsed(parsed.source, rules, to: &html) }
    var walk = HTMLWalk(rules, SourceMap(parsed.source), parsed.features, in: buffer)
    walk.run(from: root)
    walk.output.move(to: &html)
  }

  private func appendPlain(
    _ parsed: ParsedSource, _ rules: MarkdownRules, to text: inout [UInt8], _ byteLimit: Int
  ) {
    guard let root = parsed.root else {
      return appendUnparsedPlainText(parsed.source, rules, to: &text)
    }
    var walk = PlainTextWalk(
      rules, SourceMap(parsed.source), parsed.features, continuing: &text, byteLimit: byteLimit)
    walk.run(from: root)
    walk.output.move(to: &text)
  }

  private func appendUnparsed(
    _ source: UnsafeBufferPointer<UInt8>, _ rules: MarkdownRules, to html: inout [UInt8]
  ) {
    var output = HTMLOutput(in: buffer)
    output.appendLinesAsParagraphs(source, rules)
    output.move(to: &html)
  }

  private func appendUnparsedPlainText(
    _ source: UnsafeBufferPointer<UInt8>, _ rules: MarkdownRules, to text: inout [UInt8]
  ) {
    var output = PlainTextOutput(rules, continuing: &text)
    output.append(replacingInvalidUTF8(source))
    output.move(to: &text)
  }
}

package enum RenderingOutcome: Equatable, Sendable {
  case rendered
  /// The source is shown as text because libcmark would take too long.
  case shownAsText(ParsingCostLimit.Reason)
}
