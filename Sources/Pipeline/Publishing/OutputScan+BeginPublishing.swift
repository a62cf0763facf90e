internal import Files

extension OutputFolder {
  /// Prepares the output scan for all files of this build, which may be in any order. Does not
  /// access the disk. Throws if the planned files contradict each other.
  package func makeScan(of planned: PlannedFiles) throws(PublishingError) -> OutputScan {
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
  ) throws(PublishingError) -> Publication {
    // A part that was not scanned may contain files of others, which would be overwritten.
    precondition(results.map(\.partIndex).sorted() == Array(0..<count), "each part once")
    let result = OutputScanResult.joined(results)
    try PublishingError.throwAll(result.errors)
    let listable = plan.paths.union(output.listedPaths ?? .empty)
    // Old and new paths together may exceed the limit even if neither does alone.
    try FileList.checkSize(listable.lines.count)
    try output.prepare(recording: listable, removing: result)
    let staging = try mapFileErrors(of: .write) { () throws(FileError) in
      try Staging(for: plan.paths, in: output.folder)
    }
    return Publication(output, plan, result, staging)
  }
}

extension OutputFolder {
  fileprivate func prepare(
    recording paths: PathTable, removing result: OutputScanResult
  ) throws(PublishingError) {
    // First, because these files may be what fills a full disk.
    try mapFileErrors(of: .remove) { () throws(FileError) in
      try Staging.removeLeftovers(in: folder, listed: listedPaths ?? paths)
    }
    try recordPaths(paths)
    if previousBuildInterrupted || options.adoptsFolder { try removeTemporaryFiles(of: paths) }
    try removeBlockingFiles(result)
  }

  /// Records the paths that the build may write. The file list is written first, so that it names
  /// every file of forumgen at any time.
  private func recordPaths(_ paths: PathTable) throws(PublishingError) {
    try mapFileErrors(of: .write) { () throws(FileError) in
      // A killed build may have left these temporary files. This build may not write the two
      // targets, so it would not replace them.
      try folder.removeFile(OutputPath.fileList.temporary)
      try folder.removeFile(OutputPath.unfinishedMarker.temporary)
    }
    if paths != listedPaths { try folder.writeFileList(paths) }
    try mapFileErrors(of: .write) { () throws(FileError) in
      if !previousBuildInterrupted { try folder.write([], to: .unfinishedMarker) }
    }
  }

  /// Removes the temporary files that a killed build may have left for any of the paths.
  private func removeTemporaryFiles(of paths: PathTable) throws(PublishingError) {
    try mapFileErrors(of: .remove) { () throws(FileError) in
      for index in 0..<paths.count {
        guard let path = OutputPath(paths.text(at: index)) else { continue }
        try folder.removeFile(path.temporary)
      }
    }
  }

  private func removeBlockingFiles(_ result: OutputScanResult) throws(PublishingError) {
    try mapFileErrors(of: .remove) { () throws(FileError) in
      for file in result.blockingFiles { try folder.removeFile(file) }
    }
    for path in result.blockingFolders {
      let isRemoved = try mapFileErrors(of: .remove) { () throws(FileError) in
        try folder.removeEmptyFolder(path)
      }
      guard isRemoved else {
        throw PublishingError(path: folder.displayPath(path), reason: .blocked(by: .folder))
      }
    }
  }
}

extension OpenFolder {
  func writeFileList(_ paths: PathTable) throws(PublishingError) {
    _ = try mapFileErrors(of: .write) { () throws(FileError) in
      try write(paths.lines, to: .fileList)
    }
  }
}
