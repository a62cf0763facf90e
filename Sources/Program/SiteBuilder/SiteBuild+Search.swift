import Content
import Fingerprints
import Forum
import Pages
import Publishing
import Search
import Survey

/// The index, and what it takes to make it.
struct SearchPlan {
  let index: SearchIndex
  let press: SearchPress
  /// The index's files, in groups that are best written together.
  let groups: [[SearchFile]]

  init(_ index: SearchIndex, _ press: SearchPress) {
    (self.index, self.press) = (index, press)
    groups = index.groups
  }
}

/// Makes parts of the index.
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

  /// Does the work, and once more after each part that is found to be damaged.
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
  /// The index, whole as values; its larger files are made when they are written.
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
    // If nobody had the time.
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

  /// `first`: the position of the first of the index's files.
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
  /// The files of some of its groups as such that are to be published.
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
  /// For each content folder and each URL that a site of it may have.
  fileprivate func searchStore(of plan: SitePlan) -> SearchStore {
    var printer = Fingerprinter()
    printer.add(plan.survey.site.absolute("/"))
    printer.add(plan.survey.folder.path)
    printer.add(output)
    let name = String(printer.fingerprint().low, radix: 16)
    return SearchStore(in: cache, named: "search-\(name)", forgetting: isClean)
  }
}
