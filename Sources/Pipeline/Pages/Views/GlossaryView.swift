import Content
import Diagnostics
import Forum
import Foundation
import Localisation
import Mustache
import Theme

extension SiteViews {
  /// Returns the glossary page: the terms in alphabetical order, grouped by their first letter.
  func glossary(_ values: inout ValueArena) -> (PageHead, [Value]) {
    var (rows, letters): ([Value], [Value]) = ([], [])
    let entries = glossaryEntries()
    for (index, entry) in entries.enumerated() {
      rows.append(
        values.record(
          Shapes.term,
          [
            values.text(entry.term), values.text(entry.id), values.text(redacted(entry.meaning)),
            values.text(entry.otherSpellings),
          ]))
      let isLast = index + 1 == entries.count || entries[index + 1].initial != entry.initial
      guard isLast else { continue }
      letters.append(
        values.record(
          Shapes.letter,
          [
            values.text(entry.initial.heading), values.text(entry.initial.id), values.list(rows),
          ]))
      rows = []
    }
    return (
      head(wording[.glossary], "", url: forum.urls.url("glossary/")), [values.list(letters)]
    )
  }

  /// Spellings of each term, with the names of former members replaced, and the URL of its entry.
  /// In the order of the glossary page.
  var glossaryLinks: [(spellings: [String], url: String)] {
    let page = forum.urls.url("glossary/")
    return glossaryEntries().map {
      ([$0.term] + $0.spellings, "\(page)#\(percentEncoded($0.id))")
    }
  }

  private func glossaryEntries() -> [GlossaryEntry] {
    var entries = forum.glossary.map {
      GlossaryEntry($0, spellings: $0.also.map { redacted($0.text) }, term: redacted($0.term.text))
    }
    // An ID replaces punctuation by hyphens, which may reveal a name that `redacted` did not
    // find.
    for index in entries.indices where forum.formerNames.occur(inURL: entries[index].id) {
      entries[index].id = GlossaryEntry.id(of: wording[.formerMember])
    }
    entries.sort { $0.isBefore($1) }
    // Terms such as ER and er would share an ID.
    var counts: [String: Int] = [:]
    for index in entries.indices {
      let count = (counts[entries[index].id] ?? 0) + 1
      counts[entries[index].id] = count
      if count > 1 { entries[index].id += "~\(count)" }
    }
    return entries
  }
}

/// An entry of the glossary page.
private struct GlossaryEntry {
  struct Initial: Equatable {
    let heading: String
    let id: String
  }

  /// In `term` and `spellings` the names of former members are replaced, but not in `meaning`.
  let term: String
  let spellings: [String]
  let meaning: String
  /// HTML ID of the entry. It is derived from the term by the rule for members' URLs.
  var id: String
  let initial: Initial
  private let key: String

  init(_ entry: GlossaryTerm, spellings: [String], term: String) {
    self.term = term
    self.spellings = spellings
    meaning = entry.means
    id = Self.id(of: term)
    key = Self.key(of: term)
    initial = Self.initial(of: key)
  }

  var otherSpellings: String { spellings.joined(separator: ", ") }

  static func id(of term: String) -> String { "term-" + MemberName(term).urlSegment }

  func isBefore(_ other: GlossaryEntry) -> Bool {
    key == other.key
      ? term.utf8.lexicographicallyPrecedes(other.term.utf8)
      : key.utf8.lexicographicallyPrecedes(other.key.utf8)
  }

  /// Returns the sort key: lowercase letters and digits without accents, words separated by
  /// spaces. The order does not depend on a locale, so it is the same on every machine.
  private static func key(of term: String) -> String {
    let letters = term.decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars
    var words: [String.UnicodeScalarView] = [.init()]
    for scalar in letters where !scalar.properties.isDiacritic && !isMark(scalar) {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        words[words.count - 1].append(scalar)
      } else if !words[words.count - 1].isEmpty {
        words.append(.init())
      }
    }
    return words.filter { !$0.isEmpty }.map { String($0) }.joined(separator: " ")
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.canonicalCombiningClass != .notReordered
  }

  /// Returns the heading for a key. All digits share one heading.
  private static func initial(of key: String) -> Initial {
    guard let first = key.unicodeScalars.first, !("0"..."9").contains(first) else {
      return Initial(heading: "0–9", id: "letter-0-9")
    }
    return Initial(heading: String(first).uppercased(), id: "letter-\(first)")
  }
}
