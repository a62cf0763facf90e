import Content
import Forum
import Mustache

/// Assigns pages to sitemaps (sitemaps.org). If one file cannot contain all pages, `/sitemap.xml`
/// is an index of `/sitemap-1.xml` and further files.
///
/// The file of a page depends on the page's URL and the number of files alone. A reply, a new
/// thread or a new member changes one file and leaves the others as they are.
package struct Sitemap: Sendable {
  /// Maximum number of URLs in a file. sitemaps.org allows at most 50,000, in 50 MB.
  package static let mostURLs = 50_000

  /// Consecutive pages of one thread or list.
  struct Stretch: Sendable {
    let subject: PageSubject
    let pages: Range<Int>
  }

  private var stretches: [Stretch] = []
  /// Ranges of `stretches`, one for each file.
  private var parts: [Range<Int>] = []

  /// Number of files besides `/sitemap.xml`, which is then their index.
  var partCount: Int { parts.count > 1 ? parts.count : 0 }

  /// `most` is the maximum number of URLs in a file. `url` returns the URL of a page, or nil if
  /// it is in no sitemap.
  init(_ groups: [PageGroup], most: Int, url: (PageSubject) -> String?) {
    // Long lists are split, so that no single list fills a file.
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

  /// Returns the stretches in a file. 0 is `/sitemap.xml`.
  subscript(number: Int) -> ArraySlice<Stretch> {
    if number == 0 { return partCount == 0 ? stretches[...] : [] }
    return stretches[parts[number - 1]]
  }
}

extension Sitemap {
  /// Distributes the stretches by hash. The number of files is a power of two and doubles until
  /// each file has at most `most` URLs, so that most pages stay in their file while the forum
  /// grows.
  private mutating func distribute(_ stretches: [Stretch], _ hashes: [UInt64], most: Int) {
    var count: UInt64 = 2
    while Self.fullest(stretches, hashes, count) > most { count *= 2 }
    let grouped = GroupedIndices(hashes.map { Int($0 % count) }, count: Int(count))
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

  /// FNV-1a with 64 bits. The number of the first page changes the initial value.
  private static func hash(_ url: String, _ page: Int) -> UInt64 {
    url.utf8.reduce(0xCBF2_9CE4_8422_2325 ^ UInt64(page)) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
  }
}
