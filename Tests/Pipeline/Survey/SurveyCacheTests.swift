import Diagnostics
import Files
import Foundation
import PipelineFixtures
import TestSupport
import Testing

@testable import Content
@testable import Survey

@Suite(.timeLimit(.minutes(2))) struct SurveyCacheTests {
  let content: Fixture
  let caches: Fixture

  init() throws {
    content = try Fixture()
    caches = try Fixture()
  }

  @Test func cachedSummariesEqualFreshOnes() throws {
    var random = SplitMix64(seed: 1_260_000)
    var paths: [String] = []
    for number in 100..<300 {
      paths.append("boards/b/t\(number).md")
      try content.put(Array(random.thread().utf8), at: paths[paths.count - 1])
    }
    let fresh = try surveyed(paths, with: try cache())
    #expect(fresh.allSatisfy { !$0.isCached })
    let again = try surveyed(paths, with: try cache())
    #expect(again.count(where: \.isCached) == fresh.count(where: { $0.summary != nil }))
    #expect(again.count(where: \.isCached) > 100)
    for (thread, other) in zip(fresh, again) {
      #expect(dumped(thread.summary) == dumped(other.summary))
      #expect(thread.diagnostics == other.diagnostics)
    }
    #expect(fresh.contains { $0.summary != nil && !$0.diagnostics.isEmpty })
  }

  @Test func onlyChangedFilesAreSurveyedAgain() throws {
    let paths = try putThreads(3)
    _ = try surveyed(paths, with: try cache())
    try content.put(Array(thread("Another title").utf8), at: paths[1])
    let again = try surveyed(paths, with: try cache())
    #expect(again.map(\.isCached) == [true, false, true])
    #expect(again[1].summary?.title == "Another title")
    #expect(try surveyed(paths, with: try cache()).map(\.isCached) == [true, true, true])
  }

  @Test func recordsOfRemovedFilesAreDropped() throws {
    let paths = try putThreads(3)
    _ = try surveyed(paths, with: try cache())
    _ = try surveyed([paths[2]], with: try cache())
    #expect(try cache().table.count == 1)
    #expect(try surveyed(paths, with: try cache()).map(\.isCached) == [false, false, true])
  }

  @Test func allInputsOfASummaryAreInTheCacheKey() throws {
    let paths = try putThreads(1)
    _ = try surveyed(paths, with: try cache())
    #expect(
      try surveyed(paths, with: cache(zone: "Europe/Paris"), saves: false)[0].isCached == false)
    #expect(
      try surveyed(paths, with: cache(site: "https://a.org"), saves: false)[0].isCached == false)
    #expect(try surveyed(paths, with: cache(program: "2"), saves: false)[0].isCached == false)
    #expect(
      try surveyed(paths, with: cache(ignoringExisting: true), saves: false)[0].isCached == false)
    #expect(try surveyed(paths, with: try cache())[0].isCached)
  }

  @Test func newDayInvalidatesNothing() throws {
    let paths = try putThreads(2)
    _ = try surveyed(paths, with: try cache())
    #expect(try surveyed(paths, with: cache(today: "2031-05-01")).allSatisfy(\.isCached))
  }

  @Test func futureDateWarningsDependOnTheBuildDay() throws {
    let paths = try putThreads(1)
    let late = try surveyed(paths, with: try cache(today: "2022-06-01"), today: "2022-06-01")
    #expect(late[0].diagnostics == [])
    let early = try surveyed(paths, with: try cache(today: "2022-05-30"), today: "2022-05-30")
    #expect(early[0].diagnostics.map(\.id) == ["date-in-future"])
    let between = try surveyed(paths, with: try cache(today: "2022-05-31"), today: "2022-05-31")
    #expect(between[0].diagnostics == [])
  }

  @Test func recentlyWrittenFileIsNotTrusted() throws {
    let paths = try putThreads(1)
    var status = stat()
    try #require(lstat("\(content.root)/\(paths[0])", &status) == 0)
    let changed = Int64(status.st_ctim.tv_sec) * 1_000_000_000 + Int64(status.st_ctim.tv_nsec)
    let now = changed + 1_000_000_000
    #expect(try surveyed(paths, with: try cache(now: now))[0].isCached == false)
    #expect(try surveyed(paths, with: try cache())[0].isCached == false)
    #expect(try surveyed(paths, with: try cache(now: now))[0].isCached)
  }

  @Test func filesWithErrorsAreSurveyedEachTime() throws {
    let paths = try putThreads(2)
    try content.put(Array("---\nauthor: Wren\n---\n\nx\n".utf8), at: paths[0])
    let first = try surveyed(paths, with: try cache())
    let second = try surveyed(paths, with: try cache())
    #expect(second.map(\.isCached) == [false, true])
    #expect(second[0].diagnostics == first[0].diagnostics && !first[0].diagnostics.isEmpty)
  }

  @Test func contentFoldersHaveSeparateCaches() throws {
    let other = try Fixture()
    let paths = try putThreads(1)
    try other.put(Array(thread("Elsewhere").utf8), at: paths[0])
    _ = try surveyed(paths, with: try cache())
    _ = try surveyed(paths, with: try cache(of: other), of: other)
    #expect(try surveyed(paths, with: try cache())[0].summary?.title == "Title")
    let again = try surveyed(paths, with: try cache(of: other), of: other)
    #expect(again[0].isCached && again[0].summary?.title == "Elsewhere")
    #expect(try surveyed(paths, with: try cache())[0].isCached)
  }

  @Test func damagedCacheGivesTheSameSummaries() throws {
    let paths = try putThreads(3)
    let fresh = try surveyed(paths, with: try cache())
    let name = try #require(
      FileManager.default.contentsOfDirectory(atPath: caches.root).first)
    let bytes = try readFile("\(caches.root)/\(name)", limit: 1 << 20).bytes
    var random = SplitMix64(seed: 766)
    for _ in 0..<400 {
      try caches.put(random.damaged(bytes), at: name)
      let again = try surveyed(paths, with: try cache(), saves: false)
      #expect(again.map(\.summary?.title) == fresh.map(\.summary?.title))
      #expect(again.map(\.diagnostics) == fresh.map(\.diagnostics))
    }
    try caches.put(bytes, at: name)
    #expect(try surveyed(paths, with: try cache(), saves: false).allSatisfy(\.isCached))
  }

  @Test func unwritableCacheFolderIsReported() throws {
    let paths = try putThreads(1)
    try caches.put([], at: "file")
    let cache = try self.cache(in: "\(caches.root)/file")
    let threads = try surveyed(paths, with: cache, saves: false)
    #expect(cache.save(threads) != nil)
    #expect(try self.cache(in: nil).save(threads) == nil)
  }
}

extension SurveyCacheTests {
  private func cache(
    of folder: Fixture? = nil, zone: String = "Europe/London", today: String = "2026-01-01",
    site: String = "https://community.example.org/forum", program: String = "1",
    ignoringExisting: Bool = false, now: Int64? = nil
  ) throws -> SurveyCache {
    try cache(
      in: caches.root, of: folder, zone: zone, today: today, site: site, program: program,
      ignoringExisting: ignoringExisting, now: now)
  }

  /// `now` is in nanoseconds. By default it is a minute in the future, so that all files are old
  /// enough to be trusted.
  private func cache(
    in cacheFolder: String?, of folder: Fixture? = nil, zone: String = "Europe/London",
    today: String = "2026-01-01", site: String = "https://community.example.org/forum",
    program: String = "1", ignoringExisting: Bool = false, now: Int64? = nil
  ) throws -> SurveyCache {
    let rules = ReadingContext(
      zone: try #require(TimeZoneTable(zone)), today: try #require(Day(today)))
    return SurveyCache(
      in: cacheFolder, of: (folder ?? content).folder, rules, site: try #require(BaseURL(site)),
      program: program, ignoringExisting: ignoringExisting,
      now: now ?? SurveyCache.currentFileTime + 60_000_000_000)
  }

  private func surveyed(
    _ paths: [String], with cache: SurveyCache, of folder: Fixture? = nil,
    today: String = "2026-01-01", saves: Bool = true
  ) throws -> [SurveyedThread] {
    let zone = try #require(TimeZoneTable("Europe/London"))
    let site = try #require(BaseURL("https://community.example.org/forum"))
    let rules = ReadingContext(zone: zone, today: try #require(Day(today)))
    let survey = ThreadSurveyor((folder ?? content).folder, rules, site: site, cache: cache)
    let threads = try paths.map { try survey.survey($0) }
    if saves { #expect(cache.save(threads) == nil) }
    return threads
  }

  private func thread(_ title: String = "Title") -> String {
    """
    ---
    title: \(title)
    author: Wren
    date: 2022-05-31
    ---

    See [this](u.md), @Someone. [x](javascript:y)

    """
  }

  /// Returns a dump of all properties, because `ThreadSummary` is a class and not `Equatable`.
  /// Omits the interning IDs of author names, which only cached summaries have.
  private func dumped(_ summary: ThreadSummary?) -> String {
    var text = ""
    dump(summary, to: &text)
    return text.split(separator: "\n").filter { !$0.contains("- nameID: ") }
      .joined(separator: "\n")
  }

  private func putThreads(_ count: Int) throws -> [String] {
    try (0..<count).map { number in
      let path = "boards/b/t\(number).md"
      let text = thread().replacingOccurrences(of: " [x](javascript:y)", with: "")
      try content.put(Array(text.utf8), at: path)
      return path
    }
  }
}

extension SplitMix64 {
  /// Returns the bytes truncated, or with up to three bytes changed.
  fileprivate mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
    if Int.random(in: 0..<4, using: &self) == 0 {
      return Array(bytes.prefix(Int.random(in: 0..<bytes.count, using: &self)))
    }
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...3, using: &self) {
      bytes[Int.random(in: bytes.indices, using: &self)] ^= UInt8.random(in: 1...255, using: &self)
    }
    return bytes
  }
}
