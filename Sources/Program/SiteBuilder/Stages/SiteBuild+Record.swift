import Content
import Files
import Fingerprints
import Forum
import Pages
import Publishing
import Survey
import Theme

/// Skips a build if its inputs and the published files are as the last build left them. File
/// stamps decide this. `forumgen build --verify` would detect a wrong decision.
extension SiteBuild {
  /// Returns the fingerprint of all inputs. Returns nil if there are diagnostics, because the
  /// next build must report them again, or if an input changed too recently for its timestamp to
  /// be trusted. `buildStart`: start of the build, by `SurveyCache.currentFileTime`.
  func inputFingerprint(
    _ tree: ContentTree, _ context: SurveyContext, _ theme: CompiledTheme?,
    _ survey: SurveyResult, buildStart: Int64
  ) -> Fingerprint? {
    guard let theme, diagnostics.isEmpty, options.cache != nil else { return nil }
    let files = parallel.runConcurrently(
      { _ in tree.fingerprint(survey.threads, assets: theme.assets, buildStart: buildStart) },
      draining: prescan.scanNext)
    guard let files else { return nil }
    var hasher = Fingerprinter()
    hasher.combine(files)
    hasher.combine(theme.fingerprint)
    hasher.combine(options.content)
    hasher.combine(options.templates)
    hasher.combine(context.site.absolute("/"))
    hasher.combine(options.showsDrafts)
    hasher.combine(context.rules.today.daysSince1970)
    hasher.combine(context.rules.zone.canonicalBytes)
    return hasher.fingerprint()
  }

  /// Returns the result of a build that has nothing to do, because the last build published the
  /// same inputs and all its files are unchanged. Otherwise returns nil.
  mutating func summaryIfUnchanged(_ sources: Sources) throws(FileError) -> BuildSummary? {
    let publishing = options.publishing
    guard let record = BuildRecord.read(publishing),
      record.inputFingerprint == sources.inputFingerprint
    else { return nil }
    options.reportStage(.checkingOutput)
    parallel.drain(prescan.scanNext)
    let output = try OutputFolder.open(publishing, prescan: prescan.finish())
    guard let result = output.resultIfUnchanged else { return nil }
    surveyCacheError = sources.survey.flatMap { $0.cache.save($0.threads) }
    stopwatch.lap("check output")
    return BuildSummary(
      threads: record.threads, posts: record.posts, pages: record.pages, written: 0,
      kept: record.pages,
      removed: 0, cacheNote: surveyCacheError?.message,
      changeListsNote: try writeChangeLists(result))
  }

  /// Writes the build record. Must be called while the output folder is locked.
  func writeBuildRecord(_ plan: SitePlan, pages: Int) {
    guard let inputFingerprint = plan.inputFingerprint, diagnostics.isEmpty else { return }
    BuildRecord(
      inputFingerprint: inputFingerprint, threads: plan.forum.threads.count,
      posts: plan.forum.postCount, pages: pages
    )
    .write(options.publishing)
  }
}
