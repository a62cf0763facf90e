import Files

/// Looks, without changing anything, at every path that is planned or was listed, and at every
/// folder on the way to one; finds all that is in the way.
///
/// The folders are looked at too because a symbolic link in the place of one would lead writing
/// and removing out of the output. (Somebody who puts one there while the build runs is not guarded
/// against: who may do that may also write where this build writes.)
///
/// Some microseconds a path, which is much for 300,000 of them: so it comes in parts, and `look`
/// may be called from many threads.
package struct Survey: Sendable {
  let output: OutputFolder
  let plan: Plan
  /// For each position, the manifest's row that says what is planned, of a file that is listed; -1:
  /// there is none. Empty without a manifest.
  private let remembered: [Int32]
  /// In planned files.
  var partSize = 512

  init(output: OutputFolder, plan: Plan) {
    self.output = output
    self.plan = plan
    remembered = plan.rows(of: output.manifest, listed: output.options.adopt ? nil : output.listed)
  }

  /// How many parts there are; one at least.
  package var count: Int { max(1, (plan.count + partSize - 1) / partSize) }

  /// The manifest's row for a file that shows what is planned and was seen, by the early look, to stand as
  /// the last build left it: for such a one no folder has to be looked at, for nothing is written there.
  func glance(of position: Int) -> Int32? {
    guard let early = output.earlyLook, let row = row(of: position) else { return nil }
    return early.agrees[Int(row)] ? row : nil
  }

  /// The manifest's row for the file, if it says what is planned.
  func row(of position: Int) -> Int32? {
    guard !remembered.isEmpty, remembered[position] >= 0 else { return nil }
    return remembered[position]
  }

  package func look(at part: Int) -> SurveyPart {
    let planned = planned(in: part)
    let listed = output.listed ?? .empty
    var walk = SurveyWalk(self, part: part, capacity: planned.count)
    var failure: PublishingProblem?
    mergePaths(plan.paths, planned, listed, self.listed(in: part)) { planned, listed in
      guard failure == nil else { return }
      do throws(PublishingProblem) {
        try walk.look(planned: planned, listed: listed)
      } catch {
        failure = error
      }
    }
    var findings = walk.findings
    if let failure { findings.problems.insert(failure, at: 0) }
    return findings
  }

  private func planned(in part: Int) -> Range<Int> {
    let start = part * partSize
    return start..<min(start + partSize, plan.count)
  }

  /// The lines of the list that stand among the part's paths.
  private func listed(in part: Int) -> Range<Int> {
    let listed = output.listed ?? .empty
    func start(_ part: Int) -> Int {
      if part == 0 { return 0 }
      if part == count { return listed.count }
      return listed.firstIndex(notBefore: plan.paths.text(at: part * partSize))
    }
    return start(part)..<start(part + 1)
  }
}

/// What `Survey.look` found.
package struct SurveyPart: Sendable {
  let index: Int
  /// For each planned file of the part, in the order of paths.
  var standings: [Standing] = []
  /// Files that were listed, are not planned, and are there: to be removed at the end.
  var leftovers: [OutputPath] = []
  /// All that were listed and are not planned, there or not.
  var gone: [OutputPath] = []
  /// Our old files in the place of folders, or in folders in the place of files: to be removed
  /// before anything is written.
  var blockingFiles: [OutputPath] = []
  /// Those folders, each behind those in it.
  var blockingFolders: [OutputPath] = []
  var problems: [PublishingProblem] = []

  init(index: Int) { self.index = index }

  /// All of them, in order, as one. A folder that two parts share is told of once.
  static func joined(_ parts: [SurveyPart]) -> SurveyPart {
    var files: Set<OutputPath> = []
    var problems: Set<PublishingProblem> = []
    return parts.sorted { $0.index < $1.index }.reduce(into: SurveyPart(index: 0)) { all, part in
      all.standings += part.standings
      all.leftovers += part.leftovers
      all.gone += part.gone
      all.blockingFiles += part.blockingFiles.filter { files.insert($0).inserted }
      all.blockingFolders += part.blockingFolders
      all.problems += part.problems.filter { problems.insert($0).inserted }
    }
  }
}
