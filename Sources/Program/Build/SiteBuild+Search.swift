import Content
import Files
import Fingerprints
import Forum
import Pages
import Publishing
import Search

extension SiteBuild {
  /// The index, whole as values; its larger files are made when they are written.
  mutating func searchIndex(
    of plan: SitePlan, _ threads: ThreadPrints
  ) throws(BuildFailures) -> SearchIndex {
    let prints = SearchPrints(plan.site, threads, plan.mentions)
    let making = SearchIndex.Making(
      plan.site, plan.forum, prints, options.searchStore(of: plan), program: options.program)
    let segments = try indexedSegments(making, of: plan)
    stopwatch.lap("search: words")
    let merging = making.merging(segments)
    let buckets = try parallel.run(
      Array(0..<making.bucketCount), batch: 4, makeWorker: {}
    ) { (_, number) throws(BuildFailures) in
      try trying { () throws(FileProblem) in try merging.bucket(number) }
    }
    return merging.index(buckets)
  }

  private func indexedSegments(
    _ making: SearchIndex.Making, of plan: SitePlan
  ) throws(BuildFailures) -> [IndexedSegment] {
    let reading = ThreadReading(content: plan.survey.folder)
    let counter = options.counter(.search, of: making.segmentCount)
    return try parallel.run(
      Array(0..<making.segmentCount), batch: 1,
      makeWorker: { (plan.survey.worker(), making.makeIndexer()) }
    ) { (worker, number) throws(BuildFailures) in
      defer { counter?.add(1) }
      let (survey, indexer) = worker
      return try making.part(number, indexer) { (thread) throws(BuildFailures) in
        try reading.document(ThreadFile(thread), survey)
      }
    }
  }

  /// `first`: the position of the first of the index's files.
  func write(
    _ search: SearchIndex, from first: Int, into publication: Publication
  ) throws(BuildFailures) -> [PublishedFile] {
    if publication.isCurrent { return [] }
    var end = first
    let sheets = search.groups.map { group in
      defer { end += group.count }
      return (group: group, first: end)
    }
    return try parallel.run(sheets, batch: 1, makeWorker: {}) { (_, sheet) throws(BuildFailures) in
      defer { search.done(with: sheet.group) }
      var published: [PublishedFile] = []
      for (index, file) in sheet.group.enumerated()
      where publication.current(sheet.first + index) == nil {
        let bytes = try trying { () throws(FileProblem) in try search.bytes(of: file) }
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

extension PlannedFiles {
  mutating func append(_ search: SearchIndex) throws(BuildFailures) {
    var (paths, ends, fingerprints): ([UInt8], [Int], [Fingerprint]) = ([], [], [])
    for file in search.groups.joined() {
      search.appendPath(of: file, to: &paths)
      ends.append(paths.count)
      fingerprints.append(search.fingerprint(of: file))
    }
    if let bad = append(paths: paths, ends: ends, fingerprints) {
      throw BuildFailures(unwritable: bad)
    }
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

private func trying<Value>(
  _ work: () throws(FileProblem) -> Value
) throws(BuildFailures) -> Value {
  do {
    return try work()
  } catch {
    throw BuildFailures(error)
  }
}
