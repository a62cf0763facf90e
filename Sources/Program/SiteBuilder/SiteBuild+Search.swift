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
  let press: SearchPress
  /// Files of the index, in groups that are best written together.
  let groups: [[SearchFile]]

  init(_ index: SearchIndex, _ press: SearchPress) {
    (self.index, self.press) = (index, press)
    groups = index.groups
  }
}

/// Builds the parts of the index, and rebuilds damaged ones.
struct SearchPress: Sendable {
  let making: SearchIndex.Making
  let survey: SurveyPlace
  let reading: ThreadReading

  struct Worker {
    let survey: ThreadSurvey
    let indexer: SegmentIndexer
  }

  func makeWorker() -> Worker {
    Worker(survey: survey.worker(), indexer: making.makeIndexer())
  }

  func part(_ number: Int, _ worker: Worker) throws(BuildFailures) -> IndexedSegment {
    try making.part(number, worker.indexer) { (thread) throws(BuildFailures) in
      try reading.document(ThreadFile(thread), worker.survey)
    }
  }

  /// Runs `work`. If it finds a cached segment damaged, rebuilds the segment and runs `work`
  /// again. Throws if the same segment is damaged a second time.
  func mending<Value>(
    _ work: () throws(DamagedPart) -> Value
  ) throws(BuildFailures) -> Value {
    var mended: Set<Int> = []
    while true {
      do {
        return try work()
      } catch {
        guard mended.insert(error.segment).inserted else {
          throw BuildFailures(changed: "a file of the search index's cache")
        }
        let worker = makeWorker()
        try making.mend(error, worker.indexer) { (thread) throws(BuildFailures) in
          try reading.document(ThreadFile(thread), worker.survey)
        }
      }
    }
  }
}

extension SiteBuild {
  /// Builds the index. Its larger files are produced only when they are written.
  mutating func searchIndex(
    of plan: SitePlan, _ threads: ThreadPrints
  ) throws(BuildFailures) -> SearchPlan {
    let (segments, prints) = parallel.run { _ in
      SegmentPlan(plan.forum)
    } beside: {
      SearchPrints(plan.site, threads, plan.mentions)
    } then: { [looker, leavings] in
      looker.step() || leavings.clear()
    }
    // Needed if the helper thread had no time for it, or if there is none.
    _ = leavings.clear()
    let making = SearchIndex.Making(
      SiteIndexSource(plan.site, prints), plan.forum, segments, options.searchStore(of: plan),
      program: options.program)
    let press = SearchPress(
      making: making, survey: plan.survey, reading: ThreadReading(content: plan.survey.folder))
    let counter = options.counter(.search, of: making.partCount)
    let parts = try parallel.run(
      Array(0..<making.partCount), batch: 1, makeWorker: press.makeWorker
    ) { (worker, number) throws(BuildFailures) in
      defer { counter?.add(1) }
      return try press.part(number, worker)
    }
    stopwatch.lap("search: words")
    let merging = making.merging(parts)
    let buckets = try parallel.run(
      Array(0..<making.bucketCount), batch: 4, makeWorker: {}
    ) { (_, number) throws(BuildFailures) in
      try press.mending { () throws(DamagedPart) in try merging.bucket(number) }
    }
    return SearchPlan(merging.index(buckets), press)
  }

  /// `first`: position of the first file of the index.
  func write(
    _ search: SearchPlan, from first: Int, into publication: Publication
  ) throws(BuildFailures) -> [PublishedFile] {
    if publication.isCurrent { return [] }
    var end = first
    let sheets = search.groups.map { group in
      defer { end += group.count }
      return (group: group, first: end)
    }
    return try parallel.run(sheets, batch: 1, makeWorker: {}) { (_, sheet) throws(BuildFailures) in
      defer { search.index.done(with: sheet.group) }
      var published: [PublishedFile] = []
      for (index, file) in sheet.group.enumerated()
      where !publication.isCurrent(at: sheet.first + index) {
        let bytes = try search.press.mending { () throws(DamagedPart) in
          try search.index.bytes(of: file)
        }
        do throws(PublishingProblem) {
          published.append(try publication.write(bytes, at: sheet.first + index))
        } catch {
          throw BuildFailures(error)
        }
      }
      return published
    }.flatMap(\.self)
  }
}

extension SearchPlan {
  /// Returns the files of some groups as planned files.
  func files(of part: Range<Int>) throws(PublishingProblem) -> PlannedFiles {
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
    var printer = Fingerprinter()
    printer.add(plan.survey.site.absolute("/"))
    printer.add(plan.survey.folder.path)
    printer.add(output)
    let name = String(printer.fingerprint().low, radix: 16)
    return SearchStore(in: cache, named: "search-\(name)", forgetting: isClean)
  }
}
