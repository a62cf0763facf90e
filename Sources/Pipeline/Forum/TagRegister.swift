import Content

/// Which tags there are: spellings with one part of the URL are one tag.
struct TagRegister {
  /// The tags of each thread, in the order that its author gave them.
  private var threadTags: [[Int]] = []
  private var entries: [Entry] = []
  private var byPart: [String: Int] = [:]
  private var bySpelling: [String: Int] = [:]
  private var order: [Int] = []
  private let urls: SiteURLs

  private struct Entry {
    let part: String
    /// In the order in which they were met.
    var spellings: [(name: String, count: Int)] = []
  }

  init(_ summaries: [ThreadSummary], urls: SiteURLs) {
    self.urls = urls
    threadTags.reserveCapacity(summaries.count)
    for summary in summaries {
      var tags: [Int] = []
      for tag in summary.tags {
        let index = enter(tag.text)
        if !tags.contains(index) { tags.append(index) }
      }
      threadTags.append(tags)
    }
    sortByPart()
  }

  func tags(of summary: Int) -> [Int32] {
    threadTags[summary].map { Int32(order[$0]) }
  }

  /// The tags in the order of their parts, with their threads by last activity.
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

extension TagRegister {
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
  }

  /// The most frequent spelling, the first in order among equals.
  private func shownName(_ entry: Entry) -> String {
    let most = entry.spellings.map(\.count).max() ?? 0
    let names = entry.spellings.filter { $0.count == most }.map(\.name)
    return names.min(by: isBefore) ?? ""
  }

  private func newestFirst(_ list: [Int32], _ threads: [ForumThread]) -> [Int32] {
    list.map { (threads[Int($0)].lastActivity.instant, $0) }
      .sorted { $0.0 != $1.0 ? $0.0 > $1.0 : $0.1 < $1.1 }
      .map(\.1)
  }
}
