// The Build room: the pipeline from top to bottom, a line a stage. Its door is `SiteBuild.run`.

import Content
import Diagnostics
import Fingerprints
import Forum
import Pages
import Publishing

/// One build, from the content folder to the publish folder.
package struct SiteBuild {
  private let options: BuildOptions
  private let parallel: ParallelMap
  private var diagnostics: [Diagnostic] = []
  private var stopwatch = Stopwatch()

  private init(_ options: BuildOptions) {
    self.options = options
    parallel = ParallelMap(jobs: options.jobs)
  }

  package static func run(_ options: BuildOptions) -> BuildReport {
    var build = SiteBuild(options)
    let outcome = build.outcome()
    return BuildReport(
      outcome: outcome, diagnostics: build.diagnostics, timings: build.stopwatch.laps)
  }

  private mutating func outcome() -> BuildReport.Outcome {
    do throws(BuildFailures) {
      guard let plan = try sitePlan() else { return .refused }
      return .published(try publish(plan))
    } catch {
      return .failed(error.failures)
    }
  }
}

/// Everything known before the first byte is written.
private struct SitePlan {
  let forum: Forum
  let site: Site
  let survey: SurveyPlace
  let staticFiles: [PlainFile]
}

/// What a worker needs to read threads.
private struct SurveyPlace: Sendable {
  let folder: ContentFolder
  let rules: ReadingRules
  let site: SiteURL

  func worker() -> ThreadSurvey { ThreadSurvey(folder, rules, site: site) }
}

extension SiteBuild {
  /// Nil when the content or the templates have errors.
  private mutating func sitePlan() throws(BuildFailures) -> SitePlan? {
    let folder = ContentFolder(options.content)
    let (tree, reading) = try readSmallFiles(folder)
    let place = SurveyPlace(folder: folder, rules: reading.rules, site: reading.site)
    let summaries = try survey(tree, place)
    let theme = try compileTheme()
    let forum = try reading.content.map { content throws(BuildFailures) in
      try build(content, tree, summaries, place)
    }
    guard let forum, let theme else { return nil }
    guard !mustRefuse else { return nil }
    let site = Site(forum, theme)
    stopwatch.lap("site")
    return SitePlan(forum: forum, site: site, survey: place, staticFiles: tree.staticFiles)
  }

  private var mustRefuse: Bool {
    options.isStrict ? !diagnostics.isEmpty : diagnostics.contains { $0.severity == .error }
  }

  private mutating func readSmallFiles(
    _ folder: ContentFolder
  ) throws(BuildFailures) -> (ContentTree, ContentReading) {
    do throws(ReadingProblem) {
      let (tree, found) = try ContentTree.look(into: folder)
      var reader = ContentReader(tree, baseURL: options.baseURL, today: options.now.day)
      let reading = try reader.read()
      diagnostics += found + reading.diagnostics
      stopwatch.lap("settings")
      return (tree, reading)
    } catch {
      throw BuildFailures(error)
    }
  }

  private mutating func survey(
    _ tree: ContentTree, _ place: SurveyPlace
  ) throws(BuildFailures) -> [ThreadSummary] {
    let paths = tree.boards.flatMap(\.threads)
    do throws(ReadingProblem) {
      let results = try parallel.run(paths, makeWorker: place.worker) {
        (survey, path) throws(ReadingProblem) in try survey.summarise(path)
      }
      for result in results where !result.diagnostics.isEmpty { diagnostics += result.diagnostics }
      stopwatch.lap("survey")
      return results.compactMap(\.summary)
    } catch {
      throw BuildFailures(error)
    }
  }

  private mutating func compileTheme() throws(BuildFailures) -> CompiledTheme? {
    do throws(ReadingProblem) {
      let (theme, found) = try Theme.read(ContentFolder(options.templates))
      diagnostics += found
      guard let theme else { return nil }
      let (compiled, faults) = CompiledTheme.compile(theme)
      diagnostics += faults
      stopwatch.lap("templates")
      return compiled
    } catch {
      throw BuildFailures(error)
    }
  }

  private mutating func build(
    _ content: CommunityContent, _ tree: ContentTree, _ summaries: [ThreadSummary],
    _ place: SurveyPlace
  ) throws(BuildFailures) -> Forum {
    var builder = ForumBuilder(
      content, tree: tree, today: place.rules.today, summaries: summaries,
      showsDrafts: options.showsDrafts)
    let (forum, findings, suspects) = builder.build()
    do throws(ReadingProblem) {
      let confirmed = try confirmed(suspects, place)
      diagnostics += try place.folder.diagnostics(of: findings + confirmed)
    } catch {
      throw BuildFailures(error)
    }
    stopwatch.lap("forum")
    return forum
  }

  /// The scan may have noted what stands in code or in a link: the parser has the last word.
  private func confirmed(
    _ suspects: [MentionSuspect], _ place: SurveyPlace
  ) throws(ReadingProblem) -> [Finding] {
    let survey = place.worker()
    var findings: [Finding] = []
    for (path, group) in Dictionary(grouping: suspects, by: \.path) {
      guard path.hasPrefix("boards/"), !path.hasSuffix("/board.md") else {
        findings += group.map(\.finding)
        continue
      }
      let mentions = Set(try survey.mentions(in: path).map(\.text))
      findings += group.filter { mentions.contains($0.note.text) }.map(\.finding)
    }
    return findings
  }
}

extension SiteBuild {
  private mutating func publish(_ plan: SitePlan) throws(BuildFailures) -> BuildTally {
    let groups = plan.site.groups(staticFiles: plan.staticFiles)
    let pages = plannedPages(groups, of: plan.site)
    stopwatch.lap("pages")
    let publication = try begin(pages)
    stopwatch.lap("begin")
    let published = try write(pages, of: plan, into: publication)
    stopwatch.lap("render and write")
    let tally = try finish(publication, published)
    stopwatch.lap("finish")
    return BuildTally(plan.forum, tally)
  }

  private func plannedPages(_ groups: [PageGroup], of site: Site) -> [[PlannedPage]] {
    parallel.run(groups, makeWorker: { PageWriter(site) }) { $0.plan($1) }
  }

  private func begin(_ pages: [[PlannedPage]]) throws(BuildFailures) -> Publication {
    var files: [PlannedFile] = []
    for page in pages.joined() {
      guard let file = PlannedFile(page.path, page.fingerprint) else {
        throw BuildFailures(unwritable: page.path)
      }
      files.append(file)
    }
    do throws(PublishingProblem) {
      return try OutputFolder.open(publishingOptions).begin(files)
    } catch {
      throw BuildFailures(error)
    }
  }

  private func write(
    _ pages: [[PlannedPage]], of plan: SitePlan, into publication: Publication
  ) throws(BuildFailures) -> [PublishedFile] {
    let press = Press(
      publication: publication, site: plan.site, content: plan.survey.folder,
      templates: ContentFolder(options.templates))
    let makeWorker = { @Sendable in
      Press.Worker(plan.survey.worker(), PageWriter(plan.site))
    }
    return try parallel.run(Press.sheets(pages), makeWorker: makeWorker) {
      (worker, sheet) throws(BuildFailures) in try press.print(sheet, worker)
    }.flatMap(\.self)
  }

  private func finish(
    _ publication: Publication, _ published: [PublishedFile]
  ) throws(BuildFailures) -> Tally {
    do throws(PublishingProblem) {
      return try publication.finish(published)
    } catch {
      throw BuildFailures(error)
    }
  }

  private var publishingOptions: PublishingOptions {
    var publishing = PublishingOptions(
      output: options.output, cache: options.cache,
      program: Fingerprint(of: Array(options.program.utf8)))
    publishing.adopt = options.adopts
    publishing.clean = options.isClean
    return publishing
  }
}

extension BuildTally {
  fileprivate init(_ forum: Forum, _ tally: Tally) {
    self.init(
      threads: forum.threads.count, posts: forum.postCount,
      pages: tally.written.count + tally.kept, written: tally.written.count, kept: tally.kept,
      removed: tally.removed.count, note: tally.forgotten?.sentence)
  }
}
