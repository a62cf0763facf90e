package import Content
import Diagnostics
package import Markdown
import TextMatching

/// Finds the glossary's terms in running text.
package struct TermIndex: Sendable {
  let matcher: PhraseMatcher
  /// Glossary entry of each spelling.
  let entries: [Int32]

  package var isEmpty: Bool { matcher.isEmpty }

  package init(_ glossary: [GlossaryTerm]) {
    let texts = glossary.map { [$0.term.text] + $0.also.map(\.text) }
    // What follows an `@` is a name or a part of an address.
    matcher = PhraseMatcher(
      texts.joined().map { Phrase($0, .wordByWord) }, .init(joinsWordsAtSign: true))
    entries = texts.enumerated().flatMap { Array(repeating: Int32($0), count: $1.count) }
  }

  /// Returns the next term after the text's position. `wordEnd` is the end of the word that
  /// contains the term, as in ER-positive or node's.
  package func next(in text: RunningText) -> (entry: Int, term: Range<Int>, wordEnd: Int)? {
    let match = matcher.next(
      in: text.bytes, from: text.position, before: text.before, after: text.after)
    return match.map { match in
      (
        Int(entries[match.phrase]), match.range,
        PhraseMatcher.wordEnd(in: text.bytes, from: match.range.upperBound)
      )
    }
  }
}
