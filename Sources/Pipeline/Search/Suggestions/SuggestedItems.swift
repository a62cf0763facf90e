import Content
import Forum

/// An item that the search page suggests while a reader types.
struct SuggestedItem: Sendable, BitwiseCopyable {
  enum Kind: UInt8, Sendable, BitwiseCopyable {
    case term, tag, thread, member

    /// Code of the kind in the JSON for the script.
    var code: String {
      switch self {
      case .term: "w"
      case .tag: "g"
      case .thread: "t"
      case .member: "m"
      }
    }
  }

  let kind: Kind
  /// Index among the forum's threads, members or tags, or among the spellings of the glossary.
  let index: Int32
}

/// All suggested items, best first.
struct SuggestedItems: Sendable {
  let forum: Forum
  let index: PrefixIndex
  private let terms: [SuggestedTerm]
  private let items: [SuggestedItem]

  /// `terms`: in the order in which they are suggested.
  init(_ forum: Forum, _ terms: [GlossaryLink]) {
    self.forum = forum
    self.terms = terms.flatMap(SuggestedTerm.all)
    var ranking = SuggestionRanking(forum)
    for (number, term) in self.terms.enumerated() {
      ranking.add(.term, number, term.text, level: .max)
    }
    ranking.addAll(of: forum)
    (items, index) = ranking.ranked()
  }

  subscript(rank: Int) -> SuggestedItem { items[rank] }

  /// Returns the text of an item and the URL that it leads to.
  func link(of item: SuggestedItem) -> (text: String, url: String) {
    let index = Int(item.index)
    return switch item.kind {
    case .term: (terms[index].text, terms[index].url)
    case .tag: (forum.tags[index].name, forum.tags[index].url)
    case .thread: (forum.threads[index].title, forum.threads[index].url)
    case .member: (forum.members[index].name.displayName, forum.members[index].url ?? "")
    }
  }

  /// Returns a URL relative to the home page.
  func relativeURL(_ url: String) -> String { String(url.dropFirst(forum.urls.home.count)) }
}

/// Ranks items. Terms come first. All other items are ranked by the binary logarithm of the
/// number of their posts or threads, because a reply seldom changes it. Among threads of the same
/// level the newest comes first.
///
/// The words of an item are read when it is added, before the items are sorted, so that texts are
/// read in the order in which they are in memory.
private struct SuggestionRanking {
  private var ranks: [Rank] = []
  private var words = WordsByItem()

  init(_ forum: Forum) {
    ranks.reserveCapacity(forum.threads.count + forum.members.count + forum.tags.count)
  }

  private struct Rank: BitwiseCopyable {
    let item: SuggestedItem
    let level: Int8
    /// Position in the order of insertion, which is also the index of the item's words.
    let number: Int32
    let started: Int64

    /// Items that are otherwise equal keep their order in the forum.
    func isBefore(_ other: Rank) -> Bool {
      if level != other.level { return level > other.level }
      if item.kind != other.item.kind { return item.kind.rawValue < other.item.kind.rawValue }
      return started != other.started ? started > other.started : number < other.number
    }
  }

  mutating func add(
    _ kind: SuggestedItem.Kind, _ index: Int, _ text: String, level: Int8, started: Int64 = 0
  ) {
    let item = SuggestedItem(kind: kind, index: Int32(index))
    ranks.append(Rank(item: item, level: level, number: Int32(ranks.count), started: started))
    words.append(text)
  }

  mutating func addAll(of forum: Forum) {
    for (index, tag) in forum.tags.enumerated() {
      add(.tag, index, tag.name, level: logarithm(tag.threads.count) + 3)
    }
    for (index, thread) in forum.threads.enumerated() where thread.visibleCount > 0 {
      let level = logarithm(thread.visibleCount)
      add(.thread, index, thread.title, level: level, started: thread.started.instant)
    }
    for (index, member) in forum.members.enumerated() where member.url != nil {
      add(.member, index, member.name.displayName, level: logarithm(member.posts.count) - 2)
    }
  }

  consuming func ranked() -> (items: [SuggestedItem], index: PrefixIndex) {
    ranks.sort { $0.isBefore($1) }
    let index = PrefixIndex(words, ranking: ranks.lazy.map(\.number))
    return (ranks.map(\.item), index)
  }

  private func logarithm(_ count: Int) -> Int8 {
    Int8(Int.bitWidth - 1 - max(1, count).leadingZeroBitCount)
  }
}

/// A spelling of a glossary term with the URL of its entry on the glossary page.
private struct SuggestedTerm: Sendable {
  let text: String
  let url: String

  static func all(of term: GlossaryLink) -> [SuggestedTerm] {
    withoutVariants(term.spellings).map { SuggestedTerm(text: $0, url: term.url) }
  }

  /// Removes spellings whose words all resemble words of earlier ones, such as plurals. The words
  /// of the earlier spellings find the same term.
  private static func withoutVariants(_ spellings: [String]) -> [String] {
    var words: [WordPrefix] = []
    return spellings.filter { spelling in
      var ownWords: [WordPrefix] = []
      appendWordPrefixes(of: spelling, to: &ownWords)
      let isNew = ownWords.contains { word in !words.contains { $0.sharesStem(with: word) } }
      words += ownWords
      return isNew || ownWords.isEmpty && spelling == spellings.first
    }
  }
}
