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
  let reading: ContentReadResult
  let theme: CompiledTheme?
  let place: SurveyContext
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
struct SurveyContext: Sendable {
  let folder: SourceFolder
  let rules: ReadingContext
  let site: BaseURL

  /// Reads the survey cache.
  func cache(_ options: BuildOptions) -> SurveyCache {
    SurveyCache(
      in: options.cache, of: folder, rules, site: site, program: options.program,
      ignoringExisting: options.isClean, now: SurveyCache.currentFileTime)
  }

  func worker() -> ThreadSurveyor { ThreadSurveyor(folder, rules, site: site) }

  func worker(_ cache: SurveyCache) -> ThreadSurveyor {
    ThreadSurveyor(folder, rules, site: site, cache: cache)
  }
}

extension SiteBuild {
  /// Returns nil if the content has too many threads.
  mutating func readSources() throws(BuildError) -> Sources? {
    let opened = SurveyCache.currentFileTime
    let folder = SourceFolder(options.content)
    options.tell(.settings)
    let (tree, reading) = try readSmallFiles(folder)
    guard !tree.isTooLarge else { return nil }
    let place = SurveyContext(folder: folder, rules: reading.rules, site: reading.site)
    let theme = try compileTheme()
    let survey = try survey(tree, place)
    let inputs = inputs(tree, place, theme, survey, opened)
    return Sources(
      tree: tree, reading: reading, theme: theme, place: place, survey: survey, inputs: inputs)
  }

  private mutating func readSmallFiles(
    _ folder: SourceFolder
  ) throws(BuildError) -> (ContentTree, ContentReadResult) {
    let options = options
    let read = parallel.run(
      { _ in Result { () throws(ReadingError) in try Self.readSmallFiles(folder, options) } },
      beside: looker.step)
    do throws(ReadingError) {
      let (tree, found, reading) = try read.get()
      diagnostics += found + reading.diagnostics
      stopwatch.lap("settings")
      return (tree, reading)
    } catch {
      throw BuildError(error)
    }
  }

  private static func readSmallFiles(
    _ folder: SourceFolder, _ options: BuildOptions
  ) throws(ReadingError) -> (ContentTree, [Diagnostic], ContentReadResult) {
    let (tree, found) = try ContentTree.look(into: folder)
    var reader = ContentReader(tree, baseURL: options.baseURL, today: options.now.day)
    return (tree, found, try reader.read())
  }

  private mutating func survey(
    _ tree: ContentTree, _ place: SurveyContext
  ) throws(BuildError) -> SurveyResult {
    let options = options
    let cache = parallel.run({ _ in place.cache(options) }, beside: looker.step)
    let counter = options.counter(.survey, of: tree.threadCount)
    do throws(ReadingError) {
      let results = try parallel.run(tree.threads, makeWorker: { place.worker(cache) }) {
        (survey, path) throws(ReadingError) in
        defer { counter?.add(1) }
        return try survey.survey(path)
      }
      for result in results where !result.diagnostics.isEmpty { diagnostics += result.diagnostics }
      stopwatch.lap("survey")
      return SurveyResult(threads: results, cache: cache)
    } catch {
      throw BuildError(error)
    }
  }

  private mutating func compileTheme() throws(BuildError) -> CompiledTheme? {
    do throws(ReadingError) {
      let (theme, found) = try Theme.read(SourceFolder(options.templates))
      diagnostics += found
      guard let theme else { return nil }
      let (compiled, faults) = CompiledTheme.compile(theme)
      diagnostics += faults
      stopwatch.lap("templates")
      return compiled
    } catch {
      throw BuildError(error)
    }
  }
}
