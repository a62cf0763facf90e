import Content
import Forum
import Localisation
import Markdown
import Theme

/// What the glossary's terms mean, as posts show it.
struct Meanings: Sendable {
  let terms: TermIndex
  /// By the entries of the glossary, without the names of former members.
  let texts: [String]
  let close: String

  /// Nil when there is nothing to be explained.
  init?(_ forum: Forum, _ wording: Wording) {
    guard !forum.terms.isEmpty else { return nil }
    terms = forum.terms
    texts = forum.glossary.map { wording.redacted($0.means, of: forum.formerNames) }
    close = wording[.closeMeaning]
  }
}

/// Explains each term of the glossary where a post uses it first. One for each worker.
final class TermExplainer {
  private let meanings: Meanings
  /// In which of this worker's posts each entry was explained last, counted from 1.
  private var explained: [Int]
  private var round = 0
  private var post = ""
  private var count = 0

  init(_ meanings: Meanings) {
    self.meanings = meanings
    explained = Array(repeating: 0, count: meanings.texts.count)
  }

  /// The texts that follow are those of this post of a page.
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
      term: term, place: place, meaning: meanings.texts[entry], termID: "t-\(part)",
      meaningID: "m-\(part)", close: meanings.close)
  }
}
