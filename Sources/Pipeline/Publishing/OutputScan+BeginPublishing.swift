internal import Files

extension OutputFolder {
  /// Prepares the output scan for all files of this build, which may be in any order. Does not
  /// access the disk. Throws if the planned files contradict each other.
  package func survey(_ planned: PlannedFiles) throws(PublishingError) -> OutputScan {
    OutputScan(output: self, plan: try Plan(planned, known: listed ?? .empty))
  }
}

extension OutputScan {
  /// Evaluates the output scan and prepares the folder for writing. `parts`: the results of
  /// `look` for all parts, in any order.
  ///
  /// Throws if anything is in the way, before anything is changed. Then records the paths that
  /// the build may write, and removes what a killed build left.
  package func begin(_ parts: [OutputScanResult]) throws(PublishingError) -> Publication {
    // A part that was not scanned may contain files of others, which would be overwritten.
    precondition(parts.map(\.index).sorted() == Array(0..<count), "each part once")
    let findings = OutputScanResult.joined(parts)
    try PublishingError.throwAll(of: findings.problems)
    let listable = plan.paths.union(output.listed ?? .empty)
    // Old and new paths together may exceed the limit even if neither does alone.
    try FileList.check(length: listable.lines.count)
    try output.begin(listing: listable, clearing: findings)
    let staging = try trying(to: .write) { () throws(FileError) in
      try Staging(for: plan.paths, in: output.folder)
    }
    return Publication(output, plan, findings, staging)
  }
}

extension OutputFolder {
  fileprivate func begin(
    listing list: PathTable, clearing findings: OutputScanResult
  ) throws(PublishingError) {
    // First, because these files may be what fills a full disk.
    try trying(to: .remove) { () throws(FileError) in
      try Staging.clear(in: folder, listed: listed ?? list)
    }
    try note(list)
    if isUnfinished || options.adopt { try sweep(list) }
    try clear(findings)
  }

  /// Records the paths that the build may write. The file list is written first, so that it names
  /// every file of forumgen at any time.
  private func note(_ list: PathTable) throws(PublishingError) {
    try trying(to: .write) { () throws(FileError) in
      // A killed build may have left these temporary files. This build may not write the two
      // targets, so it would not replace them.
      try folder.removeFile(OutputPath.list.temporary)
      try folder.removeFile(OutputPath.unfinished.temporary)
    }
    if list != listed { try folder.writeList(list) }
    try trying(to: .write) { () throws(FileError) in
      if !isUnfinished { try folder.write([], to: .unfinished) }
    }
  }

  /// Removes the temporary files that a killed build may have left for any of the paths.
  private func sweep(_ paths: PathTable) throws(PublishingError) {
    try trying(to: .remove) { () throws(FileError) in
      for index in 0..<paths.count {
        guard let path = OutputPath(paths.text(at: index)) else { continue }
        try folder.removeFile(path.temporary)
      }
    }
  }

  private func clear(_ findings: OutputScanResult) throws(PublishingError) {
    try trying(to: .remove) { () throws(FileError) in
      for file in findings.blockingFiles { try folder.removeFile(file) }
    }
    for path in findings.blockingFolders {
      let isGone = try trying(to: .remove) { () throws(FileError) in
        try folder.removeEmptyFolder(path)
      }
      guard isGone else {
        throw PublishingError(path: folder.displayPath(path), reason: .inTheWay(.folder))
      }
    }
  }
}

extension OpenFolder {
  func writeList(_ list: PathTable) throws(PublishingError) {
    _ = try trying(to: .write) { () throws(FileError) in try write(list.lines, to: .list) }
  }
}
