// The SiteBuilder module runs the pipeline from the content folder to the output folder. It is the
// only module that starts parallel work. Entry points: `SiteBuild.run` and `SiteBuild.verify`.
//
// This file is the pipeline from top to bottom. The stages are in Stages/.

import Content
import Deployment
import Diagnostics
import Files
import Forum
import Pages
import Publishing
import Theme

/// One build, from the content folder to the output folder.
package struct SiteBuild {
  let options: BuildOptions
  let parallel: ParallelMap
  var diagnostics: [Diagnostic] = []
  var stopwatch = Stopwatch()
  var changeLists: ChangeLists?
  var retainedUntilExit: [any Sendable] = []
  /// The output prescan, which runs whenever a thread is idle.
  let prescan: PrescanTask
  /// Values that the forum was built from. They are freed in parallel with later work, before
  /// pages are rendered.
  let deferredRelease = DeferredRelease()
  /// Error that kept the survey cache from being written. The only effect is a slower next build.
  var surveyCacheError: FileError?

  init(_ options: BuildOptions) {
    self.options = options
    parallel = ParallelMap(jobs: options.jobs)
    prescan = PrescanTask(options.publishing)
  }

  package static func run(_ options: BuildOptions) -> BuildReport {
    var build = SiteBuild(options)
    let outcome: BuildReport.Outcome
    do throws(FileError) {
      outcome = try build.runPipeline()
    } catch {
      outcome = .failed(messages: error.messages)
    }
    return BuildReport(
      outcome: outcome, diagnostics: build.diagnostics, timings: build.stopwatch.laps,
      retainedUntilExit: build.retainedUntilExit)
  }
}

extension SiteBuild {
  mutating func runPipeline() throws(FileError) -> BuildReport.Outcome {
    try checkFolders()
    changeLists = try prepareChangeLists()
    guard var sources = try readSources() else { return .refused }
    if let summary = try summaryIfUnchanged(sources) { return .published(summary) }
    guard let plan = try planSite(&sources) else { return .refused }
    retainedUntilExit.append(plan)
    return .published(try publish(plan))
  }

  private func checkFolders() throws(FileError) {
    for source in [options.content, options.templates]
    where SourceFolder(source).overlaps(options.output) {
      throw .overlap(of: options.output, with: source)
    }
  }

  /// Builds the forum and the site from all files together, and checks all references between
  /// files. Returns nil if the build must be refused because of its diagnostics.
  private mutating func planSite(_ sources: inout Sources) throws(FileError) -> SitePlan? {
    guard let (forum, diagnostics) = buildForum(&sources) else { return nil }
    let mentions = try checkReferences(of: forum, sources.surveyContext, diagnostics)
    guard let theme = sources.theme, sources.reading.content != nil, !mustRefuse else { return nil }
    let site = buildSite(forum, theme, staticFiles: sources.tree.staticFiles)
    return SitePlan(
      forum: forum, theme: theme, site: site, mentions: mentions,
      surveyContext: sources.surveyContext, inputFingerprint: sources.inputFingerprint)
  }

  private var mustRefuse: Bool {
    options.isStrict ? !diagnostics.isEmpty : diagnostics.contains { $0.severity == .error }
  }

  /// Writes the files that differ. All errors in the content are known before the first byte is
  /// written.
  private mutating func publish(_ plan: SitePlan) throws(FileError) -> BuildSummary {
    let groups = plan.site.groups
    let threads = fingerprintThreads(of: plan.site)
    stopwatch.lap("thread fingerprints")
    let search = try buildSearchIndex(of: plan, threads)
    stopwatch.lap("search: merging")
    let parts = try planPages(groups, of: plan, threads)
    let searchFiles = try planFiles(of: search)
    stopwatch.lap("plan pages")
    let (pages, publication) = try beginPublishing(parts, searchFiles)
    retainedUntilExit += [pages, publication]
    stopwatch.lap("prepare output")
    var published = try writePages(pages, groups, of: plan, into: publication)
    stopwatch.lap("render and write")
    published += try writeSearchIndex(search, from: pages.count, into: publication)
    stopwatch.lap("search: writing")
    let result = try finish(publication, published)
    if result.manifestError == nil { writeBuildRecord(plan, pages: pages.count) }
    stopwatch.lap("finish")
    return BuildSummary(
      plan.forum, result, pages: pages.count, surveyCacheError: surveyCacheError,
      changeListsNote: try writeChangeLists(result))
  }
}
