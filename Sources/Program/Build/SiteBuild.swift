// The Build room: the pipeline from top to bottom, a line a stage. Its door is `SiteBuild.run`.

import Content
import Diagnostics
import Fingerprints
import Forum
import Pages
import Publishing

/// One build, from the content folder to the publish folder.
package struct SiteBuild {
  let options: BuildOptions
  let parallel: ParallelMap
  private var diagnostics: [Diagnostic] = []
  var stopwatch = Stopwatch()
  var changes = ChangeRecord.notAskedFor
  var remains: [any Sendable] = []
  /// What only all files together show to be wrong.
  private var forumFindings: [Finding] = []
  /// What kept the survey's cache from being written; costs the next build time.
  private(set) var surveyNote: String?

  private init(_ options: BuildOptions) {
    self.options = options
    parallel = ParallelMap(jobs: options.jobs)
  }

  package static func run(_ options: BuildOptions) -> BuildReport {
    var build = SiteBuild(options)
    let outcome = build.outcome()
    return BuildReport(
      outcome: outcome, diagnostics: build.diagnostics, timings: build.stopwatch.laps,
      remains: build.remains)
  }

  private mutating func outcome() -> BuildReport.Outcome {
    do throws(BuildFailures) {
      try checkFolders()
      changes = try beginChanges()
      guard let plan = try sitePlan() else { return .refused }
      remains.append(plan)
      return .published(try publish(plan))
    } catch {
      return .failed(error.failures)
    }
  }
}

extension SiteBuild {
  private func checkFolders() throws(BuildFailures) {
    for source in [options.content, options.templates]
    where ContentFolder(source).overlaps(options.output) {
      throw BuildFailures(output: options.output, overlapping: source)
    }
  }
}

/// Everything known before the first byte is written.
struct SitePlan {
  let forum: Forum
  let site: Site
  let mentions: ThreadMentions
  let survey: SurveyPlace
  let earlyLook: EarlyLook?
}

/// What the survey found, and where it is to be kept.
struct SurveyResult: Sendable {
  let threads: [SurveyedThread]
  let cache: SurveyCache
}

/// What a worker needs to read threads.
struct SurveyPlace: Sendable {
  let folder: ContentFolder
  let rules: ReadingRules
  let site: SiteURL

  func worker() -> ThreadSurvey { ThreadSurvey(folder, rules, site: site) }

  func worker(_ cache: SurveyCache) -> ThreadSurvey {
    ThreadSurvey(folder, rules, site: site, cache: cache)
  }
}

extension SiteBuild {
  /// Nil when the content or the templates have errors.
  private mutating func sitePlan() throws(BuildFailures) -> SitePlan? {
    let folder = ContentFolder(options.content)
    options.tell(.settings)
    let (tree, reading) = try readSmallFiles(folder)
    guard !tree.isTooLarge else { return nil }
    let place = SurveyPlace(folder: folder, rules: reading.rules, site: reading.site)
    let theme = try compileTheme()
    // What the survey found is let go of as soon as the forum is made.
    let (forum, earlyLook) = buildForum(
      reading.checkable, tree, try survey(tree, place), place)
    let mentions = try forum.map { forum throws(BuildFailures) in
      try checkReferences(of: forum, place)
    }
    guard let forum, let mentions, let theme, reading.content != nil else { return nil }
    guard !mustRefuse else { return nil }
    let site = Site(forum, theme, staticFiles: tree.staticFiles)
    stopwatch.lap("site")
    return SitePlan(
      forum: forum, site: site, mentions: mentions, survey: place, earlyLook: earlyLook)
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
  ) throws(BuildFailures) -> SurveyResult {
    let cache = SurveyCache(
      in: options.cache, of: place.folder, place.rules, site: place.site,
      program: options.program, forgetting: options.isClean, now: SurveyCache.clock)
    let counter = options.counter(.survey, of: tree.threads.count)
    do throws(ReadingProblem) {
      let results = try parallel.run(tree.threads, makeWorker: { place.worker(cache) }) {
        (survey, path) throws(ReadingProblem) in
        defer { counter?.add(1) }
        return try survey.survey(path)
      }
      for result in results where !result.diagnostics.isEmpty { diagnostics += result.diagnostics }
      stopwatch.lap("survey")
      return SurveyResult(threads: results, cache: cache)
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

  /// The forum, and beside it what needs no forum: the survey is kept for the next build, and the files
  /// of the last one are looked at.
  private mutating func buildForum(
    _ content: CommunityContent?, _ tree: ContentTree, _ survey: SurveyResult, _ place: SurveyPlace
  ) -> (Forum?, EarlyLook?) {
    options.tell(.forum)
    let options = options
    let publishing = publishingOptions
    let (built, kept) = parallel.both {
      content.map { content in
        var builder = ForumBuilder(
          content, tree: tree, today: place.rules.today,
          summaries: survey.threads.compactMap(\.summary), showsDrafts: options.showsDrafts)
        return builder.build()
      }
    } _: {
      (problem: survey.cache.keep(survey.threads), look: EarlyLook.take(publishing))
    }
    surveyNote = kept.problem?.sentence
    forumFindings = built?.findings ?? []
    stopwatch.lap("forum")
    return (built?.forum, kept.look)
  }

  private mutating func checkReferences(
    of forum: Forum, _ place: SurveyPlace
  ) throws(BuildFailures) -> ThreadMentions {
    let parts = forum.threads.indices.parts(of: 1024)
    let ofThreads = parallel.run(parts, makeWorker: { ReferenceChecker(forum) }) {
      $0.check(threads: $1)
    }
    let references = ofThreads + [ReferenceChecker(forum).checkOthers()]
    do throws(ReadingProblem) {
      let confirmed = try confirmed(references.flatMap(\.suspects), place)
      diagnostics += try place.folder.diagnostics(
        of: forumFindings + references.flatMap(\.findings) + confirmed)
    } catch {
      throw BuildFailures(error)
    }
    let mentions = ThreadMentions(forum, ofThreads.flatMap(\.mentions))
    stopwatch.lap("references")
    return mentions
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
