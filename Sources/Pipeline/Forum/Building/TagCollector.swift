import Content
import Diagnostics
import Survey

/// Collects the tags. Spellings with the same URL segment are one tag.
package struct TagCollector: Sendable {
  /// Tags of all threads, concatenated, in the order that the authors wrote them. They are
  /// indices of `collected` until `sortByURLSegment()` replaces them with indices of tags.
  /// `starts` has the beginning of each thread's tags and the end of the last.
  private var threadTags: [Int32] = []
  private var starts: [Int] = [0]
  private var collected: [CollectedTag] = []
  private var byURLSegment: [String: Int] = [:]
  private var bySpelling: [String: Int] = [:]
  /// Indices of tags, which are sorted by URL segment, by index of `collected`.
  private var tagIndices: [Int] = []
  private let urls: SiteRoutes

  private struct CollectedTag {
    let urlSegment: String
    /// Spellings in the order of their first use.
    var spellings: [(name: String, count: Int)] = []
  }

  init(_ summaries: [ThreadSummary], urls: SiteRoutes) {
    self.urls = urls
    starts.reserveCapacity(summaries.count + 1)
    for summary in summaries {
      for tag in summary.tags {
        let index = Int32(add(tag.text))
        if !threadTags[starts[starts.count - 1]...].contains(index) { threadTags.append(index) }
      }
      starts.append(threadTags.count)
    }
    sortByURLSegment()
  }

  func tags(ofSummary index: Int) -> [Int32] {
    Array(threadTags[starts[index]..<starts[index + 1]])
  }

  /// Returns the tags sorted by URL segment, with their threads by last activity.
  func tags(threads: [ForumThread]) -> [Tag] {
    var lists = Array(repeating: [Int32](), count: collected.count)
    for (index, thread) in threads.enumerated() {
      for tag in thread.tags { lists[Int(tag)].append(Int32(index)) }
    }
    return collected.indices.sorted { tagIndices[$0] < tagIndices[$1] }.map { index in
      Tag(
        name: displayName(of: collected[index]), url: urls.tag(collected[index].urlSegment),
        threads: newestFirst(lists[tagIndices[index]], threads))
    }
  }
}

extension TagCollector {
  /// Adds a use of a tag and returns its index in `collected`.
  private mutating func add(_ name: String) -> Int {
    let index = bySpelling[name] ?? addSpelling(name)
    if let spelling = collected[index].spellings.firstIndex(where: { $0.name == name }) {
      collected[index].spellings[spelling].count += 1
    } else {
      collected[index].spellings.append((name, 1))
    }
    return index
  }

  private mutating func addSpelling(_ name: String) -> Int {
    let segment = MemberName(name).urlSegment
    let index = byURLSegment[segment] ?? collected.count
    if index == collected.count {
      collected.append(CollectedTag(urlSegment: segment))
      byURLSegment[segment] = index
    }
    bySpelling[name] = index
    return index
  }

  private mutating func sortByURLSegment() {
    tagIndices = Array(repeating: 0, count: collected.count)
    for (tag, index) in indicesSortedByBytes(collected.map(\.urlSegment)).enumerated() {
      tagIndices[index] = tag
    }
    for index in threadTags.indices {
      threadTags[index] = Int32(tagIndices[Int(threadTags[index])])
    }
  }

  /// Returns the most frequent spelling, or the first by bytes if several are equally frequent.
  private func displayName(of tag: CollectedTag) -> String {
    let maximum = tag.spellings.map(\.count).max() ?? 0
    let names = tag.spellings.filter { $0.count == maximum }.map(\.name)
    return names.min(by: precedesByBytes) ?? ""
  }

  private func newestFirst(_ list: [Int32], _ threads: [ForumThread]) -> [Int32] {
    let dated = list.map { (index: Int32) -> (Int64, Int32) in
      (threads[Int(index)].lastActivity.instant, index)
    }
    return dated.sorted { ($1.0, $0.1) < ($0.0, $1.1) }.map(\.1)
  }
}
