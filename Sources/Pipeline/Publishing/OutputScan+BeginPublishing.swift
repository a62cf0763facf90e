package import Files

extension OutputFolder {
  /// Prepares the output scan for all files of this build, which may be in any order. Does not
  /// access the disk. Throws if the planned files contradict each other.
  package func makeScan(of planned: PlannedFiles) throws(FileError) -> OutputScan {
    OutputScan(output: self, plan: try Plan(planned, reusing: listedPaths ?? .empty))
  }
}

extension OutputScan {
  /// Evaluates the output scan and prepares the folder for writing. `results`: the results
  /// of `scan` for all parts, in any order.
  ///
  /// Throws if anything blocks a planned path, before anything is changed. Then records the paths
  /// that the build may write, and removes what a killed build left.
  package func beginPublishing(
    _ results: [OutputScanResult]
  ) throws(FileError) -> Publication {
    // A part that was not scanned may contain files of others, which would be overwritten.
    precondition(results.map(\.partIndex).sorted() == Array(0..<count), "each part once")
    let result = OutputScanResult.joined(results)
    try FileError.throwAll(result.errors)
    let listable = plan.paths.union(output.listedPaths ?? .empty)
    // Old and new paths together may exceed the limit even if neither does alone.
    try FileList.checkSize(listable.lines.count)
    try output.prepare(recording: listable, removing: result)
    let staging = try Staging(for: plan.paths, in: output.folder)
    return Publication(output, plan, result, staging)
  }
}

extension OutputFolder {
  fileprivate func prepare(
    recording paths: PathTable, removing result: OutputScanResult
  ) throws(FileError) {
    // First, because these files may be what fills a full disk.
    try Staging.removeLeftovers(in: folder, listed: listedPaths ?? paths)
    try recordPaths(paths)
    if previousBuildInterrupted || options.adoptsFolder { try removeTemporaryFiles(of: paths) }
    try removeBlockingFiles(result)
  }

  /// Records the paths that the build may write. The file list is written first, so that it names
  /// every file of forumgen at any time.
  private func recordPaths(_ paths: PathTable) throws(FileError) {
    // A killed build may have left these temporary files. This build may not write the two
    // targets, so it would not replace them.
    try folder.removeFile(OutputPath.fileList.temporary, for: .write)
    try folder.removeFile(OutputPath.unfinishedMarker.temporary, for: .write)
    if paths != listedPaths { try folder.write(paths.lines, to: .fileList) }
    if !previousBuildInterrupted { try folder.write([], to: .unfinishedMarker) }
  }

  /// Removes the temporary files that a killed build may have left for any of the paths.
  private func removeTemporaryFiles(of paths: PathTable) throws(FileError) {
    for index in 0..<paths.count {
      guard let path = OutputPath(paths.text(at: index)) else { continue }
      try folder.removeFile(path.temporary)
    }
  }

  private func removeBlockingFiles(_ result: OutputScanResult) throws(FileError) {
    for file in result.blockingFiles { try folder.removeFile(file) }
    for path in result.blockingFolders where try !folder.removeEmptyFolder(path) {
      throw .blocked(folder.displayPath(path), by: .folder)
    }
  }
}
