import Foundation
import TestSupport

extension CommunityModel {
  /// Makes a community that uses every key at least once. Its lists and threads have short pages,
  /// so that there are many pages.
  static func sample(_ random: inout SplitMix64, threads: Int = 60) throws -> CommunityModel {
    var community = CommunityModel()
    community.settings = sampleSettings
    community.members = sampleMembers
    community.boards = [
      "surgery": ["title": "Surgery", "order": "1", "category": "Treatment"],
      "results": ["title": "Results", "description": "Waiting and reading", "order": "2"],
      "living": ["title": "Living", "post_order": "newest-first", "aliases": "[life]"],
      "nurses": ["title": "Ask a nurse", "disclaimer": "pages/nurses.md"],
      "archive": ["title": "Archive", "closed": "true", "order": "9"],
    ]
    community.otherFiles = try sampleOtherFiles()
    for number in 0..<threads { community.addThread(number, &random) }
    community.useEveryKey()
    return community
  }

  private mutating func addThread(_ number: Int, _ random: inout SplitMix64) {
    let board = random.pick(boards.keys.sorted())
    let year = number % 3 == 0 ? "" : "202\(number % 3)/"
    let posts = (0..<random.number(1...7)).map { post($0, in: number, &random) }
    threads.append(
      Thread(
        board: board, path: "\(year)thread-\(number)", title: "Thread number \(number)",
        tags: (0..<random.number(0...3)).map { _ in "tag \(random.number(1...8))" }, posts: posts))
  }

  /// Makes post `index` of thread `number`. Posts of a thread are dated in order.
  func post(_ index: Int, in number: Int, _ random: inout SplitMix64) -> Post {
    let year = 2023 + number % 3
    let month = 1 + number % 12
    let date = String(format: "%d-%02d-%02dT%02d:30", year, month, 1 + index % 28, number % 24)
    let author = random.number(0...(members.count - 1))
    return Post(author: author, date: date, body: words(&random))
  }

  func words(_ random: inout SplitMix64) -> String {
    let words = ["drains", "*tired*", "a scan", "hope", "waiting", "lymph node", "`code`", "tea"]
    var body = (0..<random.number(3...25)).map { _ in random.pick(words) }.joined(separator: " ")
    if random.oneIn(4) { body += ", <\(random.number(0...30))> said" }
    if random.oneIn(8) { body += "\n\n> [\(random.number(0...30))] wrote that" }
    if random.oneIn(9) { body += " https://example.com/\(random.number(1...99))" }
    if random.oneIn(15), let thread = threads.randomElement(using: &random) {
      body += " [over there](/\(thread.file))"
    }
    return body + "."
  }

  private mutating func useEveryKey() {
    threads[1].keys["pinned"] = "true"
    threads[2].keys["status"] = "closed"
    threads[threads.count - 1].keys["draft"] = "true"
    threads[4].keys["slug"] = "another-slug"
    threads[5].keys["aliases"] = "[old/5, older/5]"
    threads[6].posts[0].keys["content_note"] = "bereavement"
    threads[7].posts[0].keys["edited"] = "2026-01-02"
    threads[8].posts[0].keys["removed"] = "\"Against the guidelines\""
    threads[9].posts.append(threads[9].posts[0])
    threads[9].posts[threads[9].posts.count - 1].keys = [
      "accepted": "true", "subject": "An answer", "reviewed": "2026-02-02",
    ]
    threads[10].posts[0].body = "![an arm](/static/arm.png) and [leaflet](/static/a/leaflet.txt)"
    for post in 0..<23 { threads[11].posts.append(threads[12].posts[0].later(post)) }
  }
}

extension CommunityModel.Post {
  fileprivate func later(_ number: Int) -> Self {
    var post = self
    post.date = "2026-03-\(10 + number % 20)"
    return post
  }
}

extension CommunityModel {
  private static let sampleSettings = [
    "title": "Trial Community", "url": "https://trial.example.org", "description": "For trials",
    "disclaimer": "\"Nothing here replaces the advice of your own team.\"",
    "helpline": "{name: Trial Helpline, phone: \"08081 570000\", hours: "
      + "[{days: mon-fri, open: \"09:00\", close: \"16:00\"}], "
      + "closures: [{date: 2026-12-25, reason: Christmas Day}]}",
    "privacy_policy": "pages/privacy-policy.md",
    "roles": "{nurse: {label: Nurse, official: true}, moderator: {label: Moderator}}",
    "ranks": "[{posts: 4, label: Regular}, {posts: 12, label: Furniture}]",
    "threads_per_page": "4", "posts_per_page": "5", "advice_review_after": "24 months",
    "security_contact": "mailto:security@example.org",
  ]

  private static let sampleMembers: [Member] = {
    let plain = [
      "Wren", "Pebble", "Sedge", "Jo Smith", "fa/do", "Ünal", "mo_d", "K8", "O'Hara", "Zoë 2",
      "Linnet", "Marram", "Thrift", "Dunlin", "Long Name That Goes On For Quite A While Indeed",
    ].map { Member(name: $0) }
    return plain + [
      Member(name: "Nurse Joan", role: "nurse", bio: "I answer on weekdays."),
      Member(name: "Mo Derator", role: "moderator"), Member(name: "Qwyntar", isFormer: true),
      Member(name: "Tess Hardy", isFormer: true), Member(name: "Silent", bio: "I only read."),
    ]
  }()

  /// Pages, glossary, static files, and the project's templates.
  private static func sampleOtherFiles() throws -> [String: String] {
    var files = [
      "content/glossary.yml": "- {term: Drain, means: A thin tube, also: [drains]}\n",
      "content/pages/privacy-policy.md": "---\ntitle: Privacy policy\n---\n\nWe keep little.\n",
      "content/pages/nurses.md": "---\ntitle: Our nurses\naliases: [staff]\n---\n\nGeneral.\n",
      "content/static/arm.png": "a picture", "content/static/a/leaflet.txt": "a leaflet",
    ]
    for path in try FileManager.default.subpathsOfDirectory(atPath: Command.templates) {
      let full = "\(Command.templates)/\(path)"
      if let data = FileManager.default.contents(atPath: full), path.contains(".") {
        files["templates/\(path)"] = String(decoding: data, as: UTF8.self)
      }
    }
    return files
  }
}
