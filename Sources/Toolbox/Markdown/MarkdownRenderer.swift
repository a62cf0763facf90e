// The Markdown room: what somebody wrote, in CommonMark, becomes HTML that may stand in a page, or
// plain text. It owns libcmark's tree; nothing of it leaves the room.

import CMark
import CMarkArena

/// Turns Markdown into HTML and plain text. One for each worker; it keeps its scratch memory.
///
/// Whatever the bytes, it neither throws nor traps. A closure in the rules may use another
/// renderer, but not the one that called it.
package final class MarkdownRenderer {
  private var parser = MarkdownParser()

  package init() {}

  /// The version of libcmark that is linked: another one may make other HTML.
  package static var engine: String { String(cString: cmark_version_string()) }

  /// Appends the HTML of `source` (Markdown in UTF-8) to `html`.
  @discardableResult
  package func render(
    _ source: ArraySlice<UInt8>, _ rules: MarkdownRules, into html: inout [UInt8]
  ) -> RenderingOutcome {
    read(source, rules) { append($0, of: $1, rules, to: &html) }
  }

  /// Appends the plain text of `source`, its blocks separated by line feeds.
  ///
  /// Link texts and code in a line are kept, images give their alt texts, code blocks nothing; text
  /// is rewritten as in HTML.
  ///
  /// - Parameter letters: the text may end behind so many bytes that are no white space.
  @discardableResult
  package func appendPlainText(
    of source: ArraySlice<UInt8>, _ rules: MarkdownRules, to text: inout [UInt8],
    letters: Int = .max
  ) -> RenderingOutcome {
    read(source, rules) { appendPlain($0, of: $1, rules, to: &text, letters) }
  }

  /// Appends both, parsing the source once.
  @discardableResult
  package func render(
    _ source: ArraySlice<UInt8>, _ rules: MarkdownRules, into html: inout [UInt8],
    plainText text: inout [UInt8], letters: Int
  ) -> RenderingOutcome {
    read(source, rules) { root, bytes in
      append(root, of: bytes, rules, to: &html)
      appendPlain(root, of: bytes, rules, to: &text, letters)
    }
  }
}

extension MarkdownRenderer {
  /// Parses the source; `use` gets no tree when libcmark would take too long.
  private func read(
    _ source: ArraySlice<UInt8>, _ rules: MarkdownRules,
    _ use: (MarkdownNode?, UnsafeBufferPointer<UInt8>) -> Void
  ) -> RenderingOutcome {
    source.withUnsafeBufferPointer { bytes in
      let outcome = WorkBound.outcome(of: bytes)
      guard outcome == .rendered else {
        use(nil, bytes)
        return outcome
      }
      parser.withTree(of: bytes, shieldingURLs: rules.bareURLs) { use($0, bytes) }
      return outcome
    }
  }

  private func append(
    _ root: MarkdownNode?, of source: UnsafeBufferPointer<UInt8>, _ rules: MarkdownRules,
    to html: inout [UInt8]
  ) {
    guard let root else { return appendAsWritten(source, rules, to: &html) }
    var walk = HTMLWalk(rules, SourceMap(source), continuing: &html)
    walk.run(from: root)
    walk.output.giveBack(to: &html)
  }

  private func appendPlain(
    _ root: MarkdownNode?, of source: UnsafeBufferPointer<UInt8>, _ rules: MarkdownRules,
    to text: inout [UInt8], _ letters: Int
  ) {
    guard let root else { return appendPlainAsWritten(source, rules, to: &text) }
    var walk = PlainTextWalk(rules, SourceMap(source), continuing: &text, letters: letters)
    walk.run(from: root)
    walk.output.giveBack(to: &text)
  }

  private func appendAsWritten(
    _ source: UnsafeBufferPointer<UInt8>, _ rules: MarkdownRules, to html: inout [UInt8]
  ) {
    var output = HTMLOutput(continuing: &html)
    output.appendPlainParagraphs(source, rules)
    output.giveBack(to: &html)
  }

  private func appendPlainAsWritten(
    _ source: UnsafeBufferPointer<UInt8>, _ rules: MarkdownRules, to text: inout [UInt8]
  ) {
    var output = PlainTextOutput(rules, continuing: &text)
    output.append(repaired(source))
    output.giveBack(to: &text)
  }
}

/// How a text was rendered.
package enum RenderingOutcome: Equatable, Sendable {
  case rendered
  /// libcmark would have taken too long; the text is shown as it was written.
  case shownAsText(WorkBound.Reason)
}
