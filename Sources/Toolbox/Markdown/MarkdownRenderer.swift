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
  private let memory = HTMLMemory()

  package init() {}

  /// The version of libcmark that is linked: another one may make other HTML.
  package static var engine: String { String(cString: cmark_version_string()) }

  /// Appends the HTML of `source` (Markdown in UTF-8) to `html`.
  @discardableResult
  package func render(
    _ source: ArraySlice<UInt8>, _ rules: MarkdownRules, into html: inout [UInt8]
  ) -> RenderingOutcome {
    read(source, rules) { append($0, rules, to: &html) }
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
    read(source, rules) { appendPlain($0, rules, to: &text, letters) }
  }

  /// Appends the plain text of what is written without anything that only the parser can tell: the words
  /// of `appendPlainText` with the scope `.ownWords` and no closures. False, and nothing appended, for
  /// other sources.
  package func appendPlainWords(of source: ArraySlice<UInt8>, to text: inout [UInt8]) -> Bool {
    source.withUnsafeBufferPointer { source in
      // What libcmark may not see is shown as it was written.
      guard WorkBound.outcome(of: source) == .rendered else { return false }
      var words = PlainWords(source)
      return words.append(to: &text)
    }
  }

  /// Appends both, parsing the source once.
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
  /// A source and what was found in it; no tree when libcmark would take too long.
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

/// How a text was rendered.
package enum RenderingOutcome: Equatable, Sendable {
  case rendered
  /// libcmark would have taken too long; the text is shown as it was written.
  case shownAsText(WorkBound.Reason)
}
