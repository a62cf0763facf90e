import Content
import Diagnostics

extension TermIndex {
  /// Spellings of two entries that one text stands for: an error at each of them, for nobody can say
  /// which meaning is shown. `glossary`: what the index was made of.
  func collisions(in glossary: [GlossaryTerm]) -> [Finding] {
    let scalars = glossary.flatMap { [$0.term] + $0.also }
    var findings: [Finding] = []
    for run in order.runs(where: { spellings[Int($0)].folded == spellings[Int($1)].folded }) {
      for spelling in run.map({ Int($0) }) {
        guard let other = run.map({ Int($0) }).first(where: { collide($0, spelling) }) else {
          continue
        }
        findings.append(
          collision(of: scalars[spelling], with: glossary[Int(entries[other])].term.text))
      }
    }
    return findings
  }

  private func collide(_ one: Int, _ other: Int) -> Bool {
    entries[one] != entries[other] && spellings[one].collides(with: spellings[other])
  }

  private func collision(of spelling: YAMLScalar, with term: String) -> Finding {
    Finding(
      .error, "same-term",
      "'\(spelling.text)' is explained twice: the term '\(term)' has this spelling, too; take one "
        + "of them away", in: "glossary.yml", at: spelling.offset)
  }
}

extension Array {
  /// The slices of neighbours that belong together, those of one element left out.
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
