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
  let terms: [SuggestedTerm]
  private let items: [SuggestedItem]

  init(_ views: SiteViews) {
    forum = views.forum
    terms = views.suggestedTerms
    items = Self.ranked(forum, terms: terms.count)
  }

  var count: Int { items.count }

  subscript(place: Int) -> SuggestedItem { items[place] }

  func text(of item: SuggestedItem) -> String {
    let index = Int(item.index)
    return switch item.kind {
    case .term: terms[index].text
    case .tag: forum.tags[index].name
    case .thread: forum.threads[index].title
    case .member: forum.members[index].name.shown
    }
  }

  /// The URL without that of the home page before it.
  func address(of item: SuggestedItem) -> String {
    let index = Int(item.index)
    let url =
      switch item.kind {
      case .term: terms[index].url
      case .tag: forum.tags[index].url
      case .thread: forum.threads[index].url
      case .member: forum.members[index].url ?? ""
      }
    return String(url.dropFirst(forum.urls.home.count))
  }

  func appendWords(of place: Int, to words: inout [WordPrefix]) {
    appendWordPrefixes(of: text(of: items[place]), to: &words)
  }
}

extension SuggestedItems {
  /// Terms, then by how much there is to be read: its binary logarithm, so that a reply seldom
  /// changes it. Of threads as long as each other the newest is first.
  private static func ranked(_ forum: Forum, terms: Int) -> [SuggestedItem] {
    var ranks: [Rank] = []
    ranks.reserveCapacity(forum.threads.count + forum.members.count + forum.tags.count + terms)
    ranks += (0..<terms).map { Rank(.term, $0, level: .max) }
    for (index, tag) in forum.tags.enumerated() {
      ranks.append(Rank(.tag, index, level: logarithm(tag.threads.count) + 3))
    }
    for (index, thread) in forum.threads.enumerated() where thread.visibleCount > 0 {
      let level = logarithm(thread.visibleCount)
      ranks.append(Rank(.thread, index, level: level, started: thread.started.instant))
    }
    for (index, member) in forum.members.enumerated() where member.url != nil {
      ranks.append(Rank(.member, index, level: logarithm(member.posts.count) - 2))
    }
    ranks.sort { $0.isBefore($1) }
    return ranks.map(\.item)
  }

  private static func logarithm(_ count: Int) -> Int8 {
    Int8(Int.bitWidth - 1 - max(1, count).leadingZeroBitCount)
  }

  private struct Rank: BitwiseCopyable {
    let item: SuggestedItem
    let level: Int8
    let started: Int64

    init(_ kind: SuggestedItem.Kind, _ index: Int, level: Int8, started: Int64 = 0) {
      item = SuggestedItem(kind: kind, index: Int32(index))
      self.level = level
      self.started = started
    }

    /// Of one moment those whose paths, keys or letters come first.
    func isBefore(_ other: Rank) -> Bool {
      if level != other.level { return level > other.level }
      if item.kind != other.item.kind { return item.kind.rawValue < other.item.kind.rawValue }
      if started != other.started { return started > other.started }
      return item.index < other.item.index
    }
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
