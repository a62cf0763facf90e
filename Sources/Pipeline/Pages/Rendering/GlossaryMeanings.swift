import Content
import Forum
import Localisation
import Markdown
import Theme

/// Meanings of the glossary's terms, as posts show them.
struct GlossaryMeanings: Sendable {
  let terms: TermIndex
  /// Meaning of each entry of the glossary, with the names of former members replaced.
  let texts: [String]
  let closeLabel: String

  /// Nil if the glossary has no terms.
  init?(_ forum: Forum, _ wording: Wording) {
    guard !forum.terms.isEmpty else { return nil }
    terms = forum.terms
    texts = forum.glossary.map { wording.redacted($0.means, of: forum.formerNames) }
    closeLabel = wording[.closeMeaning]
  }
}

/// Explains each term of the glossary at its first use in a post. Each worker needs its own
/// instance.
final class TermExplainer {
  private let meanings: GlossaryMeanings
  /// Number of the post that last explained each entry, counted by `postCount`. 0 if no post did.
  private var lastExplained: [Int]
  /// Number of posts begun, over all pages.
  private var postCount = 0
  private var post = ""
  private var explanationCount = 0

  init(_ meanings: GlossaryMeanings) {
    self.meanings = meanings
    lastExplained = Array(repeating: 0, count: meanings.texts.count)
  }

  /// Begins post `number` of a page. Later calls of `next(in:)` are for its text.
  func begin(post number: Int) {
    postCount += 1
    (post, explanationCount) = (String(number), 0)
  }

  func next(in text: RunningText) -> Explanation? {
    var text = text
    while let (entry, term, meaningOffset) = meanings.terms.next(in: text) {
      if lastExplained[entry] != postCount {
        lastExplained[entry] = postCount
        return explanation(entry, term, meaningOffset)
      }
      text.position = meaningOffset
    }
    return nil
  }

  private func explanation(_ entry: Int, _ term: Range<Int>, _ meaningOffset: Int) -> Explanation {
    explanationCount += 1
    let idSuffix = "\(post)-\(explanationCount)"
    return Explanation(
      term: term, meaningOffset: meaningOffset, meaning: meanings.texts[entry],
      termID: "t-\(idSuffix)",
      meaningID: "m-\(idSuffix)", backLinkText: meanings.closeLabel)
  }
}
