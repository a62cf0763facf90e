import Files

/// The output scan: checks every planned path, every listed path and every folder above them, and
/// finds everything that is in the way. Changes nothing.
///
/// The folders are checked because a symbolic link in place of a folder would lead writes and
/// removals out of the output folder. A link that is created during the build is not detected: a
/// user who can create one can also write wherever this build writes.
///
/// Checking 300,000 paths takes long. The scan is therefore divided into parts, and `look` is
/// safe to call from many threads.
package struct OutputScan: Sendable {
  let output: OutputFolder
  let plan: Plan
  /// Manifest row of each position, if the row has the planned fingerprint and the file is
  /// listed, else -1. With `adopt`, unlisted files count, too. Empty without a manifest.
  private let remembered: [Int32]
  /// Number of planned files in a part.
  var partSize = 512

  init(output: OutputFolder, plan: Plan) {
    self.output = output
    self.plan = plan
    remembered = plan.rows(of: output.manifest, listed: output.options.adopt ? nil : output.listed)
  }

  /// Number of parts, at least 1.
  package var count: Int { max(1, (plan.count + partSize - 1) / partSize) }

  /// Returns the manifest row of a file that shows the planned fingerprint and that the prescan
  /// found unchanged. The folders above such a file need no check, because nothing is written
  /// there.
  func glance(of position: Int) -> Int32? {
    guard let early = output.earlyLook, let row = row(of: position) else { return nil }
    return early.agrees[Int(row)] ? row : nil
  }

  /// Returns the file's manifest row if it has the planned fingerprint.
  func row(of position: Int) -> Int32? {
    guard !remembered.isEmpty, remembered[position] >= 0 else { return nil }
    return remembered[position]
  }

  package func look(at part: Int) -> OutputScanResult {
    let planned = planned(in: part)
    let listed = output.listed ?? .empty
    var walk = OutputScanner(self, part: part, capacity: planned.count)
    var failure: PublishingError?
    mergePaths(plan.paths, planned, listed, self.listed(in: part)) { planned, listed in
      guard failure == nil else { return }
      do throws(PublishingError) {
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

  /// Returns the range of listed paths that sort among the planned paths of the part.
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

/// Result of the output scan for one part, or for all parts together.
package struct OutputScanResult: Sendable {
  let index: Int
  /// State of each planned file of the part, in the order of paths.
  var standings: [OutputFileState] = []
  /// Listed files that exist and are no longer planned. They are removed at the end.
  var leftovers: [OutputPath] = []
  /// All listed paths that are no longer planned, whether the files exist or not.
  var gone: [OutputPath] = []
  /// Files of earlier builds that block planned folders, or that are in folders that block
  /// planned files. They are removed before anything is written.
  var blockingFiles: [OutputPath] = []
  /// Folders that block planned files. Subfolders come before their parents.
  var blockingFolders: [OutputPath] = []
  var problems: [PublishingError] = []

  init(index: Int) { self.index = index }

  /// Merges the parts in order. A file or problem that several parts found is included once.
  static func joined(_ parts: [OutputScanResult]) -> OutputScanResult {
    var files: Set<OutputPath> = []
    var problems: Set<PublishingError> = []
    return parts.sorted { $0.index < $1.index }.reduce(into: OutputScanResult(index: 0)) {
      all, part in
      all.standings += part.standings
      all.leftovers += part.leftovers
      all.gone += part.gone
      all.blockingFiles += part.blockingFiles.filter { files.insert($0).inserted }
      all.blockingFolders += part.blockingFolders
      all.problems += part.problems.filter { problems.insert($0).inserted }
    }
  }
}
