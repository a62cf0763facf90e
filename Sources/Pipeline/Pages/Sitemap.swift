import Content
import Forum
import Mustache

/// Which pages stand in which sitemap (sitemaps.org). Where there are more than one file may hold,
/// `/sitemap.xml` is an index of `/sitemap-1.xml` and those behind it.
///
/// Which of them a page is in hangs on its URL alone: a reply, a new thread or a new member changes
/// one of them, and the others stay as they are.
package struct Sitemap: Sendable {
  /// URLs in a file (sitemaps.org: 50,000 at most, in 50 MB).
  package static let mostURLs = 50_000

  /// Pages of one thread or list, one behind the other.
  struct Stretch: Sendable {
    let subject: PageSubject
    let pages: Range<Int>
  }

  private var stretches: [Stretch] = []
  /// Of the stretches, what stands in each file.
  private var parts: [Range<Int>] = []

  /// Files besides `/sitemap.xml`, which then is their index.
  var partCount: Int { parts.count > 1 ? parts.count : 0 }

  /// `url`: a page's; nil for what is in no sitemap.
  init(_ groups: [PageGroup], most: Int, url: (PageSubject) -> String?) {
    // No single list may be more than a file can hold.
    let longest = max(1, most / 8)
    var count = 0
    var (stretches, hashes): ([Stretch], [UInt64]) = ([], [])
    stretches.reserveCapacity(groups.count)
    hashes.reserveCapacity(groups.count)
    for group in groups {
      guard let url = url(group.first) else { continue }
      count += group.count
      for start in stride(from: 1, through: group.count, by: longest) {
        let pages = start..<min(start + longest, group.count + 1)
        stretches.append(Stretch(subject: group.first, pages: pages))
        hashes.append(Self.hash(url, start))
      }
    }
    guard count > most else {
      (self.stretches, parts) = (stretches, [0..<stretches.count])
      return
    }
    distribute(stretches, hashes, most: most)
  }

  /// The stretches of a file; 0 is `/sitemap.xml` itself.
  subscript(number: Int) -> ArraySlice<Stretch> {
    if number == 0 { return partCount == 0 ? stretches[...] : [] }
    return stretches[parts[number - 1]]
  }
}

extension Sitemap {
  /// As many files as two to the power of something, so that most pages stay in theirs when the forum
  /// grows; twice as many when one is too full.
  private mutating func distribute(_ stretches: [Stretch], _ hashes: [UInt64], most: Int) {
    var count: UInt64 = 2
    while Self.fullest(stretches, hashes, count) > most { count *= 2 }
    let grouped = Grouped(hashes.map { Int($0 % count) }, count: Int(count))
    parts = (0..<Int(count)).map(grouped.range).filter { !$0.isEmpty }
    self.stretches = grouped.order.map { stretches[Int($0)] }
  }

  private static func fullest(
    _ stretches: [Stretch], _ hashes: [UInt64], _ count: UInt64
  ) -> Int {
    var sizes = Array(repeating: 0, count: Int(count))
    for (stretch, hash) in zip(stretches, hashes) {
      sizes[Int(hash % count)] += stretch.pages.count
    }
    return sizes.max() ?? 0
  }

  /// FNV-1a with 64 bits.
  private static func hash(_ url: String, _ page: Int) -> UInt64 {
    url.utf8.reduce(0xCBF2_9CE4_8422_2325 ^ UInt64(page)) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
  }
}
