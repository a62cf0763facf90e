import Content
import Forum
import Localisation
import Markdown
import Theme

/// GlossaryMeanings of the glossary's terms, as posts show them.
struct GlossaryMeanings: Sendable {
  let terms: TermIndex
  /// Meaning of each entry of the glossary, with the names of former members replaced.
  let texts: [String]
  let close: String

  /// Nil if the glossary has no terms.
  init?(_ forum: Forum, _ wording: Wording) {
    guard !forum.terms.isEmpty else { return nil }
    terms = forum.terms
    texts = forum.glossary.map { wording.redacted($0.means, of: forum.formerNames) }
    close = wording[.closeMeaning]
  }
}

/// Explains each term of the glossary at its first use in a post. Each worker needs its own
/// instance.
final class TermExplainer {
  private let meanings: GlossaryMeanings
  /// Value of `round` when each entry was last explained. 0 if it was never explained.
  private var explained: [Int]
  private var round = 0
  private var post = ""
  private var count = 0

  init(_ meanings: GlossaryMeanings) {
    self.meanings = meanings
    explained = Array(repeating: 0, count: meanings.texts.count)
  }

  /// Begins post `number` of a page. Later calls of `next(in:)` are for its text.
  func begin(post number: Int) {
    round += 1
    (post, count) = (String(number), 0)
  }

  func next(in text: RunningText) -> Explanation? {
    var text = text
    while let (entry, term, place) = meanings.terms.next(in: text) {
      if explained[entry] != round {
        explained[entry] = round
        return explanation(entry, term, place)
      }
      text.position = place
    }
    return nil
  }

  private func explanation(_ entry: Int, _ term: Range<Int>, _ place: Int) -> Explanation {
    count += 1
    let part = "\(post)-\(count)"
    return Explanation(
      term: term, meaningOffset: place, meaning: meanings.texts[entry], termID: "t-\(part)",
      meaningID: "m-\(part)", backLinkText: meanings.close)
  }
}
