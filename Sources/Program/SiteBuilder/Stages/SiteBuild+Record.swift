import Content
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
  /// be trusted. `opened`: start of the build, by `SurveyCache.currentFileTime`.
  func inputs(
    _ tree: ContentTree, _ place: SurveyContext, _ theme: CompiledTheme?, _ survey: SurveyResult,
    _ opened: Int64
  ) -> Fingerprint? {
    guard let theme, diagnostics.isEmpty, options.cache != nil else { return nil }
    let files = parallel.run(
      { _ in tree.fingerprint(survey.threads, assets: theme.assets, buildStart: opened) },
      beside: looker.step)
    guard let files else { return nil }
    var hasher = Fingerprinter()
    hasher.combine(files)
    hasher.combine(theme.fingerprint)
    hasher.combine(options.content)
    hasher.combine(options.templates)
    hasher.combine(place.site.absolute("/"))
    hasher.combine(options.showsDrafts)
    hasher.combine(place.rules.today.daysSince1970)
    hasher.combine(place.rules.zone.canonicalBytes)
    return hasher.fingerprint()
  }

  /// Returns the result of a build that has nothing to do, because the last build published the
  /// same inputs and all its files are unchanged. Otherwise returns nil.
  mutating func nothingToDo(_ sources: Sources) throws(BuildError) -> BuildSummary? {
    let publishing = options.publishing
    guard let seal = BuildRecord.read(publishing), seal.inputs == sources.inputs else { return nil }
    options.tell(.looking)
    parallel.exhaust(looker.step)
    guard let tally = try untouched(publishing) else { return nil }
    surveyProblem = sources.survey.flatMap { $0.cache.save($0.threads) }
    stopwatch.lap("looking")
    return BuildSummary(
      threads: seal.threads, posts: seal.posts, pages: seal.pages, written: 0, kept: seal.pages,
      removed: 0, note: surveyNote, changesNote: try endChanges(tally))
  }

  private func untouched(_ publishing: PublishingOptions) throws(BuildError) -> PublishResult? {
    do throws(PublishingError) {
      return try OutputFolder.open(publishing, after: looker.finish()).untouched
    } catch {
      throw BuildError(error)
    }
  }

  /// Writes the build record. Must be called while the output folder is locked.
  func seal(_ plan: SitePlan, pages: Int) {
    guard let inputs = plan.inputs, diagnostics.isEmpty else { return }
    BuildRecord(
      inputs: inputs, threads: plan.forum.threads.count, posts: plan.forum.postCount, pages: pages
    )
    .write(options.publishing)
  }
}
