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
  private let memory = HTMLMemory()

  package init() {}

  /// Version of the linked libcmark. Another version may produce different HTML.
  package static var engine: String { String(cString: cmark_version_string()) }

  /// Appends the HTML of `source` (Markdown in UTF-8) to `html`.
  @discardableResult
  package func render(
    _ source: ArraySlice<UInt8>, _ rules: MarkdownRules, into html: inout [UInt8]
  ) -> RenderingOutcome {
    read(source, rules) { append($0, rules, to: &html) }
  }

  /// Appends the plain text of `source`, with its blocks separated by line feeds.
  ///
  /// Link texts and inline code are included, images are replaced by their alt texts, and code
  /// blocks are omitted. Text is rewritten as in HTML.
  ///
  /// - Parameter letters: the text may end after this many bytes that are not white space.
  @discardableResult
  package func appendPlainText(
    of source: ArraySlice<UInt8>, _ rules: MarkdownRules, to text: inout [UInt8],
    letters: Int = .max
  ) -> RenderingOutcome {
    read(source, rules) { appendPlain($0, rules, to: &text, letters) }
  }

  /// Appends the plain text of a source that can be read without libcmark. The words are those of
  /// `appendPlainText` with the scope `.ownWords` and no callbacks.
  ///
  /// - Returns: false if the source needs libcmark. Nothing is appended then.
  package func appendPlainWords(of source: ArraySlice<UInt8>, to text: inout [UInt8]) -> Bool {
    source.withUnsafeBufferPointer { source in
      // Sources that are too slow for libcmark are shown as text, including their quotes.
      guard WorkBound.outcome(of: source) == .rendered else { return false }
      var words = PlainWords(source)
      return words.append(to: &text)
    }
  }

  /// Appends the HTML and the plain text of `source`, which is parsed only once.
  @discardableResult
  package func render(
    _ source: ArraySlice<UInt8>, _ rules: MarkdownRules, into html: inout [UInt8],
    plainText text: inout [UInt8], letters: Int
  ) -> RenderingOutcome {
    read(source, rules) { read in
      append(read, rules, to: &html)
      appendPlain(read, rules, to: &text, letters)
    }
  }
}

extension MarkdownRenderer {
  /// A source and its scan results. `root` is nil if libcmark would take too long.
  private struct Reading {
    let source: UnsafeBufferPointer<UInt8>
    let signs: SignsOfSource
    let root: MarkdownNode?
  }

  private func read(
    _ source: ArraySlice<UInt8>, _ rules: MarkdownRules, _ use: (Reading) -> Void
  ) -> RenderingOutcome {
    source.withUnsafeBufferPointer { bytes in
      let signs = SignsOfSource(bytes, rules)
      let outcome = WorkBound.outcome(of: bytes)
      guard outcome == .rendered else {
        use(Reading(source: bytes, signs: signs, root: nil))
        return outcome
      }
      parser.withTree(of: bytes, shieldingURLs: signs.mayHoldURLs) {
        use(Reading(source: bytes, signs: signs, root: $0))
      }
      return outcome
    }
  }

  private func append(_ reading: Reading, _ rules: MarkdownRules, to html: inout [UInt8]) {
    guard let root = reading.root else { return appendAsWritten(reading.source, rules, to: &html) }
    var walk = HTMLWalk(rules, SourceMap(reading.source), reading.signs, in: memory)
    walk.run(from: root)
    walk.output.move(to: &html)
  }

  private func appendPlain(
    _ reading: Reading, _ rules: MarkdownRules, to text: inout [UInt8], _ letters: Int
  ) {
    guard let root = reading.root else {
      return appendPlainAsWritten(reading.source, rules, to: &text)
    }
    var walk = PlainTextWalk(
      rules, SourceMap(reading.source), reading.signs, continuing: &text, letters: letters)
    walk.run(from: root)
    walk.output.giveBack(to: &text)
  }

  private func appendAsWritten(
    _ source: UnsafeBufferPointer<UInt8>, _ rules: MarkdownRules, to html: inout [UInt8]
  ) {
    var output = HTMLOutput(in: memory)
    output.appendPlainParagraphs(source, rules)
    output.move(to: &html)
  }

  private func appendPlainAsWritten(
    _ source: UnsafeBufferPointer<UInt8>, _ rules: MarkdownRules, to text: inout [UInt8]
  ) {
    var output = PlainTextOutput(rules, continuing: &text)
    output.append(repaired(source))
    output.giveBack(to: &text)
  }
}

package enum RenderingOutcome: Equatable, Sendable {
  case rendered
  /// The source is shown as text because libcmark would take too long.
  case shownAsText(WorkBound.Reason)
}
