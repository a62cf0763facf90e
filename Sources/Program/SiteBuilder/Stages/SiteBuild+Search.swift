import Content
import Files
import Fingerprints
import Forum
import Pages
import Publishing
import Search
import Survey

/// The search index, and what is needed to produce its files.
struct SearchPlan {
  let index: SearchIndex
  let partBuilder: SearchPartBuilder
  /// Files of the index, in groups that are best written together.
  let groups: [[SearchFile]]

  init(_ index: SearchIndex, _ partBuilder: SearchPartBuilder) {
    (self.index, self.partBuilder) = (index, partBuilder)
    groups = index.groups
  }
}

/// Builds the parts of the index, and rebuilds damaged ones.
struct SearchPartBuilder: Sendable {
  let indexBuilder: SearchIndexBuilder
  let surveyContext: SurveyContext
  let rereader: ThreadRereader

  struct Worker {
    let surveyor: ThreadSurveyor
    let indexer: SegmentIndexer
  }

  func makeWorker() -> Worker {
    Worker(surveyor: surveyContext.makeSurveyor(), indexer: indexBuilder.makeIndexer())
  }

  func part(_ number: Int, _ worker: Worker) throws(FileError) -> PartResult {
    try indexBuilder.part(number, worker.indexer) { (thread) throws(FileError) in
      try rereader.document(SurveyedThreadFile(thread), worker.surveyor)
    }
  }

  /// Runs `work`. If it finds a cached segment damaged, rebuilds the segment and runs `work`
  /// again. Throws if the same segment is damaged a second time.
  func rebuildingDamagedParts<Value>(
    _ work: () throws(DamagedPartError) -> Value
  ) throws(FileError) -> Value {
    var rebuilt: Set<Int> = []
    while true {
      do {
        return try work()
      } catch {
        guard rebuilt.insert(error.segment).inserted else {
          throw .changed("a file in the cache of the search index")
        }
        let worker = makeWorker()
        try indexBuilder.rebuild(error, worker.indexer) { (thread) throws(FileError) in
          try rereader.document(SurveyedThreadFile(thread), worker.surveyor)
        }
      }
    }
  }
}

extension SiteBuild {
  /// Builds the index. Its larger files are produced only when they are written.
  mutating func buildSearchIndex(
    of plan: SitePlan, _ threads: ThreadFingerprints
  ) throws(FileError) -> SearchPlan {
    let partBuilder = makeSearchPartBuilder(of: plan, threads)
    let indexBuilder = partBuilder.indexBuilder
    let counter = options.counter(.search, of: indexBuilder.partCount)
    let parts = try parallel.run(
      Array(0..<indexBuilder.partCount), batch: 1, makeWorker: partBuilder.makeWorker
    ) { (worker, number) throws(FileError) in
      defer { counter?.add(1) }
      return try partBuilder.part(number, worker)
    }
    stopwatch.lap("search: words")
    let merger = indexBuilder.makeMerger(parts)
    let buckets = try parallel.run(
      Array(0..<indexBuilder.bucketCount), batch: 4, makeWorker: {}
    ) { (_, number) throws(FileError) in
      try partBuilder.rebuildingDamagedParts { () throws(DamagedPartError) in
        try merger.bucket(number)
      }
    }
    return SearchPlan(merger.makeIndex(from: buckets), partBuilder)
  }

  /// Divides the threads into segments. Meanwhile, a second thread fingerprints what the index
  /// shows of them.
  private func makeSearchPartBuilder(
    of plan: SitePlan, _ threads: ThreadFingerprints
  ) -> SearchPartBuilder {
    let (segments, fingerprints) = parallel.runConcurrently { _ in
      SegmentPlan(plan.forum)
    } and: {
      SearchFingerprints(plan.site, threads, plan.mentions)
    } thenDrain: { [prescan, deferredRelease] in
      prescan.scanNext() || deferredRelease.drain()
    }
    // Needed if the helper thread had no time for it, or if there is none.
    _ = deferredRelease.drain()
    let indexBuilder = SearchIndexBuilder(
      SiteIndexSource(plan.site, fingerprints), plan.forum, segments, options.searchStore(of: plan),
      program: options.program)
    return SearchPartBuilder(
      indexBuilder: indexBuilder, surveyContext: plan.surveyContext,
      rereader: ThreadRereader(content: plan.surveyContext.folder))
  }

  /// Returns the files of the index as planned files, in parts.
  func planFiles(of search: SearchPlan) throws(FileError) -> [PlannedFiles] {
    try parallel.run(
      search.groups.indices.parts(of: 64), batch: 1, makeWorker: {}
    ) { (_, part) throws(FileError) in
      try search.files(of: part)
    }
  }

  /// `first`: position of the first file of the index.
  func writeSearchIndex(
    _ search: SearchPlan, from first: Int, into publication: Publication
  ) throws(FileError) -> [PublishedFile] {
    if publication.isCurrent { return [] }
    var end = first
    let batches = search.groups.map { group in
      defer { end += group.count }
      return (group: group, first: end)
    }
    return try parallel.run(batches, batch: 1, makeWorker: {}) { (_, batch) throws(FileError) in
      defer { search.index.release(batch.group) }
      var published: [PublishedFile] = []
      for (index, file) in batch.group.enumerated()
      where !publication.isCurrent(at: batch.first + index) {
        let bytes = try search.partBuilder.rebuildingDamagedParts { () throws(DamagedPartError) in
          try search.index.bytes(of: file)
        }
        published.append(try publication.write(bytes, at: batch.first + index))
      }
      return published
    }.flatMap(\.self)
  }
}

extension SearchPlan {
  /// Returns the files of some groups as planned files.
  func files(of part: Range<Int>) throws(FileError) -> PlannedFiles {
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
    hasher.combine(plan.surveyContext.site.absolute("/"))
    hasher.combine(plan.surveyContext.folder.path)
    hasher.combine(output)
    let name = String(hasher.fingerprint().low, radix: 16)
    return SearchStore(in: cache, named: "search-\(name)", ignoringStored: isClean)
  }
}
