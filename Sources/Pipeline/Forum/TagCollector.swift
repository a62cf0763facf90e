import Content
import Survey

/// Collects the tags. Spellings with the same URL part are one tag.
struct TagCollector {
  /// Tags of all threads, concatenated, in the order that the authors wrote them. They are
  /// indices of `entries` until `sortByPart()` replaces them with indices of tags. `starts` has
  /// the beginning of each thread's tags and the end of the last.
  private var threadTags: [Int32] = []
  private var starts: [Int] = [0]
  private var entries: [Entry] = []
  private var byPart: [String: Int] = [:]
  private var bySpelling: [String: Int] = [:]
  private var order: [Int] = []
  private let urls: SiteRoutes

  private struct Entry {
    let part: String
    /// Spellings in the order of their first use.
    var spellings: [(name: String, count: Int)] = []
  }

  init(_ summaries: [ThreadSummary], urls: SiteRoutes) {
    self.urls = urls
    starts.reserveCapacity(summaries.count + 1)
    for summary in summaries {
      for tag in summary.tags {
        let index = Int32(enter(tag.text))
        if !threadTags[starts[starts.count - 1]...].contains(index) { threadTags.append(index) }
      }
      starts.append(threadTags.count)
    }
    sortByPart()
  }

  func tags(ofSummary index: Int) -> [Int32] {
    Array(threadTags[starts[index]..<starts[index + 1]])
  }

  /// Returns the tags sorted by URL part, with their threads by last activity.
  func tags(threads: [ForumThread]) -> [Tag] {
    var lists = Array(repeating: [Int32](), count: entries.count)
    for (index, thread) in threads.enumerated() {
      for tag in thread.tags { lists[Int(tag)].append(Int32(index)) }
    }
    return entries.indices.sorted { order[$0] < order[$1] }.map { index in
      Tag(
        name: shownName(entries[index]), url: urls.tag(entries[index].part),
        threads: newestFirst(lists[order[index]], threads))
    }
  }
}

extension TagCollector {
  private mutating func enter(_ name: String) -> Int {
    let index = bySpelling[name] ?? entry(for: name)
    if let spelling = entries[index].spellings.firstIndex(where: { $0.name == name }) {
      entries[index].spellings[spelling].count += 1
    } else {
      entries[index].spellings.append((name, 1))
    }
    return index
  }

  private mutating func entry(for name: String) -> Int {
    let part = MemberName(name).part
    let index = byPart[part] ?? entries.count
    if index == entries.count {
      entries.append(Entry(part: part))
      byPart[part] = index
    }
    bySpelling[name] = index
    return index
  }

  private mutating func sortByPart() {
    order = Array(repeating: 0, count: entries.count)
    for (rank, entry) in inOrder(entries.map(\.part)).enumerated() { order[entry] = rank }
    for index in threadTags.indices { threadTags[index] = Int32(order[Int(threadTags[index])]) }
  }

  /// Returns the most frequent spelling, or the first by bytes if several are equally frequent.
  private func shownName(_ entry: Entry) -> String {
    let most = entry.spellings.map(\.count).max() ?? 0
    let names = entry.spellings.filter { $0.count == most }.map(\.name)
    return names.min(by: isBefore) ?? ""
  }

  private func newestFirst(_ list: [Int32], _ threads: [ForumThread]) -> [Int32] {
    let dated = list.map { (index: Int32) -> (Int64, Int32) in
      (threads[Int(index)].lastActivity.instant, index)
    }
    return dated.sorted { ($1.0, $0.1) < ($0.0, $1.1) }.map(\.1)
  }
}
