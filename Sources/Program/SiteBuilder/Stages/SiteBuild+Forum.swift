import Content
import Forum
import Publishing
import Survey

extension SiteBuild {
  /// Builds the forum. Meanwhile, a second thread writes the survey cache and runs the output
  /// prescan. Returns nil if forum.yml cannot be read.
  mutating func buildForum(
    _ sources: inout Sources
  ) -> (forum: Forum, diagnostics: [CrossFileDiagnostic])? {
    guard let survey = sources.survey else { return nil }
    sources.survey = nil
    options.tell(.forum)
    let (options, looker) = (options, looker)
    let (content, tree) = (sources.reading.checkable, sources.tree)
    let today = sources.reading.rules.today
    let (built, problem) = parallel.run { pairing in
      content.map { content in
        var builder = ForumBuilder(
          content, tree: tree, today: today,
          summaries: survey.threads.compactMap(\.summary), showsDrafts: options.showsDrafts,
          concurrentPair: pairing)
        return builder.build()
      }
    } beside: {
      survey.cache.save(survey.threads)
    } then: {
      looker.step()
    }
    leavings.keep(survey)
    surveyProblem = problem
    stopwatch.lap("forum")
    return built
  }

  /// Checks all links and mentions and adds diagnostics for them and for `findings`, which
  /// building the forum produced. Returns the resolved mentions of all threads.
  mutating func checkReferences(
    of forum: Forum, _ place: SurveyContext, _ findings: [CrossFileDiagnostic]
  ) throws(BuildError) -> ThreadMentions {
    let parts = forum.threads.indices.parts(of: 1024)
    let ofThreads = parallel.run(parts, makeWorker: { ReferenceChecker(forum) }) {
      $0.check(threads: $1)
    }
    let references = ofThreads + [ReferenceChecker(forum).checkOthers()]
    do throws(ReadingError) {
      let confirmed = try confirmed(references.flatMap(\.unconfirmedMentions), place)
      diagnostics += try place.folder.diagnostics(
        of: findings + references.flatMap(\.diagnostics) + confirmed)
    } catch {
      throw BuildError(error)
    }
    let mentions = ThreadMentions(forum, ofThreads.flatMap(\.mentions))
    stopwatch.lap("references")
    return mentions
  }

  /// Returns the findings for suspects that are mentions. The fast scan of a thread file also
  /// reports mentions in code and in links, so the Markdown parser decides about those.
  private func confirmed(
    _ suspects: [UnconfirmedMention], _ place: SurveyContext
  ) throws(ReadingError) -> [CrossFileDiagnostic] {
    let survey = place.worker()
    var findings: [CrossFileDiagnostic] = []
    for (path, group) in Dictionary(grouping: suspects, by: \.path) {
      guard path.hasPrefix("boards/"), !path.hasSuffix("/board.md") else {
        findings += group.map(\.diagnostic)
        continue
      }
      let mentions = Set(try survey.mentions(in: path).map(\.text))
      findings += group.filter { mentions.contains($0.mention.text) }.map(\.diagnostic)
    }
    return findings
  }
}
