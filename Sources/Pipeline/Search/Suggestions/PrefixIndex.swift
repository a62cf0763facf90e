/// An index from prefixes of words to the best items that contain such a word.
///
/// Each prefix of two letters that occurs is in the index. A longer prefix is in it only if the
/// prefix that is one letter shorter has more than `maximumItemsPerPrefix` items.
struct PrefixIndex: Sendable {
  /// Maximum number of items for a prefix.
  static let maximumItemsPerPrefix = 40

  struct Entry: Sendable, BitwiseCopyable {
    let prefix: WordPrefix
    /// Whether the entry contains all items with the prefix.
    let isComplete: Bool
    fileprivate let start: Int32
    fileprivate let end: Int32
  }

  /// Sorted by prefix.
  private(set) var entries: [Entry] = []
  private var hits: [Int32] = []

  /// `ranking` contains the items of `words`, best first. Hits are positions in it.
  init(_ words: WordsByItem, ranking: some Sequence<Int32>) {
    let lists = TopItemsByWord(words, ranking: ranking)
    addEntries(lists, lists.order[...], length: WordPrefix.shortest)
  }

  func hits(of entry: Entry) -> ArraySlice<Int32> { hits[Int(entry.start)..<Int(entry.end)] }
}

extension PrefixIndex {
  /// Adds the prefixes of `length` letters of these words. `words` are sorted and share their
  /// first `length - 1` letters. Shorter words are skipped.
  private mutating func addEntries(
    _ lists: TopItemsByWord, _ words: ArraySlice<TopItemsByWord.Word>, length: Int
  ) {
    var rest = words.drop { $0.prefix.count < length }
    while let first = rest.first {
      let prefix = first.prefix.prefix(length)
      let group = rest.prefix { $0.prefix.prefix(length) == prefix }
      rest = rest[group.endIndex...]
      let best = lists.topItems(of: group)
      let isComplete = best.count <= Self.maximumItemsPerPrefix
      let start = Int32(hits.count)
      hits += best.prefix(Self.maximumItemsPerPrefix)
      entries.append(
        Entry(prefix: prefix, isComplete: isComplete, start: start, end: Int32(hits.count)))
      if !isComplete, length < WordPrefix.longest { addEntries(lists, group, length: length + 1) }
    }
  }
}

/// The words of items, cut to prefixes, as numbers in a table of distinct prefixes.
struct WordsByItem {
  private(set) var words = PrefixTable()
  /// Numbers of all items, concatenated. `starts` is the start of each item and the end of the
  /// last.
  private var wordNumbers: [Int32] = []
  private var starts: [Int32] = [0]
  private var scratch: [WordPrefix] = []

  mutating func append(_ text: String) {
    scratch.removeAll(keepingCapacity: true)
    appendWordPrefixes(of: text, to: &scratch)
    for word in scratch { wordNumbers.append(words.intern(word)) }
    starts.append(Int32(wordNumbers.count))
  }

  subscript(item: Int) -> ArraySlice<Int32> {
    wordNumbers[Int(starts[item])..<Int(starts[item + 1])]
  }
}

/// The best items that contain each word: at most one more than `maximumItemsPerPrefix`, which
/// shows that a prefix has further items.
private struct TopItemsByWord {
  struct Word {
    let prefix: WordPrefix
    let list: Int
  }

  let order: [Word]
  private var lists: [[Int32]]

  init(_ words: WordsByItem, ranking: some Sequence<Int32>) {
    let prefixes = words.words.prefixes
    order = prefixes.indices.map { Word(prefix: prefixes[$0], list: $0) }
      .sorted { $0.prefix < $1.prefix }
    lists = Array(repeating: [], count: prefixes.count)
    for (rank, item) in ranking.enumerated() {
      for word in words[Int(item)] { add(Int32(rank), to: Int(word)) }
    }
  }

  /// Returns the best items of several words, best first, without duplicates and at most one more
  /// than `maximumItemsPerPrefix`.
  func topItems(of words: ArraySlice<Word>) -> [Int32] {
    if words.count == 1, let word = words.first { return lists[word.list] }
    var best: [Int32] = []
    for word in words {
      for item in lists[word.list] {
        let isFull = best.count > PrefixIndex.maximumItemsPerPrefix
        if isFull, let last = best.last, item > last { break }
        let index = best.firstIndex { $0 >= item } ?? best.count
        if index < best.count, best[index] == item { continue }
        if isFull { best.removeLast() }
        best.insert(item, at: index)
      }
    }
    return best
  }

  private mutating func add(_ item: Int32, to list: Int) {
    guard lists[list].count <= PrefixIndex.maximumItemsPerPrefix, lists[list].last != item else {
      return
    }
    lists[list].append(item)
  }
}
