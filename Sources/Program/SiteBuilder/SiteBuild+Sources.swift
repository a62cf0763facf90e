import Content
import Diagnostics
import Fingerprints
import Pages
import Publishing
import Survey
import Theme

/// Everything that was read, with each file checked by itself.
struct Sources {
  let tree: ContentTree
  let reading: ContentReading
  let theme: CompiledTheme?
  let place: SurveyPlace
  /// Nil after the forum is built, so that its memory can be freed.
  var survey: SurveyResult?
  /// Fingerprint of all inputs. Nil if a later build must not rely on it.
  let inputs: Fingerprint?
}

/// Result of the survey, and the cache to store it in.
struct SurveyResult: Sendable {
  let threads: [SurveyedThread]
  let cache: SurveyCache
}

/// Everything that a worker needs to read thread files.
struct SurveyPlace: Sendable {
  let folder: ContentFolder
  let rules: ReadingRules
  let site: SiteURL

  /// Reads the survey cache.
  func cache(_ options: BuildOptions) -> SurveyCache {
    SurveyCache(
      in: options.cache, of: folder, rules, site: site, program: options.program,
      forgetting: options.isClean, now: SurveyCache.clock)
  }

  func worker() -> ThreadSurvey { ThreadSurvey(folder, rules, site: site) }

  func worker(_ cache: SurveyCache) -> ThreadSurvey {
    ThreadSurvey(folder, rules, site: site, cache: cache)
  }
}

extension SiteBuild {
  /// Returns nil if the content has too many threads.
  mutating func readSources() throws(BuildFailures) -> Sources? {
    let opened = SurveyCache.clock
    let folder = ContentFolder(options.content)
    options.tell(.settings)
    let (tree, reading) = try readSmallFiles(folder)
    guard !tree.isTooLarge else { return nil }
    let place = SurveyPlace(folder: folder, rules: reading.rules, site: reading.site)
    let theme = try compileTheme()
    let survey = try survey(tree, place)
    let inputs = inputs(tree, place, theme, survey, opened)
    return Sources(
      tree: tree, reading: reading, theme: theme, place: place, survey: survey, inputs: inputs)
  }

  private mutating func readSmallFiles(
    _ folder: ContentFolder
  ) throws(BuildFailures) -> (ContentTree, ContentReading) {
    let options = options
    let read = parallel.run(
      { _ in Result { () throws(ReadingProblem) in try Self.readSmallFiles(folder, options) } },
      beside: looker.step)
    do throws(ReadingProblem) {
      let (tree, found, reading) = try read.get()
      diagnostics += found + reading.diagnostics
      stopwatch.lap("settings")
      return (tree, reading)
    } catch {
      throw BuildFailures(error)
    }
  }

  private static func readSmallFiles(
    _ folder: ContentFolder, _ options: BuildOptions
  ) throws(ReadingProblem) -> (ContentTree, [Diagnostic], ContentReading) {
    let (tree, found) = try ContentTree.look(into: folder)
    var reader = ContentReader(tree, baseURL: options.baseURL, today: options.now.day)
    return (tree, found, try reader.read())
  }

  private mutating func survey(
    _ tree: ContentTree, _ place: SurveyPlace
  ) throws(BuildFailures) -> SurveyResult {
    let options = options
    let cache = parallel.run({ _ in place.cache(options) }, beside: looker.step)
    let counter = options.counter(.survey, of: tree.threadCount)
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
}
