import Content
import Diagnostics
import Files
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
  let surveyContext: SurveyContext
  /// Nil after the forum is built, so that its memory can be freed.
  var survey: SurveyResult?
  /// Fingerprint of all inputs. Nil if a later build must not rely on it.
  let inputFingerprint: Fingerprint?
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

  func makeSurveyor() -> ThreadSurveyor { ThreadSurveyor(folder, rules, site: site) }

  func makeSurveyor(_ cache: SurveyCache) -> ThreadSurveyor {
    ThreadSurveyor(folder, rules, site: site, cache: cache)
  }
}

extension SiteBuild {
  /// Returns nil if the content has too many threads.
  mutating func readSources() throws(FileError) -> Sources? {
    let buildStart = SurveyCache.currentFileTime
    let folder = SourceFolder(options.content)
    options.reportStage(.settings)
    let (tree, reading) = try readSmallFiles(folder)
    guard !tree.isTooLarge else { return nil }
    let context = SurveyContext(folder: folder, rules: reading.context, site: reading.site)
    let theme = try compileTheme()
    let survey = try survey(tree, context)
    let inputFingerprint = inputFingerprint(
      tree, context, theme, survey, buildStart: buildStart)
    return Sources(
      tree: tree, reading: reading, theme: theme, surveyContext: context, survey: survey,
      inputFingerprint: inputFingerprint)
  }

  private mutating func readSmallFiles(
    _ folder: SourceFolder
  ) throws(FileError) -> (ContentTree, ContentReadResult) {
    let options = options
    let result = parallel.runConcurrently(
      { _ in Result { () throws(FileError) in try Self.readSmallFiles(folder, options) } },
      draining: prescan.scanNext)
    let (tree, treeDiagnostics, reading) = try result.get()
    diagnostics += treeDiagnostics + reading.diagnostics
    stopwatch.lap("settings")
    return (tree, reading)
  }

  private static func readSmallFiles(
    _ folder: SourceFolder, _ options: BuildOptions
  ) throws(FileError) -> (ContentTree, [Diagnostic], ContentReadResult) {
    let (tree, treeDiagnostics) = try ContentTree.list(folder)
    var reader = ContentReader(tree, baseURL: options.baseURL, today: options.buildTime.day)
    return (tree, treeDiagnostics, try reader.read())
  }

  private mutating func survey(
    _ tree: ContentTree, _ context: SurveyContext
  ) throws(FileError) -> SurveyResult {
    let options = options
    let cache = parallel.runConcurrently(
      { _ in context.cache(options) }, draining: prescan.scanNext)
    let counter = options.counter(.survey, of: tree.threadCount)
    let results = try parallel.run(tree.threads, makeWorker: { context.makeSurveyor(cache) }) {
      (surveyor, path) throws(FileError) in
      defer { counter?.add(1) }
      return try surveyor.survey(path)
    }
    for result in results where !result.diagnostics.isEmpty { diagnostics += result.diagnostics }
    stopwatch.lap("survey")
    return SurveyResult(threads: results, cache: cache)
  }

  private mutating func compileTheme() throws(FileError) -> CompiledTheme? {
    let (theme, themeDiagnostics) = try Theme.read(SourceFolder(options.templates))
    diagnostics += themeDiagnostics
    guard let theme else { return nil }
    let (compiled, compileDiagnostics) = CompiledTheme.compile(theme)
    diagnostics += compileDiagnostics
    stopwatch.lap("templates")
    return compiled
  }
}
