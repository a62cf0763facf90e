/// Which items there are for the beginnings of their words: a few of the best for each.
///
/// A beginning of two letters is there when any word has it; a longer one only where the one before
/// it has more items than are kept.
struct PrefixIndex: Sendable {
  /// Items that a beginning holds.
  static let most = 40

  struct Entry: Sendable, BitwiseCopyable {
    let prefix: WordPrefix
    /// Whether there are no more items than those that are held.
    let isAll: Bool
    fileprivate let start: Int32
    fileprivate let end: Int32
  }

  /// In the order of their letters.
  private(set) var entries: [Entry] = []
  private var hits: [Int32] = []

  /// `ranking`: the items that `words` has, the best first; hits are places in it.
  init(_ words: ItemWords, ranking: some Sequence<Int32>) {
    let lists = WordLists(words, ranking: ranking)
    addEntries(lists, lists.order[...], length: WordPrefix.shortest)
  }

  func hits(of entry: Entry) -> ArraySlice<Int32> { hits[Int(entry.start)..<Int(entry.end)] }
}

extension PrefixIndex {
  /// `words`: in the order of their letters; all begin with the same `length - 1` of them, those that
  /// have no more are passed over.
  private mutating func addEntries(
    _ lists: WordLists, _ words: ArraySlice<WordLists.Word>, length: Int
  ) {
    var rest = words.drop { $0.prefix.count < length }
    while let first = rest.first {
      let prefix = first.prefix.prefix(length)
      let group = rest.prefix { $0.prefix.prefix(length) == prefix }
      rest = rest[group.endIndex...]
      let best = lists.best(of: group)
      let isAll = best.count <= Self.most
      let start = Int32(hits.count)
      hits += best.prefix(Self.most)
      entries.append(
        Entry(prefix: prefix, isAll: isAll, start: start, end: Int32(hits.count)))
      if !isAll, length < WordPrefix.longest { addEntries(lists, group, length: length + 1) }
    }
  }
}

/// The words of items, as far as beginnings go, by their numbers.
struct ItemWords {
  private(set) var words = PrefixTable()
  /// Of all items, one behind the other, and where each item's begin and the last one's end.
  private var numbers: [Int32] = []
  private var starts: [Int32] = [0]
  private var scratch: [WordPrefix] = []

  mutating func append(_ text: String) {
    scratch.removeAll(keepingCapacity: true)
    appendWordPrefixes(of: text, to: &scratch)
    for word in scratch { numbers.append(words.number(of: word)) }
    starts.append(Int32(numbers.count))
  }

  subscript(item: Int) -> ArraySlice<Int32> { numbers[Int(starts[item])..<Int(starts[item + 1])] }
}

/// Of each word the first items that have it: one more than are kept of any beginning, which says
/// that there are more.
private struct WordLists {
  struct Word {
    let prefix: WordPrefix
    let list: Int
  }

  let order: [Word]
  private var lists: [[Int32]]

  init(_ words: ItemWords, ranking: some Sequence<Int32>) {
    let prefixes = words.words.prefixes
    order = prefixes.indices.map { Word(prefix: prefixes[$0], list: $0) }
      .sorted { $0.prefix < $1.prefix }
    lists = Array(repeating: [], count: prefixes.count)
    for (place, item) in ranking.enumerated() {
      for word in words[Int(item)] { add(Int32(place), to: Int(word)) }
    }
  }

  /// The first items of several words, in their order, each once.
  func best(of words: ArraySlice<Word>) -> [Int32] {
    if words.count == 1, let word = words.first { return lists[word.list] }
    var best: [Int32] = []
    for word in words {
      for item in lists[word.list] {
        let isFull = best.count > PrefixIndex.most
        if isFull, let last = best.last, item > last { break }
        let place = best.firstIndex { $0 >= item } ?? best.count
        if place < best.count, best[place] == item { continue }
        if isFull { best.removeLast() }
        best.insert(item, at: place)
      }
    }
    return best
  }

  private mutating func add(_ item: Int32, to list: Int) {
    guard lists[list].count <= PrefixIndex.most, lists[list].last != item else { return }
    lists[list].append(item)
  }
}
