import Content
import Files
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
    options.reportStage(.forum)
    let (options, prescan) = (options, prescan)
    let (content, tree) = (sources.reading.provisionalContent, sources.tree)
    let today = sources.reading.context.today
    let (built, error) = parallel.runConcurrently { pair in
      content.map { content in
        let builder = ForumBuilder(
          content, tree: tree, today: today,
          summaries: survey.threads.compactMap(\.summary), showsDrafts: options.showsDrafts)
        let (members, tags) = pair.run(builder.members) { builder.tags() }
        let threads = builder.threads(members, tags)
        let (memberList, lists) = pair.run(threads.members) { threads.lists() }
        return builder.forum(threads, members: memberList, lists: lists)
      }
    } and: {
      survey.cache.save(survey.threads)
    } thenDrain: {
      prescan.scanNext()
    }
    deferredRelease.add(survey)
    surveyCacheError = error
    stopwatch.lap("forum")
    return built
  }

  /// Checks all links and mentions and adds diagnostics for them and for `forumDiagnostics`,
  /// which building the forum produced. Returns the resolved mentions of all threads.
  mutating func checkReferences(
    of forum: Forum, _ context: SurveyContext, _ forumDiagnostics: [CrossFileDiagnostic]
  ) throws(FileError) -> ThreadMentions {
    let parts = forum.threads.indices.parts(of: 1024)
    let ofThreads = parallel.run(parts, makeWorker: { ReferenceChecker(forum) }) {
      $0.check(threads: $1)
    }
    let references = ofThreads + [ReferenceChecker(forum).checkOthers()]
    let confirmed = try confirmed(references.flatMap(\.unconfirmedMentions), context)
    diagnostics += try context.folder.diagnostics(
      of: forumDiagnostics + references.flatMap(\.diagnostics) + confirmed)
    let mentions = ThreadMentions(forum, ofThreads.flatMap(\.mentions))
    stopwatch.lap("references")
    return mentions
  }

  /// Returns the diagnostics for suspects that are mentions. The fast scan of a thread file also
  /// reports mentions in code and in links, so the Markdown parser decides about those.
  private func confirmed(
    _ suspects: [UnconfirmedMention], _ context: SurveyContext
  ) throws(FileError) -> [CrossFileDiagnostic] {
    let surveyor = context.makeSurveyor()
    var diagnostics: [CrossFileDiagnostic] = []
    for (path, group) in Dictionary(grouping: suspects, by: \.path) {
      guard path.hasPrefix("boards/"), !path.hasSuffix("/board.md") else {
        diagnostics += group.map(\.diagnostic)
        continue
      }
      let mentions = Set(try surveyor.mentions(in: path).map(\.text))
      diagnostics += group.filter { mentions.contains($0.mention.text) }.map(\.diagnostic)
    }
    return diagnostics
  }
}
