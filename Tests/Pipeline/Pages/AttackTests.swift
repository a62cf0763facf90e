import Diagnostics
import Foundation
import Testing

/// Every attack in every place: what comes out is the pages that would be there without it.
@Suite struct AttackTests {
  private static let rules = PageRules(site: "https://community.example.org/forum")

  @Test func thereAreManyAttacks() {
    #expect(Set(AttackStrings.all).count >= 200)
  }

  @Test(arguments: AttackPlace.all)
  func inAFileOfItsOwn(_ place: AttackPlace) throws {
    let attacks = AttackStrings.all
    let (site, refused) = try build(place.files(attacks))
    #expect(refused.count < attacks.count / 3)
    expectNoFaults(site)
    guard place.isVerbatim else { return }
    for (index, attack) in attacks.enumerated() where !refused.contains(place.path(index)) {
      let page = try site.page(place.page(index))
      let shown = page.elements.filter {
        $0.name == place.element || $0.classes.contains(place.element)
      }
      #expect(shown.contains { holds($0.text, attack) }, "\(index): \(attack)")
    }
  }

  /// Nothing of a file that is refused may be published, and everything else must be.
  private func build(_ files: [String: String]) throws -> (BuiltSite, refused: Set<String>) {
    let community = try Community(files)
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

  private func expectNoFaults(_ site: BuiltSite) {
    for (path, html) in site.pages {
      let faults = Self.rules.faults(of: html)
      #expect(faults.isEmpty, "\(path)")
    }
  }
}

extension AttackTests {
  /// A forum.yml with the attack wherever a text stands that anything may be written into.
  private static let settings: [@Sendable (String) -> String] = [
    { Community.settings.replacing("Example Community", with: $0) },
    { Community.settings + "description: \($0)\n" },
    {
      Community.settings.replacing("Nothing here replaces the advice of your own team.", with: $0)
    },
    { Community.settings.replacing("Example Helpline", with: $0) },
    { Community.settings + "  note: \($0)\n" },
    { Community.settings + "  relay_prefix: \($0)\n" },
    { Community.settings + "  closures: [{date: 2026-12-01, reason: \($0)}]\n" },
    { Community.settings + "other_support: [{name: \($0), url: https://e.org}]\n" },
    { Community.settings + "other_support: [{name: N, note: \($0)}]\n" },
    { Community.settings + "roles: {r: {label: \($0)}}\n" },
    { Community.settings + "ranks: [{posts: 0, label: \($0)}]\n" },
  ]

  @Test(arguments: settings.indices)
  func inTheSettings(_ index: Int) throws {
    var refused = 0
    let community = try Community([
      "boards/b/t.md": thread(), "members.yml": "[{name: Robin, role: r}, {name: Lark}]",
    ])
    for attack in AttackStrings.all {
      var settings = Self.settings[index](yaml(attack))
      if !settings.contains("roles:") { settings += "roles: {r: {label: R}}\n" }
      try community.put(settings, at: "forum.yml")
      let site = try community.build()
      if site.files.isEmpty { refused += 1 }
      #expect(!site.files.isEmpty || !site.errors.isEmpty)
      expectNoFaults(site)
    }
    #expect(refused < AttackStrings.all.count / 3)
  }

  /// Here most are refused, and the rest are addresses.
  private static let addresses: [@Sendable (String) -> String] = [
    { Community.settings + "  callback_url: \($0)\n" },
    { Community.settings + "other_support: [{name: N, url: \($0)}]\n" },
    { Community.settings + "other_support: [{name: N, phone: \($0)}]\n" },
    { Community.settings.replacing("\"08081 570000\"", with: $0) },
    { Community.settings + "language: \($0)\n" },
    { Community.settings.replacing("https://community.example.org/forum", with: $0) },
    { Community.settings + "security_contact: \($0)\n" },
  ]

  @Test(arguments: addresses.indices)
  func inAddresses(_ index: Int) throws {
    let community = try Community(["boards/b/t.md": thread()])
    for attack in AttackStrings.all + AttackStrings.all.map({ "https://e.org/\($0)" }) {
      let settings = Self.addresses[index](yaml(attack))
      try community.put(settings, at: "forum.yml")
      let site = try community.build()
      #expect(!site.files.isEmpty || !site.errors.isEmpty)
      let rules = PageRules(site: index == 5 ? attack : "https://community.example.org/forum")
      for (path, html) in site.pages { #expect(rules.faults(of: html).isEmpty, "\(path)") }
    }
  }

  @Test func inMembersAndGlossary() throws {
    for part in [AttackStrings.all, AttackStrings.all.map { "Said *Wren*: \($0)" }] {
      let members = part.enumerated().map { "- {name: M\($0), bio: \(yaml($1))}\n" }
      let terms = part.enumerated().map {
        "- {term: \(yaml("\($0) \($1)")), means: \(yaml($1)), also: [\(yaml("a\($0)" + $1))]}\n"
      }
      let (site, _) = try accepted(members, terms)
      expectNoFaults(site)
      #expect(site.pages.count > part.count / 2)
    }
  }

  /// The site without the items that are refused.
  private func accepted(
    _ members: [String], _ terms: [String]
  ) throws -> (BuiltSite, refused: Int) {
    var (members, terms) = (members, terms)
    for _ in 0..<3 {
      let community = try Community([
        "members.yml": members.joined(), "glossary.yml": terms.joined(), "boards/b/t.md": thread(),
      ])
      let site = try community.build()
      if !site.files.isEmpty { return (site, 0) }
      for fault in site.errors.sorted(by: { $0.place.line > $1.place.line }) {
        let line = fault.place.line - 1
        if fault.place.file.hasSuffix("members.yml") {
          if members.indices.contains(line) { members[line] = "\n" }
        } else if terms.indices.contains(line) {
          terms[line] = "\n"
        }
      }
    }
    throw HTMLPage.Malformed(description: "errors come in a fourth round")
  }

  private func holds(_ text: String, _ attack: String) -> Bool {
    let wanted = attack.replacing("\0", with: "\u{FFFD}")
    return text.utf8.firstRange(of: wanted.trimmingCharacters(in: .whitespaces).utf8) != nil
  }
}
