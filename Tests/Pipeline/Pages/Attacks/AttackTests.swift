import Diagnostics
import Foundation
import Testing

/// Puts each attack string in each kind of content file and checks that all pages are safe.
@Suite struct AttackTests {
  /// An attack string in a target in its own file.
  private struct Case {
    let target: AttackTarget
    let attack: String
    let number: Int

    var path: String { target.path.replacing("#", with: "\(number)") }
    var page: String { target.page.replacing("#", with: "\(number)") }
  }

  @Test func thereAreAtLeastTwoHundredAttacks() {
    #expect(Set(AttackStrings.all).count >= 200)
  }

  @Test(arguments: AttackGroup.all)
  func noAttackInATextRuns(_ group: AttackGroup) throws {
    let combined = AttackStrings.all.enumerated().map {
      Case(target: group.combined, attack: $1, number: $0)
    }
    let refused = try check(combined)
    #expect(refused.count < combined.count / 2)
    let individual = group.individual.flatMap { target in refused.map { (target, $0.attack) } }
      .enumerated().map { Case(target: $1.0, attack: $1.1, number: $0) }
    let stillRefused = try check(individual)
    #expect(stillRefused.count < individual.count)
  }

  /// Most attack strings are refused, because an alias is a path.
  @Test func noAttackInAnAliasRuns() throws {
    let target = AttackTarget("alias") { thread(head: "aliases: [\(yaml("old/" + $0))]\n") }
    let cases = AttackStrings.all.enumerated().map { Case(target: target, attack: $1, number: $0) }
    #expect(try check(cases).count < cases.count)
  }

  /// Builds a community of the cases' files and checks every page. Returns the cases whose files
  /// were refused.
  private func check(_ cases: [Case]) throws -> [Case] {
    let files = cases.map { ($0.path, $0.target.file($0.attack)) }
    let (site, refused) = try build(Dictionary(uniqueKeysWithValues: files))
    let rules = PageRules(site: "https://community.example.org/forum")
    var parsed: [String: HTMLPage] = [:]
    for (path, html) in site.pages {
      let page = try HTMLPage(html)
      #expect(rules.violations(of: page).isEmpty, "\(path)")
      parsed[path] = page
    }
    let atom = AtomRules(url: rules.site)
    for path in site.feedPaths { #expect(try atom.violations(of: site.xml(path)) == [], "\(path)") }
    for item in cases where !refused.contains(item.path) && !item.target.elements.isEmpty {
      try expectShown(item, on: #require(parsed[item.page]))
    }
    return cases.filter { refused.contains($0.path) }
  }

  /// Builds the files. Removes those with errors and builds again, until the site is published.
  private func build(_ files: [String: String]) throws -> (BuiltSite, refused: Set<String>) {
    let settings = Community.settings + "threads_per_page: 1000\n"
    let community = try Community(files.merging(["forum.yml": settings]) { given, _ in given })
    var refused: Set<String> = []
    for _ in 0..<3 {
      let site = try community.build()
      if !site.files.isEmpty { return (site, refused) }
      let faulty = Set(site.errors.map(community.path))
      try #require(!faulty.isEmpty && faulty.isSubset(of: files.keys), "\(site.errors)")
      refused.formUnion(faulty)
      for path in faulty { try community.remove(path) }
    }
    throw HTMLPage.Malformed(description: "errors come in a fourth round")
  }

  /// Ignores letter case, because members and tags that differ only in case share one spelling.
  private func expectShown(_ item: Case, on page: HTMLPage) throws {
    let wanted = item.attack.replacing("\0", with: "\u{FFFD}").trimmingCharacters(in: .whitespaces)
    for name in item.target.elements {
      let shown = page.elements.filter { $0.name == name || $0.classes.contains(name) }
      let isShown = shown.contains {
        $0.text.lowercased().utf8.firstRange(of: wanted.lowercased().utf8) != nil
      }
      #expect(isShown, "\(item.target.testDescription), \(name): \(item.attack.prefix(100))")
    }
  }
}
