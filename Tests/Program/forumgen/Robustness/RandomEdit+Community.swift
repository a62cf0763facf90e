import TestSupport

extension RandomEdit {
  static let members: [RandomEdit] = [
    .content("rename a member everywhere") { community, random in
      community.changeMember(&random) { member, random in
        member.name = "Renamed \(random.number(1...9999))"
      }
    },
    .content("change a role") { community, random in
      community.changeMember(&random) { member, random in
        member.role = random.pick([nil, "nurse", "moderator"])
      }
    },
    .content("toggle 'former' of a member") { community, random in
      community.changeMember(&random) { member, _ in member.isFormer.toggle() }
    },
    .content("change a bio") { community, random in
      community.changeMember(&random) { member, random in
        member.bio = random.pick([nil, "I am <here> since \(random.number(2000...2026))."])
      }
    },
    .content("reverse the list of members") { community, _ in community.reverseMembers() },
  ]

  static let settings: [RandomEdit] = [
    setting("title", ["Trial Community", "Another Community", "\"A & B\""]),
    setting("url", ["https://trial.example.org", "https://example.org/forum"]),
    setting("description", ["For trials", "Other words"]),
    setting("threads_per_page", ["3", "4", "7", "30"]),
    setting("posts_per_page", ["2", "5", "20"]),
    setting("post_order", ["oldest-first", "newest-first"]),
    setting("disclaimer", ["\"Not advice.\"", "\"Still *no* advice.\""]),
    setting("ranks", ["[{posts: 2, label: Two}]", "[{posts: 5, label: Five}]"]),
    setting("advice_review_after", ["12 months", "24 months"]),
    setting("time_zone", ["Europe/London", "Australia/Sydney"]),
    setting("language", ["en-GB", "cy"]),
    setting("security_contact", ["mailto:security@example.org", "mailto:other@example.org"]),
    setting(
      "roles",
      [
        "{nurse: {label: Sister, official: true}, moderator: {label: Moderator}}",
        "{nurse: {label: Nurse}, moderator: {label: Host, official: true}}",
      ]),
  ]

  private static func setting(_ key: String, _ values: [String]) -> RandomEdit {
    .content("change \(key)") { community, random in
      community.settings[key] = random.pick(values)
    }
  }

  static let siteEdits: [RandomEdit] = [
    .content("change a board") { community, random in
      let board = random.pick(community.boards.keys.sorted())
      let number = random.number(1...9)
      community.boards[board]?.toggle(
        random.pick([
          ("description", "Words \(number)"), ("order", "\(number)"), ("category", "C\(number)"),
          ("closed", "true"), ("post_order", "newest-first"),
          ("disclaimer", "pages/nurses.md"), ("aliases", "[former-board-\(number)]"),
        ]))
    },
    .content("add a board") { community, random in
      community.boards["board-\(random.number(1...20))"] = ["title": "Board"]
    },
    .content("remove empty boards") { community, _ in
      let used = Set(community.threads.map(\.board))
      community.boards = community.boards.filter { used.contains($0.key) }
    },
    .content("change the glossary") { community, random in
      let term = random.pick(["Drain", "Scan", "Lymph node", "Tea"])
      community.otherFiles["content/glossary.yml"] =
        random.oneIn(5) ? nil : "- {term: \(term), means: Meaning \(random.number(1...9))}\n"
    },
    file("content/pages/page-", ".md", "---\ntitle: Page N\n---\n\nWords N.\n"),
    file("content/static/file-", ".txt", "words N"),
    file("content/static/a/b/file-", ".css", "a { color: N }"),
    .content("change the nurses' page") { community, random in
      community.otherFiles["content/pages/nurses.md"] =
        "---\ntitle: Our nurses\n---\n\nWords \(random.number(1...99)).\n"
    },
    .content("change a picture") { community, random in
      community.otherFiles["content/static/arm.png"] = "picture \(random.number(1...9))"
    },
  ]

  /// Returns an edit that adds, changes or removes one of four files. A number replaces `N` in
  /// `text`.
  private static func file(_ start: String, _ end: String, _ text: String) -> RandomEdit {
    .content("change a file \(start)…\(end)") { community, random in
      let path = "\(start)\(random.number(1...4))\(end)"
      let new = text.replacing("N", with: "\(random.number(1...99))")
      community.otherFiles[path] = random.oneIn(3) ? nil : new
    }
  }

  static let theme: [RandomEdit] = [
    .content("change the layout") { community, random in
      community.otherFiles["templates/layout.mustache"]?.replace(
        /<footer class="[^"]*"/, with: "<footer class=\"site-footer f\(random.number(1...99))\"")
    },
    .content("change how a post looks") { community, random in
      community.otherFiles["templates/post.mustache"]?.replace(
        /<header class="[^"]*"/, with: "<header class=\"post-head h\(random.number(1...99))\"")
    },
    .content("change a word of the theme") { community, random in
      community.otherFiles["templates/strings.yml"]?.replace(
        /\nhome: [^\n]*/, with: "\nhome: Home \(random.number(1...99))")
    },
    .content("change the style sheet") { community, random in
      community.otherFiles["templates/assets/forum.css"]? += "/* \(random.number(1...99)) */\n"
    },
    file("templates/assets/script-", ".js", "let n = N"),
  ]
}

extension CommunityModel {
  mutating func changeMember(
    _ random: inout SplitMix64, _ change: (inout Member, inout SplitMix64) -> Void
  ) {
    change(&members[random.number(0...(members.count - 1))], &random)
  }

  /// Reverses the members, and renumbers the authors of posts.
  mutating func reverseMembers() {
    members.reverse()
    for thread in threads.indices {
      for post in threads[thread].posts.indices {
        threads[thread].posts[post].author = members.count - 1 - threads[thread].posts[post].author
      }
    }
  }
}
