import Content
import Forum

/// Something that is offered while somebody types.
struct SuggestedItem: Sendable, BitwiseCopyable {
  enum Kind: UInt8, Sendable, BitwiseCopyable {
    case term, tag, thread, member

    /// As the script is told of it.
    var letter: String {
      switch self {
      case .term: "w"
      case .tag: "g"
      case .thread: "t"
      case .member: "m"
      }
    }
  }

  let kind: Kind
  /// Of the forum's threads, members or tags, or of the glossary's spellings.
  let index: Int32
}

/// All of them, the best first.
struct SuggestedItems: Sendable {
  let forum: Forum
  let index: PrefixIndex
  private let terms: [SuggestedTerm]
  private let items: [SuggestedItem]

  init(_ views: SiteViews) {
    forum = views.forum
    terms = views.suggestedTerms
    var ranking = SuggestionRanking(views.forum)
    for (number, term) in terms.enumerated() { ranking.add(.term, number, term.text, level: .max) }
    ranking.addAll(of: views.forum)
    (items, index) = ranking.result()
  }

  subscript(place: Int) -> SuggestedItem { items[place] }

  /// What is offered, and where it leads.
  func link(of item: SuggestedItem) -> (text: String, url: String) {
    let index = Int(item.index)
    return switch item.kind {
    case .term: (terms[index].text, terms[index].url)
    case .tag: (forum.tags[index].name, forum.tags[index].url)
    case .thread: (forum.threads[index].title, forum.threads[index].url)
    case .member: (forum.members[index].name.shown, forum.members[index].url ?? "")
    }
  }

  /// A URL without that of the home page before it.
  func address(_ url: String) -> String { String(url.dropFirst(forum.urls.home.count)) }
}

/// Puts items in order: terms, then by how much there is to be read: its binary logarithm, so that a
/// reply seldom changes it. Of threads as long as each other the newest is first.
///
/// Their words are read here, in the order in which they lie in memory.
private struct SuggestionRanking {
  private var ranks: [Rank] = []
  private var words = ItemWords()

  init(_ forum: Forum) {
    ranks.reserveCapacity(forum.threads.count + forum.members.count + forum.tags.count)
  }

  private struct Rank: BitwiseCopyable {
    let item: SuggestedItem
    let level: Int8
    /// In the order in which it was added.
    let number: Int32
    let started: Int64

    /// Of one moment those whose paths, keys or letters come first.
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
      add(.member, index, member.name.shown, level: logarithm(member.posts.count) - 2)
    }
  }

  consuming func result() -> (items: [SuggestedItem], index: PrefixIndex) {
    ranks.sort { $0.isBefore($1) }
    let index = PrefixIndex(words, ranking: ranks.lazy.map(\.number))
    return (ranks.map(\.item), index)
  }

  private func logarithm(_ count: Int) -> Int8 {
    Int8(Int.bitWidth - 1 - max(1, count).leadingZeroBitCount)
  }
}

/// A term as the glossary's page shows it, or another spelling of one that leads there.
struct SuggestedTerm: Sendable {
  let text: String
  let url: String
}

extension SiteViews {
  /// In the order of the glossary's page.
  var suggestedTerms: [SuggestedTerm] {
    let page = forum.urls.url("glossary/")
    return glossaryAnchors.flatMap { entry in
      Self.unlike(entry.spellings).map {
        SuggestedTerm(text: $0, url: "\(page)#\(percentEncoded(entry.id))")
      }
    }
  }

  /// Without plurals and the like, which are found by the words of a spelling before them.
  private static func unlike(_ spellings: [String]) -> [String] {
    var words: [WordPrefix] = []
    return spellings.filter { spelling in
      var own: [WordPrefix] = []
      appendWordPrefixes(of: spelling, to: &own)
      let isNew = own.contains { word in !words.contains { $0.isNear(word) } }
      words += own
      return isNew || own.isEmpty && spelling == spellings.first
    }
  }
}
