import Content
import Diagnostics
import Survey

/// Who there is: those of members.yml, and everyone else who has posted.
struct MemberRegister {
  private(set) var findings: [Finding] = []

  private var people: [Person] = []
  /// For each person, the moment of the post whose spelling of the name is shown; before all others
  /// for those whom members.yml spells. By itself, for it is asked for with every author.
  private var earliest: [Int64] = []
  private var byKey: [String: Int] = [:]
  /// For the authors of all summaries, one behind the other, who they are: persons while they are
  /// entered, members from then on; and where each summary's begin, and the last one's end.
  private var authors: [Int32] = []
  private var starts: [Int] = [0]
  /// The authors of removed posts alone, by their places in `authors`: others may say who they are.
  private var unknown: [(author: Int, name: String)] = []
  /// As names are written: most lookups end here.
  private var bySpelling: [String: Int] = [:]
  /// By the numbers of spellings, who they are; -1: not met yet.
  private var byNumber: [Int32] = []
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

  init(_ content: CommunityContent, _ summaries: [ThreadSummary]) {
    settings = content.settings
    for entry in content.members { enter(entry) }
    enter(summaries)
  }

  /// Removed posts make nobody a member.
  private mutating func enter(_ summaries: [ThreadSummary]) {
    reserveCapacity(summaries.count)
    for summary in summaries {
      let written = summary.authors
      // In place: to copy an author is to count a reference to the name.
      for index in written.indices {
        if let date = written[index].earliest {
          authors.append(Int32(enter(written, index, date, in: summary)))
        } else {
          unknown.append((authors.count, written[index].name))
          authors.append(-1)
        }
      }
      starts.append(authors.count)
    }
    sortByKey()
    nameMembers()
    warnOfSpellings()
  }

  /// The members who are the authors of a summary, by its place among all; -1 for the author of
  /// removed posts alone.
  func members(ofSummary index: Int) -> [Int32] {
    Array(authors[starts[index]..<starts[index + 1]])
  }

  /// Of all members, in their order.
  var keys: [String] { sorted.map { people[$0].key } }

  var count: Int { people.count }

  /// Of all members, in their order, whether they answer for the forum.
  var officials: [Bool] {
    sorted.map { person in
      let entry = people[person].entry
      return entry?.isFormer != true && role(of: entry)?.isOfficial == true
    }
  }

  /// Most forums have half as many members as threads, who are five to a thread.
  private mutating func reserveCapacity(_ threads: Int) {
    starts.reserveCapacity(threads + 1)
    authors.reserveCapacity(5 * threads)
    byKey.reserveCapacity(threads / 2)
    bySpelling.reserveCapacity(threads / 2)
  }

  private mutating func nameMembers() {
    for index in authors.indices where authors[index] >= 0 {
      authors[index] = Int32(order[Int(authors[index])])
    }
    for (author, name) in unknown {
      guard let person = bySpelling[name] ?? byKey[MemberName.key(of: name)] else { continue }
      authors[author] = Int32(order[person])
    }
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
    _ authors: [AuthorSummary], _ index: Int, _ date: PostDate, in summary: ThreadSummary
  ) -> Int {
    let person =
      person(numbered: authors[index].number) ?? person(spelled: authors[index], in: summary.path)
    if date.instant < earliest[person] { note(authors[index].name, date, person) }
    return person
  }

  private func person(numbered number: Int32) -> Int? {
    guard byNumber.indices.contains(Int(number)) else { return nil }
    let person = byNumber[Int(number)]
    return person < 0 ? nil : Int(person)
  }

  private mutating func person(spelled author: AuthorSummary, in path: String) -> Int {
    let person = bySpelling[author.name] ?? enter(author, in: path)
    if author.number >= 0 {
      while byNumber.count <= Int(author.number) { byNumber.append(-1) }
      byNumber[Int(author.number)] = Int32(person)
    }
    return person
  }

  private mutating func enter(_ author: AuthorSummary, in path: String) -> Int {
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
    return person
  }

  /// The spelling of members.yml is shown, else that of the earliest post.
  private mutating func note(_ name: String, _ date: PostDate, _ person: Int) {
    earliest[person] = date.instant
    if people[person].name != name { people[person].name = name }
  }

  private mutating func sortByKey() {
    sorted = inOrder(people.map(\.key))
    order = Array(repeating: 0, count: people.count)
    for (rank, person) in sorted.enumerated() { order[person] = rank }
  }

  private mutating func warnOfSpellings() {
    for person in people where !person.spellings.isEmpty {
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
  func members(_ posts: PostsByMember, urls: SiteURLs) -> [Member] {
    sorted.enumerated().map { rank, person in
      member(person, posts: posts.newestFirst(of: rank), urls: urls)
    }
  }

  private func member(_ person: Int, posts: MemberPosts, urls: SiteURLs) -> Member {
    let name = MemberName(shown: people[person].name, key: people[person].key)
    let entry = people[person].entry
    let isFormer = entry?.isFormer ?? false
    // Who asked to be forgotten is not remembered by name.
    let isInMemory = !isFormer && entry?.isInMemory ?? false
    let role = isFormer ? nil : role(of: entry)
    let rank = settings.ranks.last { $0.posts <= posts.count }
    return Member(
      name: name, url: isFormer ? nil : urls.member(name.part), role: role,
      rank: role == nil && !isFormer && !isInMemory ? rank : nil,
      joined: entry?.joined, bio: isFormer ? nil : entry?.bio, isFormer: isFormer,
      isInMemory: isInMemory, posts: posts)
  }

  private func role(of entry: MemberEntry?) -> Role? {
    entry?.role.flatMap { role in settings.roles.first { $0.name == role.text } }
  }
}
