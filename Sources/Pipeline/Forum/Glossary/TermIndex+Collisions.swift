import Content
import Diagnostics
import TextMatching

extension TermIndex {
  /// Returns an error for each spelling if a text can match it and a spelling of another entry.
  /// The meaning to show would be ambiguous. `glossary` must be the one that the index was made
  /// from.
  func collisions(in glossary: [GlossaryTerm]) -> [CrossFileDiagnostic] {
    let scalars = glossary.flatMap { [$0.term] + $0.also }
    var diagnostics: [CrossFileDiagnostic] = []
    for run in matcher.order.runs(where: { phrase($0).folded == phrase($1).folded }) {
      for spelling in run.map({ Int($0) }) {
        guard let other = run.map({ Int($0) }).first(where: { collide($0, spelling) }) else {
          continue
        }
        diagnostics.append(
          collision(of: scalars[spelling], with: glossary[Int(entries[other])].term.text))
      }
    }
    return diagnostics
  }

  private func collide(_ one: Int, _ other: Int) -> Bool {
    entries[one] != entries[other]
      && matcher.phrases[one].collides(with: matcher.phrases[other])
  }

  private func phrase(_ index: Int32) -> Phrase { matcher.phrases[Int(index)] }

  private func collision(of spelling: LocatedText, with term: String) -> CrossFileDiagnostic {
    CrossFileDiagnostic(
      .error, "same-term",
      "'\(spelling.text)' is in the glossary twice: the term '\(term)' has this spelling too; "
        + "remove one of the two", in: "glossary.yml", at: spelling.offset)
  }
}

extension Array {
  /// Returns the runs of neighbours that belong together. Single elements are left out.
  fileprivate func runs(where belong: (Element, Element) -> Bool) -> [ArraySlice<Element>] {
    var runs: [ArraySlice<Element>] = []
    var start = startIndex
    for index in indices.dropFirst() + [endIndex]
    where index == endIndex || !belong(self[index - 1], self[index]) {
      if index - start > 1 { runs.append(self[start..<index]) }
      start = index
    }
    return runs
  }
}
