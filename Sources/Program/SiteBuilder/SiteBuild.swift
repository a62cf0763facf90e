import Content
import Deployment
import Diagnostics
import Fingerprints
import Forum
import Pages
import Publishing
import Theme

// The Build room: the pipeline from top to bottom, a line a stage. Its door is `SiteBuild.run`.

/// One build, from the content folder to the output folder.
package struct SiteBuild {
  let options: BuildOptions
  let parallel: ParallelMap
  var diagnostics: [Diagnostic] = []
  var stopwatch = Stopwatch()
  var changes: ChangeLists?
  var remains: [any Sendable] = []
  /// The output prescan, which runs whenever a thread is idle.
  let looker: PrescanTask
  /// Values that the forum was built from. They are freed in parallel with later work, before
  /// pages are rendered.
  let leavings = DeferredRelease()
  /// Error that kept the survey cache from being written. The only effect is a slower next build.
  var surveyProblem: ReadingError?
  var surveyNote: String? {
    surveyProblem.map { "cannot write \($0.path): \($0.sentence)" }
  }

  private init(_ options: BuildOptions) {
    self.options = options
    parallel = ParallelMap(jobs: options.jobs)
    looker = PrescanTask(options.publishing)
  }

  package static func run(_ options: BuildOptions) -> BuildReport {
    var build = SiteBuild(options)
    let outcome = build.outcome()
    return BuildReport(
      outcome: outcome, diagnostics: build.diagnostics, timings: build.stopwatch.laps,
      remains: build.remains)
  }

  private mutating func outcome() -> BuildReport.Outcome {
    do throws(BuildError) {
      try checkFolders()
      changes = try beginChanges()
      guard var sources = try readSources() else { return .refused }
      if let tally = try nothingToDo(sources) { return .published(tally) }
      guard let plan = try sitePlan(&sources) else { return .refused }
      remains.append(plan)
      return .published(try publish(plan))
    } catch {
      return .failed(error.failures)
    }
  }
}

extension SiteBuild {
  private func checkFolders() throws(BuildError) {
    for source in [options.content, options.templates]
    where SourceFolder(source).overlaps(options.output) {
      throw BuildError(output: options.output, overlapping: source)
    }
  }
}

/// Everything that is known before the first byte is written.
struct SitePlan {
  let forum: Forum
  let theme: CompiledTheme
  let site: Site
  let mentions: ThreadMentions
  let survey: SurveyContext
  let inputs: Fingerprint?
}

extension SiteBuild {
  /// Returns nil if the build must be refused because of its diagnostics.
  private mutating func sitePlan(_ sources: inout Sources) throws(BuildError) -> SitePlan? {
    guard let (forum, findings) = buildForum(&sources) else { return nil }
    let mentions = try checkReferences(of: forum, sources.place, findings)
    guard let theme = sources.theme, sources.reading.content != nil, !mustRefuse else { return nil }
    let staticFiles = sources.tree.staticFiles
    let (looker, most) = (looker, options.urlsInSitemap)
    let site = parallel.run { pairing in
      let site = Site(
        forum, theme, staticFiles: staticFiles, urlsInSitemap: most, pairing: pairing)
      while looker.step() {}
      return site
    } beside: {
      looker.step()
    }
    stopwatch.lap("site")
    return SitePlan(
      forum: forum, theme: theme, site: site, mentions: mentions, survey: sources.place,
      inputs: sources.inputs)
  }

  private var mustRefuse: Bool {
    options.isStrict ? !diagnostics.isEmpty : diagnostics.contains { $0.severity == .error }
  }
}
