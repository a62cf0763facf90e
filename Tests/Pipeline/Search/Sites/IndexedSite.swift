import Content
import Diagnostics
import Files
import Fingerprints
import Forum
import Foundation
import Pages
import PipelineFixtures
import SiteBuilder
import Survey
import TestSupport
import Testing
import Theme

@testable import Search

/// A temporary community and its search index. The index is published by a whole build, or made
/// without one, which is fast enough for some thousand posts.
final class IndexedSite {
  static let settings = """
    title: Example Community
    url: https://community.example.org/forum
    disclaimer: Nothing here replaces the advice of your own team.
    helpline:
      name: Example Helpline
      phone: "08081 570000"
      hours: [{days: mon-fri, open: "09:00", close: "16:00"}]

    """

  let folder: TemporaryFolder

  /// Adds a forum.yml and a board `b` if `files` has none.
  init(_ files: [String: String]) throws {
    folder = try TemporaryFolder()
    let defaults = ["forum.yml": Self.settings, "boards/b/board.md": "---\ntitle: Board\n---\n"]
    for (path, text) in files.merging(defaults, uniquingKeysWith: { given, _ in given }) {
      try put(text, at: path)
    }
  }

  func put(_ text: String, at path: String) throws {
    try folder.put(text, at: "content/\(path)")
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: folder.at("content/\(path)"))
  }

  /// The paths of the search cache files that builds with `usesCache` write.
  var cacheFiles: [String] {
    let all = (try? FileManager.default.subpathsOfDirectory(atPath: folder.at("cache"))) ?? []
    return all.filter { $0.contains("search-") && !folder.isFolder("cache/\($0)") }
      .map { folder.at("cache/\($0)") }.sorted()
  }
}

extension IndexedSite {
  struct BuildRefusedError: Error { let messages: [String] }

  /// Runs a whole build. Returns the published files by path relative to search/index/.
  func publish(
    jobs: Int = 2, into output: String = "public", usesCache: Bool = false,
    showsDrafts: Bool = false
  ) throws -> [String: [UInt8]] {
    let day = try #require(Day("2026-11-20"))
    var options = BuildOptions(
      content: folder.at("content"), templates: "\(repository)/templates",
      output: folder.at(output), buildTime: .day(day), jobs: jobs,
      cache: usesCache ? folder.at("cache") : nil, program: "tests")
    options.showsDrafts = showsDrafts
    let report = SiteBuild.run(options)
    switch report.outcome {
    case .published: return try files(below: "\(output)/search/index")
    case .refused: throw BuildRefusedError(messages: report.diagnostics.map(\.message))
    case .failed(let failures): throw BuildRefusedError(messages: failures)
    }
  }

  private func files(below path: String) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.at(path))
    where !folder.isFolder("\(path)/\(name)") {
      files[name] = FileManager.default.contents(atPath: folder.at("\(path)/\(name)")).map(
        Array.init)
    }
    return files
  }
}

extension IndexedSite {
  /// An index that is made without pages and suggestions.
  struct Index {
    let forum: Forum
    /// The files by path relative to search/index/.
    let files: [String: [UInt8]]
    /// The fingerprints by which a build decides whether to write a file again.
    let fingerprints: [String: Fingerprint]
    /// The number of threads that were read.
    let readCount: Int
    let segmentCount: Int
  }

  /// Makes the index without a whole build. `usesCache`: reads and writes a cache.
  func makeIndex(usesCache: Bool = false) throws -> Index {
    let content = SourceFolder(folder.at("content"))
    let today = try #require(Day("2026-11-20"))
    let (tree, _) = try ContentTree.list(content)
    var reader = ContentReader(tree, baseURL: nil) { _ in today }
    let reading = try reader.read()
    let survey = ThreadSurveyor(content, reading.context, site: reading.site)
    let summaries = try tree.boards.flatMap(\.threads).map { path in
      let (summary, diagnostics) = try survey.summarise(path)
      return try #require(summary, "\(diagnostics)")
    }
    let builder = ForumBuilder(
      try #require(reading.content), tree: tree, today: today, summaries: summaries,
      showsDrafts: false)
    let forum = builder.build().forum
    let site = Site(forum, try Self.theme.get(), staticFiles: tree.staticFiles)
    let checked = ReferenceChecker(forum).check(threads: site.threadIndices)
    let fingerprints = SearchFingerprints(
      site, ThreadFingerprints(ThreadFingerprinter(site).fingerprints(of: site.threadIndices)),
      ThreadMentions(forum, checked.mentions))
    let store = SearchStore(
      in: usesCache ? folder.at("cache") : nil, named: "search-test", ignoringStored: false)
    return try Self.makeIndex(
      SearchIndexBuilder(
        SiteIndexSource(site, fingerprints), forum, SegmentPlan(forum), store, program: "tests"),
      forum,
      survey)
  }

  private static func makeIndex(
    _ indexBuilder: SearchIndexBuilder, _ forum: Forum, _ survey: ThreadSurveyor
  ) throws -> Index {
    var readCount = 0
    let indexer = indexBuilder.makeIndexer()
    let read = { (thread: ForumThread) throws -> ThreadDocument in
      readCount += 1
      let document = try survey.readDocument(
        thread.path, thread.stamp, summaries: thread.posts.summaries)
      return try #require(document)
    }
    let parts = try (0..<indexBuilder.partCount).map {
      try indexBuilder.part($0, indexer, read: read)
    }
    let merger = indexBuilder.makeMerger(parts)
    let rebuild = { (damage: DamagedPartError) in
      try indexBuilder.rebuild(damage, indexer, read: read)
    }
    let buckets = try (0..<indexBuilder.bucketCount).map { number in
      try retryAfterRebuild(rebuild) { () throws(DamagedPartError) in try merger.bucket(number) }
    }
    let index = merger.makeIndex(from: buckets)
    var (files, fingerprints): ([String: [UInt8]], [String: Fingerprint]) = ([:], [:])
    for file in index.groups.joined() {
      var path: [UInt8] = []
      index.appendPath(of: file, to: &path)
      let name = String(String(decoding: path, as: UTF8.self).dropFirst("search/index/".count))
      files[name] = try retryAfterRebuild(rebuild) { () throws(DamagedPartError) in
        try index.bytes(of: file)
      }
      fingerprints[name] = index.fingerprint(of: file)
    }
    return Index(
      forum: forum, files: files, fingerprints: fingerprints, readCount: readCount,
      segmentCount: indexBuilder.segmentCount)
  }

  private static func retryAfterRebuild<Value>(
    _ rebuild: (DamagedPartError) throws -> Void, _ work: () throws(DamagedPartError) -> Value
  ) throws -> Value {
    do {
      return try work()
    } catch {
      try rebuild(error)
      return try work()
    }
  }

  /// The project's theme, compiled once for all tests.
  private static let theme = Result {
    let folder = SourceFolder("\(repository)/templates")
    let theme = try #require(try Theme.read(folder).theme)
    return try #require(CompiledTheme.compile(theme).compiled)
  }
}
