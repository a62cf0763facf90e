import Content
import Files
import Fingerprints
import Forum
import Pages
import Publishing

extension SiteBuild {
  /// Writes the files that differ. All errors in the content are known before the first byte is
  /// written.
  mutating func publish(_ plan: SitePlan) throws(BuildError) -> BuildSummary {
    let groups = plan.site.groups
    let threads = threadPrints(plan.site)
    stopwatch.lap("rows")
    let search = try searchIndex(of: plan, threads)
    stopwatch.lap("search: merging")
    let parts = try plannedPages(groups, of: plan, threads)
    let others = try plannedFiles(of: search)
    stopwatch.lap("pages")
    let (pages, publication) = try begin(parts, others)
    remains += [pages, publication]
    stopwatch.lap("begin")
    var published = try write(pages, groups, of: plan, into: publication)
    stopwatch.lap("render and write")
    published += try write(search, from: pages.count, into: publication)
    stopwatch.lap("search: writing")
    let tally = try finish(publication, published)
    let pageCount = pages.count { !$0.isOfSearchIndex }
    if tally.forgotten == nil { seal(plan, pages: pageCount) }
    stopwatch.lap("finish")
    return BuildSummary(
      plan.forum, tally, pages: pageCount, surveyNote: surveyNote,
      changesNote: try endChanges(tally))
  }

  private func plannedPages(
    _ groups: [PageGroup], of plan: SitePlan, _ threads: ThreadFingerprints
  ) throws(BuildError) -> [PlannedPart] {
    let site = plan.site
    let planner = { @Sendable in
      PagePlanner(site, threads: threads, mentions: plan.mentions)
    }
    // The last groups start first, because they include sitemaps, which take much longer than
    // pages.
    do throws(PublishingError) {
      let parts = try parallel.run(
        groups.indices.parts(of: 128).reversed(), batch: 1, makeWorker: planner
      ) { (planner, part) throws(PublishingError) in
        try PlannedPart(planner.plan(groups[part]))
      }
      return parts.reversed()
    } catch {
      throw BuildError(error)
    }
  }

  private func plannedFiles(of search: SearchPlan) throws(BuildError) -> [PlannedFiles] {
    do throws(PublishingError) {
      return try parallel.run(
        search.groups.indices.parts(of: 64), batch: 1, makeWorker: {}
      ) { (_, part) throws(PublishingError) in
        try search.files(of: part)
      }
    } catch {
      throw BuildError(error)
    }
  }

  private func threadPrints(_ site: Site) -> ThreadFingerprints {
    let counter = options.counter(.pages, of: site.threadIndices.count)
    let parts = parallel.run(
      site.threadIndices.parts(of: 128), makeWorker: { ThreadFingerprinter(site) }
    ) { hasher, part in
      defer { counter?.add(part.count) }
      return hasher.print(part)
    }
    return ThreadFingerprints(parts.flatMap(\.self))
  }

  /// `others`: files of the search index, which come after the pages.
  private func begin(
    _ parts: [PlannedPart], _ others: [PlannedFiles]
  ) throws(BuildError) -> ([PlannedPage], Publication) {
    options.tell(.looking)
    parallel.exhaust(looker.step)
    // The paths are concatenated on this thread, because its allocator has memory that earlier
    // stages freed.
    let ((pages, files), output) = parallel.run { _ in
      (parts.flatMap(\.pages), PlannedFiles.joined(parts.map(\.files) + others))
    } beside: { [options, looker] in
      Result { () throws(PublishingError) in
        try OutputFolder.open(options.publishing, after: looker.finish())
      }
    } then: {
      false
    }
    do throws(PublishingError) {
      let survey = try output.get().survey(files)
      let parts = parallel.run(Array(0..<survey.count), makeWorker: {}) { survey.look(at: $1) }
      return (pages, try survey.begin(parts))
    } catch {
      throw BuildError(error)
    }
  }

  private func write(
    _ pages: [PlannedPage], _ groups: [PageGroup], of plan: SitePlan,
    into publication: Publication
  ) throws(BuildError) -> [PublishedFile] {
    if publication.isCurrent { return [] }
    let staleCount = pages.indices.count { !publication.isCurrent(at: $0) }
    let site = staleCount > manyPages ? plan.site.forManyPages(plan.theme) : plan.site
    let press = PageRenderer(
      publication: publication, site: site, pages: pages, content: plan.survey.folder,
      templates: SourceFolder(options.templates))
    let makeWorker = { @Sendable in
      PageRenderer.Worker(plan.survey.worker(), PageWriter(site))
    }
    let counter = options.counter(.rendering, of: staleCount)
    return try parallel.run(PageRenderer.sheets(groups), makeWorker: makeWorker) {
      (worker, sheet) throws(BuildError) in
      let files = try press.print(sheet, worker)
      counter?.add(files.count)
      return files
    }.flatMap(\.self)
  }

  private func finish(
    _ publication: Publication, _ published: [PublishedFile]
  ) throws(BuildError) -> PublishResult {
    options.tell(.finishing)
    do throws(PublishingError) {
      return try publication.finish(published)
    } catch {
      throw BuildError(error)
    }
  }
}

/// Number of stale pages above which titles of all threads are precomputed. That many pages show
/// the titles of nearly all threads.
private let manyPages = 2_000

extension OutputPath {
  fileprivate var isOfSearchIndex: Bool { text.hasPrefix("search/index/") }
}

/// Some of the pages, and their entries in the list of files to publish.
private struct PlannedPart: Sendable {
  let pages: [PlannedPage]
  let files: PlannedFiles

  init(_ planned: PlannedPages) throws(PublishingError) {
    pages = planned.pages
    files = try PlannedFiles(
      paths: planned.paths, ends: planned.pathEnds, planned.fingerprints)
  }
}

extension BuildOptions {
  var publishing: PublishingOptions {
    var publishing = PublishingOptions(
      output: output, cache: cache, program: Fingerprint(of: Array(program.utf8)))
    publishing.adopt = adopts
    publishing.clean = isClean
    return publishing
  }
}

extension BuildSummary {
  fileprivate init(
    _ forum: Forum, _ tally: PublishResult, pages: Int, surveyNote: String?, changesNote: String?
  ) {
    // Files of the search index do not count as pages.
    let written = tally.written.count { !$0.isOfSearchIndex }
    self.init(
      threads: forum.threads.count, posts: forum.postCount, pages: pages, written: written,
      kept: pages - written, removed: tally.removed.count { !$0.isOfSearchIndex },
      note: tally.forgotten?.sentence ?? surveyNote, changesNote: changesNote)
  }
}
