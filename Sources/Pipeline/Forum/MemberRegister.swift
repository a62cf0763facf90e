import Content
import Diagnostics

/// Who there is: those of members.yml, and everyone else who has posted.
struct MemberRegister {
  private(set) var findings: [Finding] = []
  /// Indices by `MemberName.key`, in the order of the keys.
  private(set) var keys: [String: Int] = [:]

  private var people: [Person] = []
  /// For each person, the moment of the post whose spelling of the name is shown; before all others
  /// for those whom members.yml spells. By itself, for it is asked for with every author.
  private var earliest: [Int64] = []
  private var byKey: [String: Int] = [:]
  /// For the authors of all summaries, one behind the other, who they are; and where each summary's
  /// begin.
  private var authors: [Int32] = []
  private var starts: [Int] = []
  /// As names are written: most lookups end here.
  private var bySpelling: [String: Int] = [:]
  /// For each person, the place in the order of keys; and for each place, the person.
  private var order: [Int] = []
  private var sorted: [Int] = []
  private let settings: ForumSettings

  /// A member while the posts are gone through.
  private struct Person {
    let key: String
    var name: String
    var entry: MemberEntry?
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
    starts.reserveCapacity(summaries.count)
    for summary in summaries {
      starts.append(authors.count)
      for author in summary.authors {
        let person = author.earliest.map { enter(author, $0, in: summary.path) }
        authors.append(Int32(person ?? -1))
      }
    }
    sortByKey()
    warnOfSpellings()
  }

  /// The members who are the authors of a summary, by its place among all; -1 for the author of
  /// removed posts alone.
  func members(of summary: ThreadSummary, at index: Int) -> [Int32] {
    summary.authors.enumerated().map { number, author in
      let person = Int(authors[starts[index] + number])
      return person >= 0 ? Int32(order[person]) : self.index(of: author.name)
    }
  }

  private func index(of name: String) -> Int32 {
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
    earliest.append(.min)
  }

  private mutating func enter(
    _ author: AuthorSummary, _ date: PostDate, in path: String
  ) -> Int {
    if let person = bySpelling[author.name] {
      note(author.name, date, person)
      return person
    }
    let key = MemberName.key(of: author.name)
    let person = byKey[key] ?? people.count
    if person == people.count {
      byKey[key] = person
      people.append(Person(key: key, name: author.name))
      earliest.append(.max)
    }
    bySpelling[author.name] = person
    people[person].spellings.append(
      Spelling(name: author.name, path: path, offset: Int(author.offset)))
    note(author.name, date, person)
    return person
  }

  /// The spelling of members.yml is shown, else that of the earliest post.
  private mutating func note(_ name: String, _ date: PostDate, _ person: Int) {
    guard date.instant < earliest[person] else { return }
    earliest[person] = date.instant
    if people[person].name != name { people[person].name = name }
  }

  private mutating func sortByKey() {
    sorted = inOrder(people.map(\.key))
    order = Array(repeating: 0, count: people.count)
    for (rank, person) in sorted.enumerated() { order[person] = rank }
    keys = byKey.mapValues { order[$0] }
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
    let posts = PostsByMember(threads, memberCount: people.count)
    return sorted.enumerated().map { rank, person in
      member(people[person], posts: posts.newestFirst(of: rank), urls: urls)
    }
  }

  private func member(_ person: Person, posts: MemberPosts, urls: SiteURLs) -> Member {
    let name = MemberName(shown: person.name, key: person.key)
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
