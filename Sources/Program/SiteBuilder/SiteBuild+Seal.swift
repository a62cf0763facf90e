import Content
import Fingerprints
import Forum
import Pages
import Publishing
import Survey
import Theme

/// A build that finds everything as the last one left it has nothing to make. Whether that is so is
/// told by what was read alone; `forumgen build --verify` would find it out if it were not.
extension SiteBuild {
  /// Of all that the site is made from; nil when there is something to be told of it, for then it has
  /// to be told again, and when a later build could not recognise it.
  func inputs(
    _ tree: ContentTree, _ place: SurveyPlace, _ theme: CompiledTheme?, _ survey: SurveyResult,
    _ opened: Int64
  ) -> Fingerprint? {
    guard let theme, diagnostics.isEmpty, options.cache != nil else { return nil }
    let files = parallel.run(
      { _ in tree.fingerprint(survey.threads, assets: theme.assets, opened: opened) },
      beside: looker.step)
    guard let files else { return nil }
    var printer = Fingerprinter()
    printer.add(files)
    printer.add(theme.fingerprint)
    printer.add(options.content)
    printer.add(options.templates)
    printer.add(place.site.absolute("/"))
    printer.add(options.showsDrafts)
    printer.add(place.rules.today.daysSince1970)
    printer.add(place.rules.zone.canonicalBytes)
    return printer.fingerprint()
  }

  /// What the build comes to when the last one published just this, and all its files are as it left
  /// them; else nil.
  mutating func nothingToDo(_ sources: Sources) throws(BuildFailures) -> BuildTally? {
    let publishing = options.publishing
    guard let seal = Seal.read(publishing), seal.inputs == sources.inputs else { return nil }
    options.tell(.looking)
    parallel.exhaust(looker.step)
    guard let tally = try untouched(publishing) else { return nil }
    surveyProblem = sources.survey.flatMap { $0.cache.keep($0.threads) }
    stopwatch.lap("looking")
    return BuildTally(
      threads: seal.threads, posts: seal.posts, pages: seal.pages, written: 0, kept: seal.pages,
      removed: 0, note: surveyNote, changesNote: try endChanges(tally))
  }

  private func untouched(_ publishing: PublishingOptions) throws(BuildFailures) -> Tally? {
    do throws(PublishingProblem) {
      return try OutputFolder.open(publishing, after: looker.finish()).untouched
    } catch {
      throw BuildFailures(error)
    }
  }

  /// To be called while the output is still this build's.
  func seal(_ plan: SitePlan, pages: Int) {
    guard let inputs = plan.inputs, diagnostics.isEmpty else { return }
    Seal(
      inputs: inputs, threads: plan.forum.threads.count, posts: plan.forum.postCount, pages: pages
    )
    .write(options.publishing)
  }
}
