import Diagnostics
import Testing

/// Attack strings in forum.yml, members.yml and glossary.yml.
@Suite struct SettingsAttackTests {
  private static let rules = PageRules(site: "https://community.example.org/forum")

  private func expectNoViolations(_ site: BuiltSite, _ rules: PageRules = rules) {
    for (path, html) in site.pages { #expect(rules.violations(of: html).isEmpty, "\(path)") }
  }

  /// Returns a community without boards. Its few pages show the whole layout.
  private func community(_ files: [String: String] = [:]) throws -> Community {
    let community = try Community(files)
    try community.remove("boards/b/board.md")
    return community
  }

  /// Returns a forum.yml with `text` in every key that allows free text.
  private func settings(_ text: String) -> String {
    """
    title: \(text)
    description: \(text)
    url: https://community.example.org/forum
    disclaimer: \(text)
    helpline:
      name: \(text)
      phone: "08081 570000"
      hours: [{days: mon-fri, open: "09:00", close: "16:00"}]
      note: \(text)
      closures: [{date: 2026-12-01, reason: \(text)}]
    other_support: [{name: \(text), url: "https://e.org", note: \(text)}, {name: \(text)}]
    roles: {r: {label: \(text)}}
    ranks: [{posts: 0, label: \(text)}]

    """
  }

  @Test func noAttackInATextOfTheForumRuns() throws {
    let community = try community(["members.yml": "[{name: Robin, role: r}, {name: Lark}]"])
    var refused = 0
    for attack in AttackStrings.all {
      try community.put(settings(yaml(attack)), at: "forum.yml")
      let site = try community.build()
      if site.files.isEmpty { refused += 1 }
      #expect(site.files.isEmpty == !site.errors.isEmpty)
      // A disclaimer without letters is the owner's mistake and breaks the rules.
      if attack.contains(where: \.isLetter) { expectNoViolations(site) }
    }
    #expect(refused < AttackStrings.all.count / 3)
  }

  /// Most attack strings are refused. The rest are valid addresses.
  @Test func noAttackInAURLOrPhoneNumberRuns() throws {
    var lines = (AttackStrings.all + AttackStrings.all.map { "https://e.org/\($0)" }).flatMap {
      ["  - {name: N, url: \(yaml($0))}\n", "  - {name: N, phone: \(yaml($0))}\n"]
    }
    let head = Community.settings + "other_support:\n"
    let community = try community()
    let first = head.count { $0 == "\n" } + 1
    for _ in 0..<5 {
      try community.put(head + lines.joined(), at: "forum.yml")
      let site = try community.build()
      if !site.files.isEmpty { break }
      for error in site.errors { lines[error.location.line - first] = "\n" }
    }
    let site = try community.build()
    #expect(site.errors.isEmpty, "\(site.errors.count) \(site.errors.prefix(3))")
    expectNoViolations(site)
    let kept = lines.count { $0 != "\n" }
    #expect(kept > 20 && kept < lines.count / 2)
    #expect(try site.page("404.html").elements(ofClass: "line").count == kept)
  }

  private static let single: [@Sendable (String) -> String] = [
    { Community.settings + "  callback_url: \($0)\n" },
    { Community.settings.replacing("\"08081 570000\"", with: $0) },
    { Community.settings + "language: \($0)\n" },
    { Community.settings + "security_contact: \($0)\n" },
  ]

  @Test(arguments: single.indices)
  func noAttackInAnotherSettingRuns(_ index: Int) throws {
    let community = try community()
    for attack in AttackStrings.breakouts + AttackStrings.schemes + AttackStrings.hosts {
      for text in [attack, "https://e.org/\(attack)"] {
        try community.put(Self.single[index](yaml(text)), at: "forum.yml")
        let site = try community.build()
        #expect(site.files.isEmpty == !site.errors.isEmpty)
        expectNoViolations(site)
      }
    }
  }

  @Test func noAttackInTheURLOfTheForumRuns() throws {
    let community = try community()
    for attack in AttackStrings.all {
      let url = "https://e.org/\(attack)"
      let settings = Community.settings
        .replacing("https://community.example.org/forum", with: yaml(url))
      try community.put(settings, at: "forum.yml")
      var canonical = url
      while canonical.hasSuffix("/") { canonical.removeLast() }
      expectNoViolations(try community.build(), PageRules(site: canonical))
    }
  }

  @Test func noAttackInMembersOrTheGlossaryRuns() throws {
    var members = AttackStrings.all.enumerated().map {
      "- {name: M\($0), bio: \(yaml("Said *Wren*: \($1)"))}\n"
    }
    var terms = AttackStrings.all.enumerated().map {
      "- {term: \(yaml("\($0) \($1)")), means: \(yaml($1)), also: [\(yaml("a\($0)" + $1))]}\n"
    }
    for _ in 0..<4 {
      let site = try community([
        "members.yml": members.joined(), "glossary.yml": terms.joined(),
      ]).build()
      guard site.files.isEmpty else {
        expectNoViolations(site)
        #expect(site.pages.count > members.count / 2)
        return
      }
      for error in site.errors {
        let isMember = error.location.file.hasSuffix("members.yml")
        if isMember {
          members[error.location.line - 1] = "\n"
        } else {
          terms[error.location.line - 1] = "\n"
        }
      }
    }
    Issue.record("errors come in a fifth round")
  }
}
