import Content
import Diagnostics
import Survey

/// Collects the members: those in members.yml and all authors of posts that were not removed.
package struct MemberCollector: Sendable {
  private(set) var diagnostics: [CrossFileDiagnostic] = []

  private var collected: [CollectedMember] = []
  /// Instant of the post whose spelling of the name is displayed, by collected member, in seconds
  /// since 1970. It is the minimum for members in members.yml, whose spelling is always
  /// displayed. It is a separate array because it is read for every author of every thread.
  private var displayedInstants: [Int64] = []
  private var byKey: [String: Int] = [:]
  /// Authors of all summaries, concatenated. They are indices of `collected` until
  /// `resolveAuthors()` replaces them with indices of members. `starts` has the beginning of each
  /// summary's authors and the end of the last.
  private var authors: [Int32] = []
  private var starts: [Int] = [0]
  /// Authors who have only removed posts in a thread, with their indices in `authors`. They are
  /// resolved after all summaries, because other threads may make them members.
  private var unresolvedAuthors: [(author: Int, name: String)] = []
  /// Indices of `collected` by name as it is written, so that a known spelling needs no key.
  private var bySpelling: [String: Int] = [:]
  /// Indices of `collected` by number of the spelling. -1 for a number that was not used yet.
  private var bySpellingNumber: [Int32] = []
  /// Indices of members, which are sorted by key, by index of `collected`.
  private var memberIndices: [Int] = []
  /// Indices of `collected`, sorted by key. The inverse of `memberIndices`.
  private var sortedIndices: [Int] = []
  private let settings: ForumSettings

  private struct CollectedMember {
    let key: String
    var displayName: String
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
    for entry in content.members { add(entry) }
    addAuthors(of: summaries)
    sortByKey()
    resolveAuthors()
    reportOtherSpellings()
  }

  /// Returns the members who are the authors of a summary. The entry is -1 for an author who is
  /// not a member because all of their posts were removed.
  func members(ofSummary index: Int) -> [Int32] {
    Array(authors[starts[index]..<starts[index + 1]])
  }

  /// Keys of all members, in their order.
  var keys: [String] { sortedIndices.map { collected[$0].key } }

  var count: Int { collected.count }

  /// A flag for each member, in their order: whether their posts are official answers.
  var officials: [Bool] {
    sortedIndices.map { index in
      let entry = collected[index].entry
      return entry?.isFormer != true && role(of: entry)?.isOfficial == true
    }
  }
}

extension MemberCollector {
  private mutating func add(_ entry: MemberEntry) {
    let key = MemberName.key(of: entry.name.text)
    if let role = entry.role, !settings.roles.contains(where: { $0.name == role.text }) {
      diagnostics.append(
        CrossFileDiagnostic(
          .error, "unknown-role", "unknown role '\(role.text)': forum.yml does not define it",
          in: "members.yml", at: role.offset,
          suggestion: settings.roles.map(\.name).mostSimilar(to: role.text)))
    }
    guard byKey[key] == nil else {
      diagnostics.append(
        CrossFileDiagnostic(
          .error, "duplicate-member",
          "'\(entry.name.text)' is in members.yml twice (capital and small letters count as the "
            + "same); remove one of the two", in: "members.yml",
          at: entry.name.offset))
      return
    }
    byKey[key] = collected.count
    bySpelling[entry.name.text] = collected.count
    collected.append(CollectedMember(key: key, displayName: entry.name.text, entry: entry))
    displayedInstants.append(.min)
  }

  /// Adds the authors of all summaries. Removed posts do not make their author a member.
  private mutating func addAuthors(of summaries: [ThreadSummary]) {
    reserveCapacity(summaries.count)
    for summary in summaries {
      let summaryAuthors = summary.authors
      // Access by index: copying an author retains its name string.
      for index in summaryAuthors.indices {
        if let date = summaryAuthors[index].earliest {
          authors.append(Int32(add(summaryAuthors, index, date, in: summary)))
        } else {
          unresolvedAuthors.append((authors.count, summaryAuthors[index].name))
          authors.append(-1)
        }
      }
      starts.append(authors.count)
    }
  }

  /// Reserves capacity, assuming one member for two threads and five authors for each thread.
  private mutating func reserveCapacity(_ threads: Int) {
    starts.reserveCapacity(threads + 1)
    authors.reserveCapacity(5 * threads)
    byKey.reserveCapacity(threads / 2)
    bySpelling.reserveCapacity(threads / 2)
  }

  /// Adds the author at `index` and returns their index in `collected`. `date` is the date of
  /// their earliest post in the thread.
  private mutating func add(
    _ authors: [AuthorSummary], _ index: Int, _ date: PostDate, in summary: ThreadSummary
  ) -> Int {
    let member =
      member(spellingNumber: authors[index].nameID) ?? member(for: authors[index], in: summary.path)
    if date.instant < displayedInstants[member] {
      display(authors[index].name, writtenAt: date, for: member)
    }
    return member
  }

  private func member(spellingNumber number: Int32) -> Int? {
    guard bySpellingNumber.indices.contains(Int(number)) else { return nil }
    let member = bySpellingNumber[Int(number)]
    return member < 0 ? nil : Int(member)
  }

  private mutating func member(for author: AuthorSummary, in path: String) -> Int {
    let member = bySpelling[author.name] ?? addSpelling(of: author, in: path)
    if author.nameID >= 0 {
      while bySpellingNumber.count <= Int(author.nameID) { bySpellingNumber.append(-1) }
      bySpellingNumber[Int(author.nameID)] = Int32(member)
    }
    return member
  }

  private mutating func addSpelling(of author: AuthorSummary, in path: String) -> Int {
    let key = MemberName.key(of: author.name)
    let member = byKey[key] ?? collected.count
    if member == collected.count {
      byKey[key] = member
      collected.append(CollectedMember(key: key, displayName: author.name))
      displayedInstants.append(.max)
    }
    bySpelling[author.name] = member
    collected[member].spellings.append(
      Spelling(name: author.name, path: path, offset: Int(author.offset)))
    return member
  }

  /// Displays the spelling of an earlier post.
  private mutating func display(_ name: String, writtenAt date: PostDate, for member: Int) {
    displayedInstants[member] = date.instant
    if collected[member].displayName != name { collected[member].displayName = name }
  }
}

extension MemberCollector {
  private mutating func sortByKey() {
    sortedIndices = indicesSortedByBytes(collected.map(\.key))
    memberIndices = Array(repeating: 0, count: collected.count)
    for (member, index) in sortedIndices.enumerated() { memberIndices[index] = member }
  }

  private mutating func resolveAuthors() {
    for index in authors.indices where authors[index] >= 0 {
      authors[index] = Int32(memberIndices[Int(authors[index])])
    }
    for (author, name) in unresolvedAuthors {
      guard let index = bySpelling[name] ?? byKey[MemberName.key(of: name)] else { continue }
      authors[author] = Int32(memberIndices[index])
    }
  }

  private mutating func reportOtherSpellings() {
    for member in collected where !member.spellings.isEmpty {
      for spelling in member.spellings where spelling.name != member.displayName {
        diagnostics.append(
          CrossFileDiagnostic(
            .warning, "other-spelling",
            "'\(spelling.name)' and '\(member.displayName)' are the same member, because capital "
              + "and small letters count as the same; write '\(member.displayName)'",
            in: spelling.path, at: spelling.offset))
      }
    }
  }
}

extension MemberCollector {
  /// Returns the members sorted by key, with their posts newest first.
  func members(_ posts: PostsByMember, urls: SiteRoutes) -> [Member] {
    sortedIndices.enumerated().map { member, index in
      makeMember(collected[index], posts: posts.newestFirst(of: member), urls: urls)
    }
  }

  private func makeMember(
    _ collected: CollectedMember, posts: MemberPosts, urls: SiteRoutes
  ) -> Member {
    let name = MemberName(displayName: collected.displayName, key: collected.key)
    let entry = collected.entry
    let isFormer = entry?.isFormer ?? false
    // A former member asked to be forgotten, which overrides `in_memory`.
    let isInMemory = !isFormer && entry?.isInMemory ?? false
    let role = isFormer ? nil : role(of: entry)
    let rank = settings.ranks.last { $0.posts <= posts.count }
    return Member(
      name: name, url: isFormer ? nil : urls.member(name.urlSegment), role: role,
      rank: role == nil && !isFormer && !isInMemory ? rank : nil,
      joined: entry?.joined, bio: isFormer ? nil : entry?.bio, isFormer: isFormer,
      isInMemory: isInMemory, posts: posts)
  }

  private func role(of entry: MemberEntry?) -> Role? {
    entry?.role.flatMap { role in settings.roles.first { $0.name == role.text } }
  }
}
