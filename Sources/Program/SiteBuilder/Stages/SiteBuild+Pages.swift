import Content
import Files
import Pages
import Publishing

extension SiteBuild {
  func fingerprintThreads(of site: Site) -> ThreadFingerprints {
    let counter = options.counter(.pages, of: site.threadIndices.count)
    let parts = parallel.run(
      site.threadIndices.parts(of: 128), makeWorker: { ThreadFingerprinter(site) }
    ) { fingerprinter, part in
      defer { counter?.add(part.count) }
      return fingerprinter.fingerprints(of: part)
    }
    return ThreadFingerprints(parts.flatMap(\.self))
  }

  func planPages(
    _ groups: [PageGroup], of plan: SitePlan, _ threads: ThreadFingerprints
  ) throws(FileError) -> [PlannedPart] {
    let site = plan.site
    let makePlanner = { @Sendable in
      PagePlanner(site, threads: threads, mentions: plan.mentions)
    }
    // The last groups start first, because they include sitemaps, which take much longer than
    // pages.
    let parts = try parallel.run(
      groups.indices.parts(of: 128).reversed(), batch: 1, makeWorker: makePlanner
    ) { (planner, part) throws(FileError) in
      try PlannedPart(planner.plan(groups[part]))
    }
    return parts.reversed()
  }

  func writePages(
    _ pages: [PlannedPage], _ groups: [PageGroup], of plan: SitePlan,
    into publication: Publication
  ) throws(FileError) -> [PublishedFile] {
    if publication.isCurrent { return [] }
    let staleCount = pages.indices.count { !publication.isCurrent(at: $0) }
    let site =
      staleCount > titlePrecomputationThreshold
      ? plan.site.withPrecomputedValues(plan.theme) : plan.site
    let renderer = PageRenderer(
      publication: publication, site: site, pages: pages, content: plan.surveyContext.folder,
      templates: SourceFolder(options.templates))
    let makeWorker = { @Sendable in
      PageRenderer.Worker(plan.surveyContext.makeSurveyor(), PageGenerator(site))
    }
    let counter = options.counter(.rendering, of: staleCount)
    return try parallel.run(PageRenderer.batches(groups), makeWorker: makeWorker) {
      (worker, batch) throws(FileError) in
      let files = try renderer.renderAndWrite(batch, worker)
      counter?.add(files.count)
      return files
    }.flatMap(\.self)
  }
}

/// Number of stale pages above which titles of all threads are precomputed. That many pages show
/// the titles of nearly all threads.
private let titlePrecomputationThreshold = 2_000

/// Some of the pages, and their entries in the list of files to publish.
struct PlannedPart: Sendable {
  let pages: [PlannedPage]
  let files: PlannedFiles

  init(_ planned: PlannedPages) throws(FileError) {
    pages = planned.pages
    files = try PlannedFiles(
      paths: planned.paths, ends: planned.pathEnds, planned.fingerprints)
  }
}
