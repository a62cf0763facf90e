import Files

/// The output scan: checks every planned path, every listed path and every folder above them, and
/// finds everything that blocks a planned path. Changes nothing.
///
/// The folders are checked because a symbolic link in place of a folder would lead writes and
/// removals out of the output folder. A link that is created during the build is not detected: a
/// user who can create one can also write wherever this build writes.
///
/// Checking 300,000 paths takes long. The scan is therefore divided into parts, and `scan` is
/// safe to call from many threads.
package struct OutputScan: Sendable {
  let output: OutputFolder
  let plan: Plan
  /// Manifest row of the file at each position, if the row has the planned fingerprint and the
  /// file is listed, else -1. With `adoptsFolder`, unlisted files count, too. Empty without a
  /// manifest.
  private let manifestRows: [Int32]
  /// Number of planned files in a part.
  var partSize = 512

  init(output: OutputFolder, plan: Plan) {
    self.output = output
    self.plan = plan
    manifestRows = plan.rows(
      of: output.manifest, listed: output.options.adoptsFolder ? nil : output.listedPaths)
  }

  /// Number of parts, at least 1.
  package var count: Int { max(1, (plan.count + partSize - 1) / partSize) }

  /// Returns the manifest row of a file that shows the planned fingerprint and that the prescan
  /// found unchanged. The folders above such a file need no check, because nothing is written
  /// there.
  func prescannedRow(of position: Int) -> Int32? {
    guard let prescan = output.prescan, let row = manifestRow(of: position) else { return nil }
    return prescan.matchesManifest[Int(row)] ? row : nil
  }

  /// Returns the file's manifest row if it has the planned fingerprint.
  func manifestRow(of position: Int) -> Int32? {
    guard !manifestRows.isEmpty, manifestRows[position] >= 0 else { return nil }
    return manifestRows[position]
  }

  package func scan(part: Int) -> OutputScanResult {
    let plannedRange = plannedRange(of: part)
    let listedPaths = output.listedPaths ?? .empty
    var scanner = OutputScanner(self, part: part, capacity: plannedRange.count)
    do throws(FileError) {
      try mergePaths(plan.paths, plannedRange, listedPaths, listedRange(of: part)) {
        (planned, listed) throws(FileError) in
        try scanner.scan(plannedIndex: planned, listedIndex: listed)
      }
    } catch {
      scanner.reportFirst(error)
    }
    return scanner.result
  }

  private func plannedRange(of part: Int) -> Range<Int> {
    let start = part * partSize
    return start..<min(start + partSize, plan.count)
  }

  /// Returns the range of listed paths that sort among the planned paths of the part.
  private func listedRange(of part: Int) -> Range<Int> {
    let listedPaths = output.listedPaths ?? .empty
    func start(_ part: Int) -> Int {
      if part == 0 { return 0 }
      if part == count { return listedPaths.count }
      return listedPaths.firstIndex(notBefore: plan.paths.text(at: part * partSize))
    }
    return start(part)..<start(part + 1)
  }
}

/// Result of the output scan for one part, or for all parts together.
package struct OutputScanResult: Sendable {
  let partIndex: Int
  /// State of each planned file of the part, in the order of paths.
  var fileStates: [OutputFileState] = []
  /// Listed files that exist and are no longer planned. They are removed at the end.
  var obsoleteFiles: [OutputPath] = []
  /// All listed paths that are no longer planned, whether the files exist or not.
  var unplannedPaths: [OutputPath] = []
  /// Files of earlier builds that block planned folders, or that are in folders that block
  /// planned files. They are removed before anything is written.
  var blockingFiles: [OutputPath] = []
  /// Folders that block planned files. Subfolders come before their parents.
  var blockingFolders: [OutputPath] = []
  var errors: [FileError] = []

  init(partIndex: Int) { self.partIndex = partIndex }

  /// Merges the parts in order. A file or error that several parts found is included once.
  static func joined(_ parts: [OutputScanResult]) -> OutputScanResult {
    var files: Set<OutputPath> = []
    var errors: Set<FileError> = []
    return parts.sorted { $0.partIndex < $1.partIndex }.reduce(into: OutputScanResult(partIndex: 0))
    {
      all, part in
      all.fileStates += part.fileStates
      all.obsoleteFiles += part.obsoleteFiles
      all.unplannedPaths += part.unplannedPaths
      all.blockingFiles += part.blockingFiles.filter { files.insert($0).inserted }
      all.blockingFolders += part.blockingFolders
      all.errors += part.errors.filter { errors.insert($0).inserted }
    }
  }
}
