import Content
import Diagnostics
import Survey

/// Collects the members: those in members.yml and all authors of posts that were not removed.
struct MemberCollector {
  private(set) var findings: [CrossFileDiagnostic] = []

  private var people: [Person] = []
  /// Instant of the post whose spelling of the name is shown, by person, in seconds since 1970.
  /// It is the minimum for persons in members.yml, whose spelling is always shown. It is a
  /// separate array because it is read for every author of every thread.
  private var earliest: [Int64] = []
  private var byKey: [String: Int] = [:]
  /// Authors of all summaries, concatenated. They are indices of `people` until `nameMembers()`
  /// replaces them with indices of members. `starts` has the beginning of each summary's authors
  /// and the end of the last.
  private var authors: [Int32] = []
  private var starts: [Int] = [0]
  /// Authors who have only removed posts in a thread, with their indices in `authors`. They are
  /// resolved after all summaries, because other threads may make them members.
  private var unknown: [(author: Int, name: String)] = []
  /// Persons by name as it is written, so that a known spelling needs no key.
  private var bySpelling: [String: Int] = [:]
  /// Persons by number of the spelling. -1 for a number that was not used yet.
  private var byNumber: [Int32] = []
  /// `order` has the rank of each person in the order of keys. `sorted` has the person of each
  /// rank.
  private var order: [Int] = []
  private var sorted: [Int] = []
  private let settings: ForumSettings

  /// A member during the collection.
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

  /// Enters the authors of all summaries. Removed posts do not make their author a member.
  private mutating func enter(_ summaries: [ThreadSummary]) {
    reserveCapacity(summaries.count)
    for summary in summaries {
      let written = summary.authors
      // Access by index: copying an author retains its name string.
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

  /// Returns the members who are the authors of a summary. The entry is -1 for an author who is
  /// not a member because all of their posts were removed.
  func members(ofSummary index: Int) -> [Int32] {
    Array(authors[starts[index]..<starts[index + 1]])
  }

  /// Keys of all members, in their order.
  var keys: [String] { sorted.map { people[$0].key } }

  var count: Int { people.count }

  /// A flag for each member, in their order: whether their posts are official answers.
  var officials: [Bool] {
    sorted.map { person in
      let entry = people[person].entry
      return entry?.isFormer != true && role(of: entry)?.isOfficial == true
    }
  }

  /// Reserves capacity, assuming one member for two threads and five authors for each thread.
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

extension MemberCollector {
  private mutating func enter(_ entry: MemberEntry) {
    let key = MemberName.key(of: entry.name.text)
    if let role = entry.role, !settings.roles.contains(where: { $0.name == role.text }) {
      findings.append(
        CrossFileDiagnostic(
          .error, "unknown-role", "'\(role.text)' is no role of forum.yml", in: "members.yml",
          at: role.offset, suggestion: settings.roles.map(\.name).nearest(to: role.text)))
    }
    guard byKey[key] == nil else {
      findings.append(
        CrossFileDiagnostic(
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

  /// Records an earlier post, whose spelling of the name is now shown.
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
          CrossFileDiagnostic(
            .warning, "other-spelling",
            "'\(spelling.name)' and '\(person.name)' are one member, "
              + "for letter case does not tell members apart; write '\(person.name)'",
            in: spelling.path, at: spelling.offset))
      }
    }
  }
}

extension MemberCollector {
  /// Returns the members sorted by key, with their posts newest first.
  func members(_ posts: PostsByMember, urls: SiteRoutes) -> [Member] {
    sorted.enumerated().map { rank, person in
      member(person, posts: posts.newestFirst(of: rank), urls: urls)
    }
  }

  private func member(_ person: Int, posts: MemberPosts, urls: SiteRoutes) -> Member {
    let name = MemberName(shown: people[person].name, key: people[person].key)
    let entry = people[person].entry
    let isFormer = entry?.isFormer ?? false
    // A former member asked to be forgotten, which overrides `in_memory`.
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
