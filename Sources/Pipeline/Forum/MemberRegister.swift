import Content
import Diagnostics

/// Who there is: those of members.yml, and everyone else who has posted.
struct MemberRegister {
  private(set) var findings: [Finding] = []
  /// Indices by `MemberName.key`, in the order of the keys.
  private(set) var keys: [String: Int] = [:]

  private var people: [Person] = []
  private var byKey: [String: Int] = [:]
  /// As names are written: most lookups end here.
  private var bySpelling: [String: Int] = [:]
  private var order: [Int] = []
  private let settings: ForumSettings

  /// A member while the posts are gone through.
  private struct Person {
    let key: String
    var name: String
    var entry: MemberEntry?
    /// Of the post whose spelling of the name is shown.
    var earliest: PostDate?
    var spellings: [Spelling] = []
  }

  private struct Spelling {
    let name: String
    let path: String
    let offset: Int
  }

  init(_ content: CommunityContent) {
    settings = content.settings
    for entry in content.members { enter(entry) }
  }

  /// Removed posts make nobody a member.
  mutating func enter(_ summaries: [ThreadSummary]) {
    for summary in summaries {
      for author in summary.authors {
        if let earliest = author.earliest { enter(author, earliest, in: summary.path) }
      }
    }
    sortByKey()
    warnOfSpellings()
  }

  /// -1 for the author of removed posts alone.
  func index(of name: String) -> Int32 {
    guard let person = bySpelling[name] ?? byKey[MemberName.key(of: name)] else { return -1 }
    return Int32(order[person])
  }
}

extension MemberRegister {
  private mutating func enter(_ entry: MemberEntry) {
    let key = MemberName.key(of: entry.name.text)
    if let role = entry.role, !settings.roles.contains(where: { $0.name == role.text }) {
      findings.append(
        Finding(
          .error, "unknown-role", "'\(role.text)' is no role of forum.yml", in: "members.yml",
          at: role.offset, suggestion: settings.roles.map(\.name).nearest(to: role.text)))
    }
    guard byKey[key] == nil else {
      findings.append(
        Finding(
          .error, "duplicate-member",
          "'\(entry.name.text)' stands in members.yml twice (letter "
            + "case does not tell members apart); keep one", in: "members.yml",
          at: entry.name.offset))
      return
    }
    byKey[key] = people.count
    bySpelling[entry.name.text] = people.count
    people.append(Person(key: key, name: entry.name.text, entry: entry))
  }

  private mutating func enter(_ author: AuthorSummary, _ date: PostDate, in path: String) {
    if let person = bySpelling[author.name] { return note(author.name, date, person) }
    let key = MemberName.key(of: author.name)
    let person = byKey[key] ?? people.count
    if person == people.count {
      byKey[key] = person
      people.append(Person(key: key, name: author.name))
    }
    bySpelling[author.name] = person
    people[person].spellings.append(
      Spelling(name: author.name, path: path, offset: Int(author.offset)))
    note(author.name, date, person)
  }

  /// The spelling of members.yml is shown, else that of the earliest post.
  private mutating func note(_ name: String, _ date: PostDate, _ person: Int) {
    guard people[person].entry == nil else { return }
    if let earliest = people[person].earliest, earliest <= date { return }
    people[person].earliest = date
    if people[person].name != name { people[person].name = name }
  }

  private mutating func sortByKey() {
    let sorted = people.indices.sorted { isBefore(people[$0].key, people[$1].key) }
    order = Array(repeating: 0, count: people.count)
    for (rank, person) in sorted.enumerated() {
      order[person] = rank
      keys[people[person].key] = rank
    }
  }

  private mutating func warnOfSpellings() {
    for person in people {
      for spelling in person.spellings where spelling.name != person.name {
        findings.append(
          Finding(
            .warning, "other-spelling",
            "'\(spelling.name)' and '\(person.name)' are one member, "
              + "for letter case does not tell members apart; write '\(person.name)'",
            in: spelling.path, at: spelling.offset))
      }
    }
  }
}

extension MemberRegister {
  /// The members in the order of their keys, with what they wrote, newest first.
  func members(threads: [ForumThread], urls: SiteURLs) -> [Member] {
    let posts = postsByMember(threads)
    return people.indices.sorted { order[$0] < order[$1] }.map { index in
      member(people[index], posts: posts[order[index]], urls: urls)
    }
  }

  private func postsByMember(_ threads: [ForumThread]) -> [[PostReference]] {
    var posts = Array(repeating: [PostReference](), count: people.count)
    for (index, thread) in threads.enumerated() {
      for (number, post) in thread.posts.enumerated() where !post.isRemoved && post.member >= 0 {
        posts[Int(post.member)].append(
          PostReference(thread: Int32(index), number: Int32(number + 1)))
      }
    }
    return posts.map { sortedNewestFirst($0, threads) }
  }

  private func sortedNewestFirst(
    _ references: [PostReference], _ threads: [ForumThread]
  ) -> [PostReference] {
    references.map { reference in
      (threads[Int(reference.thread)].posts[Int(reference.number) - 1].date.instant, reference)
    }
    .sorted {
      $0.0 != $1.0
        ? $0.0 > $1.0
        : ($0.1.thread, $1.1.number) < ($1.1.thread, $0.1.number)
    }
    .map(\.1)
  }

  private func member(_ person: Person, posts: [PostReference], urls: SiteURLs) -> Member {
    let name = MemberName(person.name)
    let isFormer = person.entry?.isFormer ?? false
    let role = isFormer ? nil : role(of: person)
    let rank = settings.ranks.last { $0.posts <= posts.count }
    return Member(
      name: name, url: isFormer ? nil : urls.member(name.part), role: role,
      rank: role == nil && !isFormer ? rank : nil,
      joined: person.entry?.joined, bio: isFormer ? nil : person.entry?.bio, isFormer: isFormer,
      posts: posts)
  }

  private func role(of person: Person) -> Role? {
    person.entry?.role.flatMap { role in settings.roles.first { $0.name == role.text } }
  }
}

/// By bytes: the same everywhere, whatever tables the system has.
func isBefore(_ left: String, _ right: String) -> Bool {
  left.utf8.lexicographicallyPrecedes(right.utf8)
}
