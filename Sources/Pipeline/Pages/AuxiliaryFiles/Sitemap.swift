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
  package static let maximumURLs = 50_000

  /// Consecutive pages of one thread or list.
  struct PageRun: Sendable {
    let subject: PageSubject
    let pages: Range<Int>
  }

  private var runs: [PageRun] = []
  /// Ranges of `runs`, one for each file.
  private var files: [Range<Int>] = []

  /// Number of files besides `/sitemap.xml`, which is then their index.
  var indexedFileCount: Int { files.count > 1 ? files.count : 0 }

  /// `maximumURLs` applies to each file. `url` returns the URL of a page, or nil if it is in no
  /// sitemap.
  init(_ groups: [PageGroup], maximumURLs: Int, url: (PageSubject) -> String?) {
    // Long lists are split, so that no single list fills a file.
    let maximumRunLength = max(1, maximumURLs / 8)
    var count = 0
    var (runs, hashes): ([PageRun], [UInt64]) = ([], [])
    runs.reserveCapacity(groups.count)
    hashes.reserveCapacity(groups.count)
    for group in groups {
      guard let url = url(group.first) else { continue }
      count += group.count
      for start in stride(from: 1, through: group.count, by: maximumRunLength) {
        let pages = start..<min(start + maximumRunLength, group.count + 1)
        runs.append(PageRun(subject: group.first, pages: pages))
        hashes.append(Self.hash(url, start))
      }
    }
    guard count > maximumURLs else {
      (self.runs, files) = (runs, [0..<runs.count])
      return
    }
    distribute(runs, hashes, maximumURLs: maximumURLs)
  }

  /// Returns the runs in a file. 0 is `/sitemap.xml`.
  subscript(number: Int) -> ArraySlice<PageRun> {
    if number == 0 { return indexedFileCount == 0 ? runs[...] : [] }
    return runs[files[number - 1]]
  }
}

extension Sitemap {
  /// Distributes the runs by hash. The number of files is a power of two and doubles until each
  /// file has at most `maximumURLs` URLs, so that most pages stay in their file while the forum
  /// grows.
  private mutating func distribute(_ runs: [PageRun], _ hashes: [UInt64], maximumURLs: Int) {
    var count: UInt64 = 2
    while Self.largestFileSize(runs, hashes, count) > maximumURLs { count *= 2 }
    let grouped = GroupedIndices(hashes.map { Int($0 % count) }, count: Int(count))
    files = (0..<Int(count)).map(grouped.range).filter { !$0.isEmpty }
    self.runs = grouped.order.map { runs[Int($0)] }
  }

  private static func largestFileSize(
    _ runs: [PageRun], _ hashes: [UInt64], _ count: UInt64
  ) -> Int {
    var sizes = Array(repeating: 0, count: Int(count))
    for (run, hash) in zip(runs, hashes) {
      sizes[Int(hash % count)] += run.pages.count
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
