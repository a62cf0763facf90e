import Content
import Fingerprints
import Forum
import Pages
import Publishing
import Search
import Survey

/// The search index, and what is needed to produce its files.
struct SearchPlan {
  let index: SearchIndex
  let press: SearchPartBuilder
  /// Files of the index, in groups that are best written together.
  let groups: [[SearchFile]]

  init(_ index: SearchIndex, _ press: SearchPartBuilder) {
    (self.index, self.press) = (index, press)
    groups = index.groups
  }
}

/// Builds the parts of the index, and rebuilds damaged ones.
struct SearchPartBuilder: Sendable {
  let making: SearchIndexBuilder
  let survey: SurveyContext
  let reading: ThreadRereader

  struct Worker {
    let survey: ThreadSurveyor
    let indexer: SegmentIndexer
  }

  func makeWorker() -> Worker {
    Worker(survey: survey.worker(), indexer: making.makeIndexer())
  }

  func part(_ number: Int, _ worker: Worker) throws(BuildError) -> PartResult {
    try making.part(number, worker.indexer) { (thread) throws(BuildError) in
      try reading.document(SurveyedThreadFile(thread), worker.survey)
    }
  }

  /// Runs `work`. If it finds a cached segment damaged, rebuilds the segment and runs `work`
  /// again. Throws if the same segment is damaged a second time.
  func mending<Value>(
    _ work: () throws(DamagedPartError) -> Value
  ) throws(BuildError) -> Value {
    var mended: Set<Int> = []
    while true {
      do {
        return try work()
      } catch {
        guard mended.insert(error.segment).inserted else {
          throw BuildError(changed: "a file of the search index's cache")
        }
        let worker = makeWorker()
        try making.rebuild(error, worker.indexer) { (thread) throws(BuildError) in
          try reading.document(SurveyedThreadFile(thread), worker.survey)
        }
      }
    }
  }
}

extension SiteBuild {
  /// Builds the index. Its larger files are produced only when they are written.
  mutating func searchIndex(
    of plan: SitePlan, _ threads: ThreadFingerprints
  ) throws(BuildError) -> SearchPlan {
    let (segments, fingerprints) = parallel.run { _ in
      SegmentPlan(plan.forum)
    } beside: {
      SearchFingerprints(plan.site, threads, plan.mentions)
    } then: { [looker, leavings] in
      looker.step() || leavings.clear()
    }
    // Needed if the helper thread had no time for it, or if there is none.
    _ = leavings.clear()
    let making = SearchIndexBuilder(
      SiteIndexSource(plan.site, fingerprints), plan.forum, segments, options.searchStore(of: plan),
      program: options.program)
    let press = SearchPartBuilder(
      making: making, survey: plan.survey, reading: ThreadRereader(content: plan.survey.folder))
    let counter = options.counter(.search, of: making.partCount)
    let parts = try parallel.run(
      Array(0..<making.partCount), batch: 1, makeWorker: press.makeWorker
    ) { (worker, number) throws(BuildError) in
      defer { counter?.add(1) }
      return try press.part(number, worker)
    }
    stopwatch.lap("search: words")
    let merging = making.makeMerger(parts)
    let buckets = try parallel.run(
      Array(0..<making.bucketCount), batch: 4, makeWorker: {}
    ) { (_, number) throws(BuildError) in
      try press.mending { () throws(DamagedPartError) in try merging.bucket(number) }
    }
    return SearchPlan(merging.makeIndex(from: buckets), press)
  }

  /// `first`: position of the first file of the index.
  func write(
    _ search: SearchPlan, from first: Int, into publication: Publication
  ) throws(BuildError) -> [PublishedFile] {
    if publication.isCurrent { return [] }
    var end = first
    let sheets = search.groups.map { group in
      defer { end += group.count }
      return (group: group, first: end)
    }
    return try parallel.run(sheets, batch: 1, makeWorker: {}) { (_, sheet) throws(BuildError) in
      defer { search.index.release(sheet.group) }
      var published: [PublishedFile] = []
      for (index, file) in sheet.group.enumerated()
      where !publication.isCurrent(at: sheet.first + index) {
        let bytes = try search.press.mending { () throws(DamagedPartError) in
          try search.index.bytes(of: file)
        }
        do throws(PublishingError) {
          published.append(try publication.write(bytes, at: sheet.first + index))
        } catch {
          throw BuildError(error)
        }
      }
      return published
    }.flatMap(\.self)
  }
}

extension SearchPlan {
  /// Returns the files of some groups as planned files.
  func files(of part: Range<Int>) throws(PublishingError) -> PlannedFiles {
    var (paths, ends, fingerprints): ([UInt8], [Int], [Fingerprint]) = ([], [], [])
    for file in groups[part].joined() {
      index.appendPath(of: file, to: &paths)
      ends.append(paths.count)
      fingerprints.append(index.fingerprint(of: file))
    }
    return try PlannedFiles(paths: paths, ends: ends, fingerprints)
  }
}

extension BuildOptions {
  /// Returns the index cache for this combination of site URL, content folder and output folder.
  fileprivate func searchStore(of plan: SitePlan) -> SearchStore {
    var hasher = Fingerprinter()
    hasher.combine(plan.survey.site.absolute("/"))
    hasher.combine(plan.survey.folder.path)
    hasher.combine(output)
    let name = String(hasher.fingerprint().low, radix: 16)
    return SearchStore(in: cache, named: "search-\(name)", ignoringStored: isClean)
  }
}
