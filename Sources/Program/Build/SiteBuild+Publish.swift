import Content
import Fingerprints
import Forum
import Pages
import Publishing

extension SiteBuild {
  /// Writes what differs; the first byte is written after everything that can be wrong is known.
  mutating func publish(_ plan: SitePlan) throws(BuildFailures) -> BuildTally {
    let groups = plan.site.groups
    let pages = plannedPages(groups, of: plan)
    stopwatch.lap("pages")
    let publication = try begin(pages)
    remains += [pages, publication]
    stopwatch.lap("begin")
    let published = try write(pages, groups, of: plan, into: publication)
    stopwatch.lap("render and write")
    let tally = try finish(publication, published)
    if tally.forgotten == nil { seal(plan) }
    stopwatch.lap("finish")
    return BuildTally(plan.forum, tally, surveyNote: surveyNote, changesNote: try endChanges(tally))
  }

  private func plannedPages(_ groups: [PageGroup], of plan: SitePlan) -> [PlannedPage] {
    let site = plan.site
    let counter = options.counter(.pages, of: site.threadIndices.count)
    let threads = parallel.run(
      site.threadIndices.parts(of: 128), makeWorker: { ThreadPrinter(site) }
    ) { printer, part in
      defer { counter?.add(part.count) }
      return part.map(printer.print)
    }.flatMap(\.self)
    let planner = { @Sendable in
      PagePlanner(site, threads: threads, mentions: plan.mentions)
    }
    return parallel.run(groups.indices.parts(of: 128), makeWorker: planner) {
      $0.plan(groups[$1])
    }.flatMap(\.self)
  }

  private func begin(_ pages: [PlannedPage]) throws(BuildFailures) -> Publication {
    options.tell(.looking)
    var files: [PlannedFile] = []
    files.reserveCapacity(pages.count)
    for page in pages {
      guard let file = PlannedFile(page.path, page.fingerprint) else {
        throw BuildFailures(unwritable: page.path)
      }
      files.append(file)
    }
    do throws(PublishingProblem) {
      let survey = try OutputFolder.open(publishingOptions, after: earlyLook).survey(files)
      let parts = parallel.run(Array(0..<survey.count), makeWorker: {}) { survey.look(at: $1) }
      return try survey.begin(parts)
    } catch {
      throw BuildFailures(error)
    }
  }

  private func write(
    _ pages: [PlannedPage], _ groups: [PageGroup], of plan: SitePlan,
    into publication: Publication
  ) throws(BuildFailures) -> [PublishedFile] {
    if publication.isCurrent { return [] }
    let press = Press(
      publication: publication, site: plan.site, pages: pages, content: plan.survey.folder,
      templates: ContentFolder(options.templates))
    let makeWorker = { @Sendable in
      Press.Worker(plan.survey.worker(), PageWriter(plan.site))
    }
    let counter = options.counter(.rendering, of: press.staleCount)
    return try parallel.run(Press.sheets(groups), makeWorker: makeWorker) {
      (worker, sheet) throws(BuildFailures) in
      let files = try press.print(sheet, worker)
      counter?.add(files.count)
      return files
    }.flatMap(\.self)
  }

  private func finish(
    _ publication: Publication, _ published: [PublishedFile]
  ) throws(BuildFailures) -> Tally {
    options.tell(.finishing)
    do throws(PublishingProblem) {
      return try publication.finish(published)
    } catch {
      throw BuildFailures(error)
    }
  }

  var publishingOptions: PublishingOptions {
    var publishing = PublishingOptions(
      output: options.output, cache: options.cache,
      program: Fingerprint(of: Array(options.program.utf8)))
    publishing.adopt = options.adopts
    publishing.clean = options.isClean
    return publishing
  }
}

extension BuildTally {
  fileprivate init(
    _ forum: Forum, _ tally: Tally, surveyNote: String?, changesNote: String?
  ) {
    self.init(
      threads: forum.threads.count, posts: forum.postCount,
      pages: tally.written.count + tally.kept, written: tally.written.count, kept: tally.kept,
      removed: tally.removed.count, note: tally.forgotten?.sentence ?? surveyNote,
      changesNote: changesNote)
  }
}
